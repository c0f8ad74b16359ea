package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The refusal of a wrong signature, with what we signed, so that the author of a client can compare. */
final class Mismatch {
    private static final String HIDDEN = "(not shown)";

    private Mismatch() {}

    static S3Exception of(SignedRequest request, Claim claim, String timestamp, String payload) {
        String path = CanonicalRequest.paths(request.rawPath()).getFirst();
        String canonical = CanonicalRequest.build(request, path, claim.signedHeaders(), payload);
        String toSign = CanonicalRequest.stringToSign(timestamp, claim.scope(), canonical);
        SignedRequest shown = new SignedRequest(
                request.method(), request.rawPath(), masked(request.rawQuery()), masked(request.headers()));
        return new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH)
                .with("AWSAccessKeyId", claim.accessKeyId())
                .with("StringToSign", toSign)
                .with("SignatureProvided", claim.signature())
                .with("CanonicalRequest", CanonicalRequest.build(shown, path, claim.signedHeaders(), payload));
    }

    private static String masked(String rawQuery) {
        return Stream.of(rawQuery.split("&", -1))
                .map(part -> {
                    int equals = Math.max(0, part.indexOf('='));
                    String name =
                            new String(PercentCoding.decodeBytes(part.substring(0, equals)), StandardCharsets.UTF_8);
                    return isSecret(name) ? part.substring(0, equals) + "=" + HIDDEN : part;
                })
                .collect(Collectors.joining("&"));
    }

    private static boolean isSecret(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("-customer-key");
    }

    /** Encryption keys that a customer sends along must not come back in an error document. */
    private static HttpHeaders masked(HttpHeaders headers) {
        HttpHeaders.Builder shown = HttpHeaders.builder();
        for (String name : headers.names()) {
            boolean secret = isSecret(name);
            headers.all(name).forEach(value -> shown.add(name, secret ? HIDDEN : value));
        }
        return shown.build();
    }
}
