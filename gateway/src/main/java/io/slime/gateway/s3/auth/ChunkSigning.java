package io.slime.gateway.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The chain of signatures over the chunks of one body, which starts from the signature of the request's headers.
 *
 * <p>Source: S3 API reference, "Transferring payload in multiple chunks" and "Including trailing headers".
 */
public final class ChunkSigning {
    private static final String CHUNK = "AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER = "AWS4-HMAC-SHA256-TRAILER";

    private final SigningKey key;
    private final String timestamp;
    private final Scope scope;
    private final String seed;

    ChunkSigning(SigningKey key, String timestamp, Scope scope, String seed) {
        this.key = key;
        this.timestamp = timestamp;
        this.scope = scope;
        this.seed = seed;
    }

    /** The signature of the headers, which is the previous signature of the first chunk. */
    public String seed() {
        return seed;
    }

    /** The signature of a chunk after the one with signature {@code previous}; the last chunk is empty. */
    public String chunk(String previous, byte[] sha256OfData) {
        return key.sign(CHUNK + "\n" + timestamp + "\n" + scope + "\n" + previous + "\n" + Sha256.EMPTY + "\n"
                + HexFormat.of().formatHex(sha256OfData));
    }

    /** The signature of the trailers, given as {@code name:value\n} for each, after the last chunk's signature. */
    public String trailer(String previous, String canonicalTrailers) {
        byte[] sha256 = Sha256.digest(canonicalTrailers.getBytes(StandardCharsets.ISO_8859_1));
        return key.sign(TRAILER + "\n" + timestamp + "\n" + scope + "\n" + previous + "\n"
                + HexFormat.of().formatHex(sha256));
    }

    /** Compares signatures in a time that does not depend on where they differ. */
    public static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
