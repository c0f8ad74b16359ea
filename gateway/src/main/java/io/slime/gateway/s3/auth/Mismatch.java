package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;

/** The refusal of a wrong signature, with what we signed, so that the author of a client can compare. */
final class Mismatch {
    private Mismatch() {}

    static S3Exception of(SignedRequest request, Claim claim, String timestamp, String payload) {
        String path = CanonicalRequest.paths(request.rawPath()).getFirst();
        String canonical = CanonicalRequest.build(request, path, claim.signedHeaders(), payload);
        String toSign = CanonicalRequest.stringToSign(timestamp, claim.scope(), canonical);
        SignedRequest shown =
                new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), masked(request.headers()));
        return new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH)
                .with("AWSAccessKeyId", claim.accessKeyId())
                .with("StringToSign", toSign)
                .with("SignatureProvided", claim.signature())
                .with("CanonicalRequest", CanonicalRequest.build(shown, path, claim.signedHeaders(), payload));
    }

    /** Encryption keys that a customer sends along must not come back in an error document. */
    private static HttpHeaders masked(HttpHeaders headers) {
        HttpHeaders.Builder shown = HttpHeaders.builder();
        for (String name : headers.names()) {
            boolean secret = name.endsWith("-customer-key");
            headers.all(name).forEach(value -> shown.add(name, secret ? "(not shown)" : value));
        }
        return shown.build();
    }
}
