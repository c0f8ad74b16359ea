package io.slime.gateway.s3.access;

import io.slime.gateway.access.Ownership;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketOwnershipControls. */
public final class GetBucketOwnershipControls implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public GetBucketOwnershipControls(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        Ownership ownership = gate.rules()
                .ownership()
                .orElseThrow(() -> new S3Exception(S3Error.OWNERSHIP_CONTROLS_NOT_FOUND_ERROR)
                        .with("BucketName", gate.name().text()));
        request.answer(XmlWriter.of("OwnershipControls").open("Rule").text("ObjectOwnership", ownership.wireName()));
    }
}
