package io.slime.gateway.s3.cors;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** PreflightBucket: whether a page may send a request to a bucket. */
public final class PreflightBucket implements S3Operation {
    private final Preflight preflight;

    /** Asks the rules of these buckets. */
    public PreflightBucket(Buckets buckets) {
        this.preflight = new Preflight(buckets);
    }

    @Override
    public void serve(S3Request request) throws IOException {
        preflight.serve(request);
    }
}
