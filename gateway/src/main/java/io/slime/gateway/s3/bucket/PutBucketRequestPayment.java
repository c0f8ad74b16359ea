package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import java.io.IOException;

/** PutBucketRequestPayment. Nobody is billed here; but where requesters pay, they must say that they do. */
public final class PutBucketRequestPayment implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Of these buckets. */
    public PutBucketRequestPayment(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        String payer = XmlBody.root(request, "RequestPaymentConfiguration")
                .required("Payer")
                .strip();
        switch (payer) {
            case "BucketOwner" -> buckets.rules().setRequesterPays(bucket, false);
            case "Requester" -> buckets.rules().setRequesterPays(bucket, true);
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        }
        request.answer(200);
    }
}
