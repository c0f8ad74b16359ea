package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.http.Answer;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** HeadBucket: whether the caller has that bucket, and in which region. */
public final class HeadBucket implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public HeadBucket(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Bucket bucket = access.owned(request);
        request.call()
                .send(Answer.empty(200)
                        .with("x-amz-bucket-region", bucket.location())
                        .with("x-amz-access-point-alias", "false"));
    }
}
