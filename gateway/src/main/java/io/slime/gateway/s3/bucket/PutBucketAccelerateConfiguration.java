package io.slime.gateway.s3.bucket;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import java.io.IOException;

/** PutBucketAccelerateConfiguration: there are no edge locations, so it takes that acceleration is suspended, and nothing else. */
public final class PutBucketAccelerateConfiguration implements S3Operation {
    private final BucketAccess access;

    /** Of the buckets that one may configure. */
    public PutBucketAccelerateConfiguration(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        String status = XmlBody.root(request, "AccelerateConfiguration")
                .required("Status")
                .strip();
        switch (status) {
            case "Suspended" -> request.answer(200);
            case "Enabled" -> throw S3Exception.notImplemented("Transfer acceleration is not implemented");
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        }
    }
}
