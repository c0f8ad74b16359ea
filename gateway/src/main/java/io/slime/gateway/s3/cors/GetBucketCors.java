package io.slime.gateway.s3.cors;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** GetBucketCors. */
public final class GetBucketCors implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Looks at these buckets. */
    public GetBucketCors(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        request.answerDocument(buckets.document(bucket, CorsConfiguration.KIND)
                .orElseThrow(
                        () -> new S3Exception(S3Error.NO_SUCH_CORS_CONFIGURATION).with("BucketName", bucket.text())));
    }
}
