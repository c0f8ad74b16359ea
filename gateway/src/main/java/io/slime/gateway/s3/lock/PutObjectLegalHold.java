package io.slime.gateway.s3.lock;

import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.object.Versions;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Said;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.Optional;

/** PutObjectLegalHold: holds a version regardless of time, or lifts that. */
public final class PutObjectLegalHold implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Objects objects;
    private final BucketAccess access;

    /** Holds these objects. */
    public PutObjectLegalHold(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> versionId = Versions.named(request);
        boolean held = access.understood(request, versionId, () -> held(request));
        access.use(
                request,
                versionId,
                Said.of(new ObjectLock(Optional.empty(), Optional.of(held))),
                found -> objects.hold(found.version(), held));
        request.answer(200);
    }

    private static boolean held(S3Request request) throws IOException {
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "LegalHold");
        return switch (body.required("Status").strip()) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
    }
}
