package io.slime.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A mark by which a master key is told from others, and from which nothing of it can be learnt. */
public final class KeyMark {
    private static final int BYTES = 12;

    private KeyMark() {}

    /** The mark of a master key: 24 hexadecimal digits. */
    public static String of(byte[] masterKey) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("slime master key\0".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(masterKey), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
