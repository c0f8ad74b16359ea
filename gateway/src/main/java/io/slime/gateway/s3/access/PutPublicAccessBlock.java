package io.slime.gateway.s3.access;

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
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** PutPublicAccessBlock: what it does not name it does not refuse. */
public final class PutPublicAccessBlock implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Buckets buckets;
    private final BucketAccess access;

    /** Changes these buckets. */
    public PutPublicAccessBlock(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlElement body =
                XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "PublicAccessBlockConfiguration");
        PublicAccessBlock block = new PublicAccessBlock(
                flag(body, "BlockPublicAcls"),
                flag(body, "IgnorePublicAcls"),
                flag(body, "BlockPublicPolicy"),
                flag(body, "RestrictPublicBuckets"));
        buckets.rules().setBlock(gate.name(), Optional.of(block));
        request.answer(200);
    }

    private static boolean flag(XmlElement body, String name) {
        String text = body.textOf(name).orElse("false").strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
    }
}
