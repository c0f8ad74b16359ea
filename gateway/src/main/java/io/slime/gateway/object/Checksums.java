package io.slime.gateway.object;

import java.util.Map;

/**
 * The checksums that S3 keeps with an object besides its ETag.
 *
 * @param values by algorithm, named as S3 names it ({@code CRC32C}), the value in base64 (a composite one with its
 *     {@code -N})
 * @param type what the values are computed over
 */
public record Checksums(Map<String, String> values, Type type) {
    /** No checksum. */
    public static final Checksums NONE = new Checksums(Map.of(), Type.FULL_OBJECT);

    /** What a checksum is computed over (S3 API reference, ChecksumType). */
    public enum Type {
        /** The bytes of the object. */
        FULL_OBJECT,
        /** The checksums of its parts. */
        COMPOSITE
    }

    /** Keeps a copy. */
    public Checksums {
        values = Map.copyOf(values);
    }
}
