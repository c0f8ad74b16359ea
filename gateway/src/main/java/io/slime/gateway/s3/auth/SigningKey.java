package io.slime.gateway.s3.auth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;

/** The key that signs for one scope, derived from a secret (SigV4, "derive a signing key"). Never printed. */
final class SigningKey {
    /** Keyed, and never fed: every signature is made by a copy. */
    private final Mac keyed;

    private SigningKey(byte[] bytes) {
        this.keyed = Sha256.keyed(bytes);
    }

    static SigningKey derive(String secret, Scope scope) {
        byte[] date = Sha256.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.date());
        byte[] region = Sha256.hmac(date, scope.region());
        byte[] service = Sha256.hmac(region, scope.service());
        return new SigningKey(Sha256.hmac(service, Scope.TERMINATOR));
    }

    /** The signature of a string to sign: 64 lower-case hex digits. */
    String sign(String stringToSign) {
        return HexFormat.of().formatHex(Sha256.hmac(keyed, stringToSign));
    }
}
