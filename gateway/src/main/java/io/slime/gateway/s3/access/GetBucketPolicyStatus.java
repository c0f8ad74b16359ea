package io.slime.gateway.s3.access;

import io.slime.gateway.access.Rules;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketPolicyStatus: whether the bucket is public, by its policy or by its list. */
public final class GetBucketPolicyStatus implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public GetBucketPolicyStatus(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Rules rules = access.entered(request).gate().rules();
        request.answer(XmlWriter.of("PolicyStatus").flag("IsPublic", rules.isPublic()));
    }
}
