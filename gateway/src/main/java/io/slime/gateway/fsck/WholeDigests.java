package io.slime.gateway.fsck;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Crc64Nvme;
import io.slime.gateway.object.ObjectVersion;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The digests of a whole object that are kept with it: SHA-256, an ETag that is an MD5, and S3's full-object checksums. What is
 * computed over parts (ETags and checksums with {@code -N}) is left out, and so are algorithms that are not known here.
 */
public final class WholeDigests {
    private final List<Running> running = new ArrayList<>();

    /** Of nothing. */
    static WholeDigests none() {
        return new WholeDigests();
    }

    private WholeDigests() {}

    /**
     * How one digest came out.
     *
     * @param name what it is
     * @param expected as it is kept
     * @param found as it was computed
     */
    public record Outcome(String name, String expected, String found) {
        /** Whether the bytes are those that were written. */
        public boolean right() {
            return expected.equals(found);
        }
    }

    private interface Digest {
        void update(byte[] bytes, int length);

        byte[] value();
    }

    private record Running(String name, String expected, boolean hex, Digest digest) {}

    static WholeDigests of(ObjectVersion version) {
        WholeDigests digests = new WholeDigests();
        version.description().sha256().ifPresent(hex -> digests.add("sha256", hex, true, "SHA256"));
        if (version.parts() == 0 && version.description().etag().matches("[0-9a-f]{32}")) {
            digests.add("etag", version.description().etag(), true, "MD5");
        }
        Checksums checksums = version.description().checksums();
        if (checksums.type() == Checksums.Type.FULL_OBJECT) {
            for (Map.Entry<String, String> checksum : checksums.values().entrySet()) {
                digests.add("checksum " + checksum.getKey(), checksum.getValue(), false, checksum.getKey());
            }
        }
        return digests;
    }

    void update(byte[] bytes, int length) {
        running.forEach(each -> each.digest().update(bytes, length));
    }

    List<Outcome> outcomes() {
        return running.stream()
                .map(each -> {
                    byte[] value = each.digest().value();
                    String text = each.hex()
                            ? HexFormat.of().formatHex(value)
                            : Base64.getEncoder().encodeToString(value);
                    return new Outcome(each.name(), each.expected(), text);
                })
                .toList();
    }

    private void add(String name, String expected, boolean hex, String algorithm) {
        digest(algorithm).ifPresent(digest -> running.add(new Running(name, expected, hex, digest)));
    }

    private static Optional<Digest> digest(String algorithm) {
        return switch (algorithm) {
            case "CRC32" -> Optional.of(new Sum(new CRC32(), Integer.BYTES));
            case "CRC32C" -> Optional.of(new Sum(new CRC32C(), Integer.BYTES));
            case "CRC64NVME" -> Optional.of(new Sum(new Crc64Nvme(), Long.BYTES));
            case "SHA1" -> Optional.of(new Hash("SHA-1"));
            case "SHA256" -> Optional.of(new Hash("SHA-256"));
            case "SHA512" -> Optional.of(new Hash("SHA-512"));
            case "MD5" -> Optional.of(new Hash("MD5"));
            case "XXHASH64" -> Optional.of(new Quick(Hashing.xxh64().hashStream()));
            case "XXHASH3" -> Optional.of(new Quick(Hashing.xxh3_64().hashStream()));
            case "XXHASH128" -> Optional.of(new Wide(Hashing.xxh3_128().hashStream()));
            default -> Optional.empty();
        };
    }

    private record Sum(Checksum sum, int length) implements Digest {
        @Override
        public void update(byte[] bytes, int length) {
            sum.update(bytes, 0, length);
        }

        @Override
        public byte[] value() {
            byte[] value =
                    ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
            return Arrays.copyOfRange(value, Long.BYTES - length, Long.BYTES);
        }
    }

    private record Quick(HashStream64 stream) implements Digest {
        @Override
        public void update(byte[] bytes, int length) {
            stream.putBytes(bytes, 0, length);
        }

        @Override
        public byte[] value() {
            return ByteBuffer.allocate(Long.BYTES).putLong(stream.getAsLong()).array();
        }
    }

    /** 128 bits, the high half first. */
    private record Wide(HashStream128 stream) implements Digest {
        @Override
        public void update(byte[] bytes, int length) {
            stream.putBytes(bytes, 0, length);
        }

        @Override
        public byte[] value() {
            HashValue128 value = stream.get();
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits())
                    .array();
        }
    }

    private static final class Hash implements Digest {
        private final MessageDigest digest;

        Hash(String algorithm) {
            try {
                digest = MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }
}
