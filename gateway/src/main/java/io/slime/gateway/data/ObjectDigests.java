package io.slime.gateway.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and MD5 of the same bytes, in one pass. */
final class ObjectDigests {
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is missing from this Java", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        md5.update(bytes, offset, length);
    }

    /** Of all bytes; ends the digests. */
    Values finish() {
        return new Values(hex(sha256.digest()), hex(md5.digest()));
    }

    /** Both digests in lower-case hexadecimal. */
    record Values(String sha256, String md5) {}
}
