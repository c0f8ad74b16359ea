package io.slime.gateway.s3.access;

import io.slime.gateway.access.KeptPolicy;
import io.slime.gateway.access.MalformedPolicyException;
import io.slime.gateway.access.PublicAccessBlock;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** PutBucketPolicy. Whom its principals mean is decided now: who gets one of those names later is granted nothing. */
public final class PutBucketPolicy implements S3Operation {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Buckets buckets;
    private final BucketAccess access;
    private final Principals principals;

    /** Replaces the policies of these buckets. */
    public PutBucketPolicy(Buckets buckets, BucketAccess access, Principals principals) {
        this.buckets = buckets;
        this.access = access;
        this.principals = principals;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        String text = new String(XmlBody.read(request, check, MAX_BODY_BYTES), StandardCharsets.UTF_8);
        KeptPolicy policy;
        try {
            policy = KeptPolicy.take(text, gate.name().text(), principals::find);
        } catch (MalformedPolicyException e) {
            throw new S3Exception(S3Error.MALFORMED_POLICY, e.reason());
        }
        boolean blocked = gate.rules()
                .block()
                .filter(PublicAccessBlock::blockPublicPolicy)
                .isPresent();
        if (blocked && policy.policy(gate.name().text()).isPublic()) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        buckets.rules().setPolicy(gate.name(), Optional.of(policy));
        request.answer(204);
    }
}
