package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketLocation. The region us-east-1 is shown as nothing, as S3 shows it. */
public final class GetBucketLocation implements S3Operation {
    private final BucketAccess access;

    /** Looks at the buckets that a caller has access to. */
    public GetBucketLocation(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Bucket bucket = access.owned(request);
        boolean first = bucket.location().equals("us-east-1");
        request.answer(XmlWriter.of("LocationConstraint").content(first ? "" : bucket.location()));
    }
}
