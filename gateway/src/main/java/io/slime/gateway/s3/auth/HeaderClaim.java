package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the claim in an Authorization header. */
final class HeaderClaim {
    private static final Set<String> FIELDS = Set.of("Credential", "SignedHeaders", "Signature");

    private HeaderClaim() {}

    static Claim parse(HttpHeaders headers) {
        List<String> sent = headers.all("authorization");
        String value = sent.getFirst().strip();
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        if (scheme.startsWith("AWS4-ECDSA")) {
            throw S3Exception.notImplemented("Signature Version 4A is not implemented");
        }
        if (!scheme.equals(Claim.ALGORITHM) || sent.size() > 1) {
            throw S3Exception.invalidArgument(
                    sent.size() > 1 ? "Only one Authorization header is allowed" : "Unsupported Authorization Type",
                    "Authorization",
                    scheme);
        }
        Map<String, String> fields = fields(space < 0 ? "" : value.substring(space + 1));
        for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
            if (fields.getOrDefault(name, "").isEmpty()) {
                throw Claim.Failure.HEADER.because("missing " + name + ".");
            }
        }
        Claim.Credential credential =
                Claim.Credential.parse(fields.getOrDefault("Credential", ""), Claim.Failure.HEADER);
        return new Claim(
                credential.accessKeyId(),
                credential.scope(),
                time(headers),
                Claim.signedHeaders(fields.getOrDefault("SignedHeaders", ""), Claim.Failure.HEADER),
                fields.getOrDefault("Signature", ""),
                false);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String field = part.strip();
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            if (equals < 0 || !FIELDS.contains(name) || fields.put(name, field.substring(equals + 1)) != null) {
                throw Claim.Failure.HEADER.because(
                        "it must hold exactly one each of Credential, SignedHeaders and Signature, separated by commas.");
            }
        }
        return fields;
    }

    private static Instant time(HttpHeaders headers) {
        return headers.first("x-amz-date")
                .or(() -> headers.first("date"))
                .flatMap(AmzTime::parseLenient)
                .orElseThrow(() -> new S3Exception(
                        S3Error.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
    }
}
