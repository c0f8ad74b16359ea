package io.slime.gateway.s3.bucket;

import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetBucketRequestPayment. */
public final class GetBucketRequestPayment implements S3Operation {
    private final BucketAccess access;

    /** Of the buckets that one may look at. */
    public GetBucketRequestPayment(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        boolean requester = access.entered(request).gate().rules().requesterPays();
        request.answer(
                XmlWriter.of("RequestPaymentConfiguration").text("Payer", requester ? "Requester" : "BucketOwner"));
    }
}
