package io.slime.gateway.s3.access;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.Rules;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** GetBucketAcl. */
public final class GetBucketAcl implements S3Operation {
    private final BucketAccess access;
    private final AclDocument document;

    /** Looks at the lists of buckets that a caller has access to. */
    public GetBucketAcl(BucketAccess access, AclHeaders headers, Owners owners) {
        this.access = access;
        this.document = new AclDocument(headers, owners);
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Rules rules = access.entered(request).gate().rules();
        Acl acl = rules.acl().filter(list -> rules.countsAcls()).orElseGet(() -> Acl.ofOwner(rules.owner()));
        request.answer(document.write(rules.owner(), acl));
    }
}
