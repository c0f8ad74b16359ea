package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** DeleteBucket. Uploads that were begun and not completed do not keep a bucket that is empty otherwise; they end with it. */
public final class DeleteBucket implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Deletes these buckets, with what was begun in them. */
    public DeleteBucket(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        buckets.delete(access.owned(request).name());
        request.answer(204);
    }
}
