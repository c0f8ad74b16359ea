package io.slime.gateway.s3.encryption;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.DefaultEncryption;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import java.io.IOException;
import java.util.Optional;

/** PutBucketEncryption: how objects are encrypted that are written without saying it. */
public final class PutBucketEncryption implements S3Operation {
    private final DefaultEncryption defaults;
    private final BucketAccess access;

    /** Of these defaults. */
    public PutBucketEncryption(DefaultEncryption defaults, BucketAccess access) {
        this.defaults = defaults;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        defaults.set(
                bucket,
                Optional.of(EncryptionConfiguration.parse(XmlBody.root(request, EncryptionConfiguration.ROOT))));
        request.answer(200);
    }
}
