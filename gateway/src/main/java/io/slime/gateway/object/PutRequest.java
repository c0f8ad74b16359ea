package io.slime.gateway.object;

import io.slime.gateway.encryption.Encryption;
import java.util.Optional;

/**
 * A write of a whole object.
 *
 * @param path bucket and key as stored
 * @param bucket the bucket that must exist, or empty for a native write to whatever prefix
 * @param knownLength length in bytes, or -1 if it is not known before the end
 * @param preconditions what must hold
 * @param encryption how it is encrypted in the stores; empty to leave that to the bucket
 * @param storageClass how it is coded: as that class, or for {@code STANDARD} as the bucket or the cluster says
 */
public record PutRequest(
        String path,
        Optional<String> bucket,
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
}
