package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.BucketVersioning;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketVersioning. Where versioning was never enabled, the document is empty. */
public final class GetBucketVersioning implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public GetBucketVersioning(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketVersioning versioning = access.owned(request).versioning();
        XmlWriter xml = XmlWriter.of("VersioningConfiguration");
        switch (versioning) {
            case NEVER -> {}
            case ENABLED -> xml.text("Status", "Enabled");
            case SUSPENDED -> xml.text("Status", "Suspended");
        }
        request.answer(xml);
    }
}
