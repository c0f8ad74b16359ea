package io.slime.gateway.s3.cors;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** The answer to a browser that asks whether a page may send a request; it is never signed. */
final class Preflight {
    private final Buckets buckets;

    Preflight(Buckets buckets) {
        this.buckets = buckets;
    }

    void serve(S3Request request) throws IOException {
        Ask ask = ask(request);
        BucketName bucket = request.bucket();
        Optional<String> document = buckets.document(bucket, CorsConfiguration.KIND);
        if (document.isEmpty()) {
            String why = buckets.find(bucket).isPresent()
                    ? "CORSResponse: CORS is not enabled for this bucket."
                    : "CORSResponse: Bucket not found";
            throw forbidden(why, ask, "BUCKET");
        }
        CorsRule rule = CorsConfiguration.kept(document.get())
                .allowing(ask)
                .orElseThrow(() -> forbidden(
                        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
                                + " Origin, request method / Access-Control-Request-Method or"
                                + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
                        ask,
                        request.address().key().isPresent() ? "OBJECT" : "BUCKET"));
        rule.answer(ask).forEach(request.call()::setHeader);
        request.call().setHeader("Vary", CrossOrigin.VARY);
        request.answer(200);
    }

    private static Ask ask(S3Request request) {
        Ask ask = Ask.of("", request.headers()::first)
                .orElseThrow(() -> new S3Exception(
                        S3Error.BAD_REQUEST, "Insufficient information. Origin request header needed."));
        if (ask.method().isEmpty()) {
            throw new S3Exception(S3Error.BAD_REQUEST, "Invalid Access-Control-Request-Method: null");
        }
        return ask;
    }

    private static S3Exception forbidden(String why, Ask ask, String resource) {
        return new S3Exception(S3Error.ACCESS_FORBIDDEN, why)
                .with("Method", ask.method())
                .with("ResourceType", resource);
    }
}
