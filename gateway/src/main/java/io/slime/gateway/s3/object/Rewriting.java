package io.slime.gateway.s3.object;

import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.s3.body.Checksum;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.body.Digest;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.operation.Intake;
import io.slime.metadata.extent.ContentKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A copy whose bytes must be written anew, since they are encrypted in another way than the source's, or coded. */
public final class Rewriting {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Objects objects;
    private final ObjectVersion source;
    private final Optional<CustomerKey> key;

    /** Of that source, which that key opens if it needs one. */
    public Rewriting(Objects objects, ObjectVersion source, Optional<CustomerKey> key) {
        this.objects = objects;
        this.source = source;
        this.key = key;
    }

    /**
     * Writes it as another object.
     *
     * @param target what to write; its length is taken from the source
     * @param description what is kept of it, of the digests of its bytes
     * @param algorithm the checksum to keep; if none is asked for, the one that the source has
     */
    ObjectVersion copy(
            PutRequest target,
            Function<RangeDigests, Description> description,
            Map<String, String> tags,
            ObjectLock lock,
            Optional<ChecksumAlgorithm> algorithm) {
        PutRequest sized = new PutRequest(
                target.path(),
                target.bucket(),
                source.size(),
                target.preconditions(),
                target.encryption(),
                target.storageClass());
        try (ObjectWriter writer = objects.put(sized)) {
            RangeDigests digests = pour(0, source.size(), algorithm.orElseGet(this::algorithm), writer::write);
            Optional<ContentKey.Scheme> scheme = target.encryption().flatMap(Encryption::scheme);
            Description kept = description.apply(digests);
            return writer.publish(kept.with(EncryptionHeaders.etag(scheme, digests.md5())), tags, lock);
        }
    }

    private ChecksumAlgorithm algorithm() {
        return source.description().checksums().values().keySet().stream()
                .sorted()
                .findFirst()
                .map(ChecksumAlgorithm::parse)
                .orElse(ChecksumAlgorithm.CRC64NVME);
    }

    /** Reads {@code [from, from + length)} into the sink; its digests. */
    public RangeDigests pour(long from, long length, ChecksumAlgorithm algorithm, Intake.Sink sink) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            Digest digest = algorithm.newDigest();
            if (length > 0) {
                byte[] buffer = new byte[Math.clamp(length, 1, BUFFER_BYTES)];
                try (ObjectReader reader = objects.read(source, from, length, key)) {
                    for (int n; (n = reader.read(buffer, 0, buffer.length)) >= 0; ) {
                        md5.update(buffer, 0, n);
                        digest.update(buffer, 0, n);
                        sink.write(buffer, 0, n);
                    }
                }
            }
            return new RangeDigests(HexFormat.of().formatHex(md5.digest()), Checksum.of(algorithm, digest.value()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
