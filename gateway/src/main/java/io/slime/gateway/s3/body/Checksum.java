package io.slime.gateway.s3.body;

import io.slime.gateway.s3.error.S3Exception;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The value of one checksum.
 *
 * @param algorithm the algorithm
 * @param base64 the value, as it stands in headers and documents
 */
public record Checksum(ChecksumAlgorithm algorithm, String base64) {
    /** Checks the length. */
    public Checksum {
        if (Base64.getDecoder().decode(base64).length != algorithm.length()) {
            throw new IllegalArgumentException("not a " + algorithm);
        }
    }

    /** The checksum with these bytes, big-endian for a CRC. */
    public static Checksum of(ChecksumAlgorithm algorithm, byte[] value) {
        return new Checksum(algorithm, Base64.getEncoder().encodeToString(value));
    }

    /**
     * Reads the value of a checksum header or element.
     *
     * @throws S3Exception {@code InvalidRequest} when it is not base64 of the right length
     */
    public static Checksum parse(ChecksumAlgorithm algorithm, String value) {
        return Base64Value.decode(value, algorithm.length())
                .map(bytes -> of(algorithm, bytes))
                .orElseThrow(
                        () -> S3Exception.invalidRequest("Value for " + algorithm.header() + " header is invalid."));
    }

    /** The checksum of the checksums of parts, in order: what a multipart object of type COMPOSITE carries. */
    public static Composite composite(ChecksumAlgorithm algorithm, List<Checksum> parts) {
        Digest digest = algorithm.newDigest();
        for (Checksum part : parts) {
            if (part.algorithm() != algorithm) {
                throw new IllegalArgumentException("a part has " + part.algorithm() + " in place of " + algorithm);
            }
            digest.update(part.value(), 0, algorithm.length());
        }
        return new Composite(of(algorithm, digest.value()), parts.size());
    }

    /** The bytes of the value. */
    public byte[] value() {
        return Base64.getDecoder().decode(base64);
    }

    /** Whether the bytes are this value. */
    boolean matches(byte[] other) {
        return Arrays.equals(value(), other);
    }

    /** The value of a CRC as a number. */
    long bits() {
        long bits = 0;
        for (byte b : value()) {
            bits = bits << 8 | (b & 0xff);
        }
        return bits;
    }

    /** The value of a CRC from a number. */
    static Checksum of(ChecksumAlgorithm algorithm, long bits) {
        return of(algorithm, Digest.bigEndian(bits, algorithm.length()));
    }

    /**
     * A checksum of checksums.
     *
     * @param checksum the checksum over the values of the parts
     * @param parts how many parts there are
     */
    public record Composite(Checksum checksum, int parts) {
        /** The form on the wire: the base64 value, a dash, the number of parts. */
        public String wire() {
            return checksum.base64() + "-" + parts;
        }
    }
}
