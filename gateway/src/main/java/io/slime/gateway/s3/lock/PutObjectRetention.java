package io.slime.gateway.s3.lock;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.object.Versions;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Said;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** PutObjectRetention: retains a version, prolongs that, or, where that is allowed, shortens or ends it. */
public final class PutObjectRetention implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Objects objects;
    private final BucketAccess access;

    /** Retains these objects. */
    public PutObjectRetention(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> versionId = Versions.named(request);
        Optional<ObjectLock.Retention> retention = access.understood(request, versionId, () -> retention(request));
        boolean bypass = LockHeaders.bypasses(request.headers());
        try {
            access.use(
                    request,
                    versionId,
                    Said.of(new ObjectLock(retention, Optional.empty())),
                    held -> objects.retain(held.version(), retention, bypass));
        } catch (StorageException.RetentionOver e) {
            throw S3Exception.invalidArgument(
                    "The retain until date must be in the future!",
                    "RetainUntilDate",
                    retention.map(r -> XmlWriter.format(r.until())).orElse(""));
        }
        request.answer(200);
    }

    private static Optional<ObjectLock.Retention> retention(S3Request request) throws IOException {
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "Retention");
        Optional<String> mode = body.textOf("Mode").map(String::strip);
        Optional<String> until = body.textOf("RetainUntilDate").map(String::strip);
        if (mode.isEmpty() && until.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectLock.Retention(
                mode.flatMap(LockHeaders::mode).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML)),
                until.flatMap(LockHeaders::date).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML))));
    }
}
