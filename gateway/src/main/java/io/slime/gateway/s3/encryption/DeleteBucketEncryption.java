package io.slime.gateway.s3.encryption;

import io.slime.gateway.bucket.DefaultEncryption;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** DeleteBucketEncryption. What is encrypted already stays so. */
public final class DeleteBucketEncryption implements S3Operation {
    private final DefaultEncryption defaults;
    private final BucketAccess access;

    /** Of these defaults. */
    public DeleteBucketEncryption(DefaultEncryption defaults, BucketAccess access) {
        this.defaults = defaults;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        defaults.set(access.owned(request).name(), Optional.empty());
        request.answer(204);
    }
}
