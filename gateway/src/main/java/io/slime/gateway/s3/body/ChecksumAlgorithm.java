package io.slime.gateway.s3.body;

import com.dynatrace.hash4j.hashing.Hashing;
import io.slime.gateway.object.Crc64Nvme;
import io.slime.gateway.s3.error.S3Exception;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums that S3 keeps with an object besides its ETag. */
public enum ChecksumAlgorithm {
    /** CRC-32 of zlib. */
    CRC32(4),
    /** CRC-32C (Castagnoli). */
    CRC32C(4),
    /** CRC-64/NVME. */
    CRC64NVME(8),
    /** SHA-1. */
    SHA1(20),
    /** SHA-256. */
    SHA256(32),
    /** SHA-512. */
    SHA512(64),
    /** MD5. */
    MD5(16),
    /** XXH64 with seed 0. */
    XXHASH64(8),
    /** XXH3 of 64 bits with seed 0. */
    XXHASH3(8),
    /** XXH3 of 128 bits with seed 0. */
    XXHASH128(16);

    /** What every checksum header starts with. */
    static final String PREFIX = "x-amz-checksum-";

    private final int length;

    ChecksumAlgorithm(int length) {
        this.length = length;
    }

    /** The algorithm of that wire name, in any case; empty when there is none of it. */
    static Optional<ChecksumAlgorithm> find(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(a -> a.name().equals(upper)).findFirst();
    }

    /**
     * Reads the value of a header or element that names an algorithm.
     *
     * @throws S3Exception {@code InvalidRequest} when there is none of that name
     */
    public static ChecksumAlgorithm parse(String name) {
        return find(name)
                .orElseThrow(() -> S3Exception.invalidRequest(
                        "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                                + Arrays.toString(values())));
    }

    /** The name in headers and elements: {@code CRC32C}. */
    public String wireName() {
        return name();
    }

    /** The header that carries a value: {@code x-amz-checksum-crc32c}. */
    public String header() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The length of a value in bytes. */
    public int length() {
        return length;
    }

    /** Whether it is a CRC, so that the checksum of a whole follows from those of its parts. */
    public boolean combines() {
        return this == CRC32 || this == CRC32C || this == CRC64NVME;
    }

    /** A new calculation. */
    public Digest newDigest() {
        return switch (this) {
            case CRC32 -> new Digest.OfChecksum(new CRC32(), length);
            case CRC32C -> new Digest.OfChecksum(new CRC32C(), length);
            case CRC64NVME -> new Digest.OfChecksum(new Crc64Nvme(), length);
            case SHA1 -> new Digest.OfMessage("SHA-1");
            case SHA256 -> new Digest.OfMessage("SHA-256");
            case SHA512 -> new Digest.OfMessage("SHA-512");
            case MD5 -> new Digest.OfMessage("MD5");
            case XXHASH64 -> new Digest.OfHash(Hashing.xxh64().hashStream());
            case XXHASH3 -> new Digest.OfHash(Hashing.xxh3_64().hashStream());
            case XXHASH128 -> new Digest.OfHash(Hashing.xxh3_128().hashStream());
        };
    }

    /**
     * The checksum of a whole from that of its two parts.
     *
     * @param first the checksum of the first part
     * @param second the checksum of the second part
     * @param secondLength the length of the second part in bytes
     * @throws IllegalArgumentException when the algorithm does not combine
     */
    public Checksum combine(Checksum first, Checksum second, long secondLength) {
        CrcCombination crc = switch (this) {
            case CRC32 -> CrcCombination.CRC32;
            case CRC32C -> CrcCombination.CRC32C;
            case CRC64NVME -> CrcCombination.CRC64NVME;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
                throw new IllegalArgumentException(name() + " does not combine");
        };
        if (first.algorithm() != this || second.algorithm() != this) {
            throw new IllegalArgumentException("not of " + name());
        }
        return Checksum.of(this, crc.combine(first.bits(), second.bits(), secondLength));
    }
}
