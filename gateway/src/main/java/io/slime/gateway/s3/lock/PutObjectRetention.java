package io.slime.gateway.s3.lock;

import io.slime.gateway.bucket.Bucket;
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
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
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
        Bucket bucket = access.owned(request);
        Optional<String> versionId = Versions.named(request);
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "Retention");
        LockHeaders.demandLock(bucket);
        Optional<ObjectLock.Retention> retention = retention(body);
        try {
            objects.retain(request.path(), versionId, retention, LockHeaders.bypasses(request.headers()));
        } catch (StorageException.RetentionOver e) {
            throw S3Exception.invalidArgument(
                    "The retain until date must be in the future!",
                    "RetainUntilDate",
                    body.required("RetainUntilDate").strip());
        }
        request.answer(200);
    }

    private static Optional<ObjectLock.Retention> retention(XmlElement body) {
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
