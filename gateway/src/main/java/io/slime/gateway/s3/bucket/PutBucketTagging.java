package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import java.io.IOException;

/** PutBucketTagging: replaces the tags of a bucket. */
public final class PutBucketTagging implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Tags these buckets. */
    public PutBucketTagging(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        buckets.setTags(bucket, Tags.ofBucket(request));
        request.answer(200); // as the reference says; the MinIO client for JavaScript takes nothing else
    }
}
