package io.slime.gateway.s3.body;

import java.util.Base64;
import java.util.Optional;

/** A digest in base64, as headers carry it: padded, and of exactly the expected length. */
final class Base64Value {
    private Base64Value() {}

    /** The bytes; empty when the text is anything else. */
    static Optional<byte[]> decode(String text, int length) {
        if (text.length() != (length + 2) / 3 * 4) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == length ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
