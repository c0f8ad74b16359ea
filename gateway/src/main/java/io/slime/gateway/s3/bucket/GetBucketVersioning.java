package io.slime.gateway.s3.bucket;

import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketVersioning: versioning was never enabled, which is an empty document. */
public final class GetBucketVersioning implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public GetBucketVersioning(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        request.answer(XmlWriter.of("VersioningConfiguration"));
    }
}
