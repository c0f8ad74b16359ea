package io.slime.gateway.s3.access;

import io.slime.gateway.access.PublicAccessBlock;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetPublicAccessBlock. */
public final class GetPublicAccessBlock implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public GetPublicAccessBlock(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        PublicAccessBlock block = gate.rules()
                .block()
                .orElseThrow(() -> new S3Exception(S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION)
                        .with("BucketName", gate.name().text()));
        request.answer(XmlWriter.of("PublicAccessBlockConfiguration")
                .flag("BlockPublicAcls", block.blockPublicAcls())
                .flag("IgnorePublicAcls", block.ignorePublicAcls())
                .flag("BlockPublicPolicy", block.blockPublicPolicy())
                .flag("RestrictPublicBuckets", block.restrictPublicBuckets()));
    }
}
