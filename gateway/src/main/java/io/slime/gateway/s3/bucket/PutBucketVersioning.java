package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;

/** PutBucketVersioning: enables or suspends it; it is never turned off again. */
public final class PutBucketVersioning implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Buckets buckets;
    private final BucketAccess access;

    /** Changes these buckets. */
    public PutBucketVersioning(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Bucket bucket = access.owned(request);
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        boolean enabled =
                enabled(XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "VersioningConfiguration"));
        if (bucket.objectLock() && !enabled) {
            throw new S3Exception(
                    S3Error.INVALID_BUCKET_STATE,
                    "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        }
        buckets.setVersioning(bucket.name(), enabled);
        request.answer(200);
    }

    private static boolean enabled(XmlElement configuration) {
        if (configuration
                .textOf("MfaDelete")
                .filter(v -> !v.strip().equals("Disabled"))
                .isPresent()) {
            throw S3Exception.notImplemented("MfaDelete is not implemented");
        }
        String status = configuration
                .textOf("Status")
                .map(String::strip)
                .orElseThrow(() -> new S3Exception(
                        S3Error.ILLEGAL_VERSIONING_CONFIGURATION_EXCEPTION,
                        "The Versioning element must be specified"));
        return switch (status) {
            case "Enabled" -> true;
            case "Suspended" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
    }
}
