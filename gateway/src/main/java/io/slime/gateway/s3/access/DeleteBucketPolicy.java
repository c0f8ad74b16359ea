package io.slime.gateway.s3.access;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** DeleteBucketPolicy. */
public final class DeleteBucketPolicy implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Takes policies off these buckets. */
    public DeleteBucketPolicy(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        buckets.rules().setPolicy(access.owned(request).name(), Optional.empty());
        request.answer(204);
    }
}
