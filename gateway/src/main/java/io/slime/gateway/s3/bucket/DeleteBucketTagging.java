package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Map;

/** DeleteBucketTagging. */
public final class DeleteBucketTagging implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Takes tags off these buckets. */
    public DeleteBucketTagging(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        buckets.setTags(access.owned(request).name(), Map.of());
        request.answer(204);
    }
}
