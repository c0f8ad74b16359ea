package io.slime.gateway.s3.cors;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import java.io.IOException;
import java.util.Optional;

/** PutBucketCors: replaces the rules of a bucket. */
public final class PutBucketCors implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Configures these buckets. */
    public PutBucketCors(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        CorsConfiguration sent = CorsConfiguration.parse(XmlBody.claimedRoot(request, CorsConfiguration.ROOT));
        buckets.setDocument(bucket, CorsConfiguration.KIND, Optional.of(sent.document()));
        request.answer(200);
    }
}
