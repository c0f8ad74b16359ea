package io.slime.gateway.s3.lock;

import io.slime.gateway.bucket.Bucket;
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
        Bucket bucket = access.owned(request);
        Optional<String> versionId = Versions.named(request);
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "LegalHold");
        LockHeaders.demandLock(bucket);
        boolean held = switch (body.required("Status").strip()) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
        objects.hold(request.path(), versionId, held);
        request.answer(200);
    }
}
