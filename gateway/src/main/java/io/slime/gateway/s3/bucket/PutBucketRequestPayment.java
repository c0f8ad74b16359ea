package io.slime.gateway.s3.bucket;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import java.io.IOException;

/** PutBucketRequestPayment: takes that the owner pays, which holds anyway. Nobody is billed here, so no requester can pay. */
public final class PutBucketRequestPayment implements S3Operation {
    private final BucketAccess access;

    /** Of the buckets that one may configure. */
    public PutBucketRequestPayment(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        String payer = XmlBody.root(request, "RequestPaymentConfiguration")
                .required("Payer")
                .strip();
        switch (payer) {
            case "BucketOwner" -> request.answer(200);
            case "Requester" -> throw S3Exception.notImplemented("Requester pays is not implemented");
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        }
    }
}
