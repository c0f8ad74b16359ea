package io.slime.gateway.object;

import io.slime.gateway.encryption.Encryption;
import io.slime.metadata.publish.InBucket;
import java.util.Optional;

/**
 * A write of a whole object.
 *
 * @param path bucket and key as stored
 * @param bucket in which bucket it must be
 * @param knownLength length in bytes, or -1 if it is not known before the end
 * @param preconditions what must hold
 * @param encryption how it is encrypted in the stores; empty to leave that to the bucket
 * @param storageClass how it is coded: as that class, or for {@code STANDARD} as the bucket or the cluster says
 */
public record PutRequest(
        String path,
        InBucket bucket,
        long knownLength,
        Preconditions preconditions,
        Optional<Encryption> encryption,
        String storageClass) {
    /** Length of a write whose length is not known. */
    public static final long UNKNOWN = -1;

    /** A write of class STANDARD that is encrypted as the bucket says. */
    public PutRequest(String path, Optional<String> bucket, long knownLength, Preconditions preconditions) {
        this(path, bucket, knownLength, preconditions, Optional.empty(), Description.STANDARD);
    }

    /** A write in a bucket of that name, or, by the native API, wherever the path is. */
    public PutRequest(
            String path,
            Optional<String> bucket,
            long knownLength,
            Preconditions preconditions,
            Optional<Encryption> encryption,
            String storageClass) {
        this(
                path,
                bucket.isPresent() ? InBucket.NAMED : InBucket.ANY,
                knownLength,
                preconditions,
                encryption,
                storageClass);
    }
}
