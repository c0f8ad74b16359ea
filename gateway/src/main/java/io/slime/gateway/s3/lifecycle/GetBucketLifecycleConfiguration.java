package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.lifecycle.LifecycleRules;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** GetBucketLifecycleConfiguration. */
public final class GetBucketLifecycleConfiguration implements S3Operation {
    private final Lifecycles lifecycles;
    private final BucketAccess access;

    /** Looks at these buckets. */
    public GetBucketLifecycleConfiguration(Lifecycles lifecycles, BucketAccess access) {
        this.lifecycles = lifecycles;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        LifecycleRules rules = lifecycles
                .find(bucket)
                .orElseThrow(() ->
                        new S3Exception(S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION).with("BucketName", bucket.text()));
        LeastHeader.show(rules.least(), request);
        request.answer(LifecycleDocument.write(rules));
    }
}
