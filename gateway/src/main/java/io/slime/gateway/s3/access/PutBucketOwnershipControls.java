package io.slime.gateway.s3.access;

import io.slime.gateway.access.Ownership;
import io.slime.gateway.access.Rules;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** PutBucketOwnershipControls. */
public final class PutBucketOwnershipControls implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Buckets buckets;
    private final BucketAccess access;

    /** Changes these buckets. */
    public PutBucketOwnershipControls(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        List<XmlElement> rules = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "OwnershipControls")
                .all("Rule");
        if (rules.size() != 1) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        Ownership ownership = Ownership.named(
                        rules.getFirst().required("ObjectOwnership").strip())
                .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML));
        if (ownership == Ownership.BUCKET_OWNER_ENFORCED && grantsToOthers(gate.rules())) {
            throw new S3Exception(S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        buckets.rules().setOwnership(gate.name(), Optional.of(ownership));
        request.answer(200);
    }

    private static boolean grantsToOthers(Rules rules) {
        return rules.acl().filter(acl -> !acl.isOwnersAlone(rules.owner())).isPresent();
    }
}
