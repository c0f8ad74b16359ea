package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import java.io.IOException;
import java.util.Map;

/** GetBucketTagging. */
public final class GetBucketTagging implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Looks at these buckets. */
    public GetBucketTagging(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        Map<String, String> tags = buckets.tags(bucket);
        if (tags.isEmpty()) {
            throw new S3Exception(S3Error.NO_SUCH_TAG_SET).with("BucketName", bucket.text());
        }
        request.answer(Tags.document(tags));
    }
}
