package io.slime.gateway.s3.object;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.body.Checksum;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.body.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The digests of a range of a version: known of the whole, or else made by reading it.
 *
 * @param md5 its MD5 in lower-case hexadecimal
 * @param checksum its checksum
 */
public record RangeDigests(String md5, Checksum checksum) {
    private static final int BUFFER_BYTES = 128 * 1024;

    /** The digests of {@code [from, from + length)}. */
    public static RangeDigests of(
            Objects objects, ObjectVersion version, long from, long length, ChecksumAlgorithm algorithm) {
        String etag = version.description().etag();
        Optional<Checksum> known = known(version.description().checksums(), algorithm);
        if (length == version.size() && known.isPresent() && etag.matches("[0-9a-f]{32}")) {
            return new RangeDigests(etag, known.get());
        }
        MessageDigest md5 = newMd5();
        Digest digest = algorithm.newDigest();
        if (length > 0) {
            byte[] buffer = new byte[Math.clamp(length, 1, BUFFER_BYTES)];
            try (ObjectReader reader = objects.read(version, from, length)) {
                for (int n; (n = reader.read(buffer, 0, buffer.length)) >= 0; ) {
                    md5.update(buffer, 0, n);
                    digest.update(buffer, 0, n);
                }
            }
        }
        return new RangeDigests(HexFormat.of().formatHex(md5.digest()), Checksum.of(algorithm, digest.value()));
    }

    /** The checksum of the whole content by that algorithm, where it is kept. */
    static Optional<Checksum> known(Checksums checksums, ChecksumAlgorithm algorithm) {
        return checksums.type() == Checksums.Type.FULL_OBJECT
                ? Optional.ofNullable(checksums.values().get(algorithm.wireName()))
                        .map(value -> new Checksum(algorithm, value))
                : Optional.empty();
    }

    /** The checksum as it is kept. */
    public Checksums kept() {
        return new Checksums(Map.of(checksum.algorithm().wireName(), checksum.base64()), Checksums.Type.FULL_OBJECT);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
