package io.slime.gateway.s3.bucket;

import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketAccelerateConfiguration: shows no status, as S3 does of a bucket in which acceleration was never enabled. */
public final class GetBucketAccelerateConfiguration implements S3Operation {
    private final BucketAccess access;

    /** Of the buckets that one may look at. */
    public GetBucketAccelerateConfiguration(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        request.answer(XmlWriter.of("AccelerateConfiguration"));
    }
}
