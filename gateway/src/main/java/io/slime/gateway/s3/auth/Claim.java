package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a request says about its signature, before anything of it is believed.
 *
 * @param accessKeyId the key that is said to have signed
 * @param scope what the signature holds for
 * @param time when it was made
 * @param signedHeaders the names of the signed headers, in the order signed
 * @param signature the signature given
 * @param presigned whether it all stood in the query
 */
record Claim(
        String accessKeyId,
        Scope scope,
        Instant time,
        List<String> signedHeaders,
        String signature,
        boolean presigned) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** An access key id and its scope, as {@code id/date/region/service/aws4_request}; an id may hold slashes. */
    record Credential(String accessKeyId, Scope scope) {
        static Credential parse(String text, Failure failure) {
            String[] parts = text.split("/", -1);
            int n = parts.length;
            if (n < 5 || parts[0].isEmpty()) {
                throw failure.because("the Credential is mal-formed; expecting"
                        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
            }
            if (!parts[n - 1].equals(Scope.TERMINATOR)) {
                throw failure.because(
                        "incorrect terminal \"" + parts[n - 1] + "\". This endpoint uses \"aws4_request\".");
            }
            if (!isDay(parts[n - 4])) {
                throw failure.because("incorrect date format \"" + parts[n - 4]
                        + "\". This date in the credential must be in the format \"yyyyMMdd\".");
            }
            String id = n == 5 ? parts[0] : String.join("/", List.of(parts).subList(0, n - 4));
            return new Credential(id, new Scope(parts[n - 4], parts[n - 3], parts[n - 2]));
        }

        private static boolean isDay(String text) {
            return text.length() == 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /** How a malformed claim is refused: another error in the header than in the query. */
    enum Failure {
        HEADER(S3Error.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed; "),
        QUERY(S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR, "Error parsing the X-Amz-Credential parameter; ");

        private final S3Error error;
        private final String prefix;

        Failure(S3Error error, String prefix) {
            this.error = error;
            this.prefix = prefix;
        }

        S3Exception because(String reason) {
            return new S3Exception(error, prefix + reason);
        }

        S3Exception saying(String message) {
            return new S3Exception(error, message);
        }
    }

    Failure failure() {
        return presigned ? Failure.QUERY : Failure.HEADER;
    }

    /** The names in a SignedHeaders list. */
    static List<String> signedHeaders(String text, Failure failure) {
        List<String> names = List.of(text.split(";", -1));
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!isSignable(name) || !seen.add(name)) {
                throw failure.saying("SignedHeaders must be distinct lower-case header names separated by ';'.");
            }
        }
        return names;
    }

    /** Whether it is of visible characters, none of them a capital letter or a semicolon. */
    private static boolean isSignable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
