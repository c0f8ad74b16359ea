package io.slime.chunkd.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What gateways and chunk servers of a cluster prove to each other that they know, by HMAC-SHA256 (RFC 2104). It is never sent, and
 * never prints itself.
 */
public final class ClusterSecret {
    /** Fewest bytes of a secret. */
    public static final int SHORTEST = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ClusterSecret(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * The secret of these bytes.
     *
     * @throws IllegalArgumentException if they are fewer than {@link #SHORTEST}
     */
    public static ClusterSecret of(byte[] bytes) {
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException("the cluster secret has " + bytes.length + " bytes, it needs at least "
                    + SHORTEST + "; make one with: head -c 32 /dev/urandom | base64");
        }
        return new ClusterSecret(new SecretKeySpec(bytes, ALGORITHM));
    }

    /** The secret of the UTF-8 bytes of a text. */
    public static ClusterSecret of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The client's proof: 64 hexadecimal digits over the claim. */
    public String prove(Claim claim) {
        return hmac(claim.text());
    }

    /** Whether a proof is the claim's; takes the same time whatever is wrong. */
    public boolean proves(Claim claim, String proof) {
        return same(hmac(claim.text()), proof);
    }

    /** The server's proof, in its answer to the request with that nonce. */
    public String proveAnswer(String nonce, int status) {
        return hmac("slime-answer-1\n" + nonce + '\n' + status);
    }

    /** Whether a proof is that of the answer. */
    public boolean provesAnswer(String nonce, int status, String proof) {
        return same(proveAnswer(nonce, status), proof);
    }

    /** The digest of a short body: {@link Fields#DIGEST}. */
    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.ISO_8859_1), given.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
