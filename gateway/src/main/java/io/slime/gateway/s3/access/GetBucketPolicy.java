package io.slime.gateway.s3.access;

import io.slime.gateway.access.KeptPolicy;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.http.Answer;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** GetBucketPolicy: the policy as it was put. */
public final class GetBucketPolicy implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Looks at the policies of these buckets. */
    public GetBucketPolicy(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        String text = buckets.rules()
                .policy(bucket)
                .map(KeptPolicy::text)
                .orElseThrow(() -> new S3Exception(S3Error.NO_SUCH_BUCKET_POLICY).with("BucketName", bucket.text()));
        request.call().send(Answer.of(200, "application/json", text.getBytes(StandardCharsets.UTF_8)));
    }
}
