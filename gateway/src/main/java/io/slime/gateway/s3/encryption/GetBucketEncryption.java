package io.slime.gateway.s3.encryption;

import io.slime.gateway.bucket.BucketEncryption;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.DefaultEncryption;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** GetBucketEncryption. A bucket without a default encrypts nothing by itself, and says so. */
public final class GetBucketEncryption implements S3Operation {
    private final DefaultEncryption defaults;
    private final BucketAccess access;

    /** Of these defaults. */
    public GetBucketEncryption(DefaultEncryption defaults, BucketAccess access) {
        this.defaults = defaults;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        BucketEncryption says = defaults.read(bucket.text())
                .orElseThrow(() -> new S3Exception(S3Error.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR)
                        .with("BucketName", bucket.text()));
        request.answer(EncryptionConfiguration.write(says));
    }
}
