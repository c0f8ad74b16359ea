package io.slime.gateway.encryption;

import java.security.MessageDigest;
import java.util.Arrays;

/** A key that a client brings with a request (SSE-C). It lives as long as the request, and is neither kept nor shown. */
public final class CustomerKey {
    /** Bytes of a key: AES-256. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    /** A key of {@value #BYTES} bytes. */
    public CustomerKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a customer's key has " + BYTES + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "a customer's key";
    }
}
