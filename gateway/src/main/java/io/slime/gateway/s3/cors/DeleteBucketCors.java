package io.slime.gateway.s3.cors;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** DeleteBucketCors. */
public final class DeleteBucketCors implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Configures these buckets. */
    public DeleteBucketCors(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        buckets.setDocument(access.owned(request).name(), CorsConfiguration.KIND, Optional.empty());
        request.answer(204);
    }
}
