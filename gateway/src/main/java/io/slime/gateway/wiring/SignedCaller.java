package io.slime.gateway.wiring;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.Key;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.auth.V2Form;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who signed a request to a listener that is not S3's, by the same rules.
 *
 * @param accessKeyId the key that signed
 * @param bodySha256 SHA-256 that the body must have, in lower-case hexadecimal; empty where the body is not signed
 */
record SignedCaller(String accessKeyId, Optional<String> bodySha256) {
    /** An authenticator over the keys of these accounts. */
    static Authenticator authenticator(Accounts accounts, String region, Set<V2Form> v2) {
        return new Authenticator(
                id -> accounts.key(id).map(SignedCaller::key), List.of(region), InstantSource.system(), v2);
    }

    /** A key as S3 knows it. */
    static Key key(AccessKey key) {
        return new Key(
                key.accessKeyId(),
                key.secret(),
                key.user().id(),
                key.enabled(),
                key.user().name(),
                key.limit());
    }

    /**
     * Checks a request.
     *
     * @throws Unproven if it is not signed, or not rightly, or in a mode that frames the body
     */
    static SignedCaller of(Authenticator authenticator, HttpCall call) {
        HttpHeaders.Builder headers = HttpHeaders.builder();
        call.eachHeader(headers::add);
        try {
            Identity identity = authenticator.authenticate(
                    new SignedRequest(call.method(), call.rawPath(), call.rawQuery(), headers.build()));
            return switch (identity) {
                case Identity.Anonymous _ -> throw new Unproven("the request is not signed");
                case Identity.Authenticated known ->
                    new SignedCaller(known.key().accessKeyId(), body(known.payload()));
            };
        } catch (S3Exception e) {
            throw new Unproven(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> body(PayloadMode mode) {
        return switch (mode) {
            case PayloadMode.Unsigned() -> Optional.empty();
            case PayloadMode.Signed(String sha256) -> Optional.of(sha256);
            case PayloadMode.SignedChunks _, PayloadMode.UnsignedChunks _ ->
                throw new Unproven("bodies in aws-chunked framing are for the S3 listener");
        };
    }

    /** Nobody is proven to have sent the request; carries no stack trace. */
    static final class Unproven extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unproven(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
