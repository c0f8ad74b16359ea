package io.slime.gateway.wiring;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.data.Signature;
import io.slime.gateway.data.Signatures;
import io.slime.gateway.data.Unauthorized;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.Key;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** SigV4 for the listeners that are not S3's. */
final class SignatureChecks implements Signatures {
    private final Authenticator authenticator;

    SignatureChecks(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** An authenticator over the keys of these accounts. */
    static Authenticator authenticator(Accounts accounts, String region) {
        return new Authenticator(
                id -> accounts.key(id)
                        .map(key -> new Key(
                                key.accessKeyId(), key.secret(), key.user().id(), key.enabled())),
                List.of(region),
                InstantSource.system());
    }

    @Override
    public Signature check(HttpCall call) {
        HttpHeaders.Builder headers = HttpHeaders.builder();
        call.eachHeader(headers::add);
        try {
            Identity identity = authenticator.authenticate(
                    new SignedRequest(call.method(), call.rawPath(), call.rawQuery(), headers.build()));
            return switch (identity) {
                case Identity.Anonymous _ -> throw new Unauthorized("the request is not signed");
                case Identity.Authenticated known -> new Signature(known.key().accessKeyId(), body(known.payload()));
            };
        } catch (S3Exception e) {
            throw new Unauthorized(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> body(PayloadMode mode) {
        return switch (mode) {
            case PayloadMode.Unsigned() -> Optional.empty();
            case PayloadMode.Signed(String sha256) -> Optional.of(sha256);
            case PayloadMode.SignedChunks _, PayloadMode.UnsignedChunks _ ->
                throw new Unauthorized("bodies in aws-chunked framing are for the S3 listener");
        };
    }
}
