package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** DeleteBucketLifecycle. */
public final class DeleteBucketLifecycle implements S3Operation {
    private final Lifecycles lifecycles;
    private final BucketAccess access;

    /** Configures these buckets. */
    public DeleteBucketLifecycle(Lifecycles lifecycles, BucketAccess access) {
        this.lifecycles = lifecycles;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        lifecycles.set(access.owned(request).name(), Optional.empty());
        request.answer(204);
    }
}
