package io.slime.gateway.s3.access;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** PutBucketAcl. */
public final class PutBucketAcl implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;
    private final AclDocument document;

    /** Replaces the lists of these buckets. */
    public PutBucketAcl(Buckets buckets, BucketAccess access, AclHeaders headers, Owners owners) {
        this.buckets = buckets;
        this.access = access;
        this.document = new AclDocument(headers, owners);
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        buckets.rules()
                .setAcl(
                        gate.name(),
                        document.read(
                                request, AclDocument.body(request), gate.rules().owner(), gate.rules()));
        request.answer(200);
    }
}
