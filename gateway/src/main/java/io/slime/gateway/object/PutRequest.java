package io.slime.gateway.object;

import java.util.Optional;

/**
 * A write of a whole object.
 *
 * @param path bucket and key as stored
 * @param bucket the bucket that must exist, or empty for a native write to whatever prefix
 * @param knownLength length in bytes, or -1 if it is not known before the end
 * @param preconditions what must hold
 */
public record PutRequest(String path, Optional<String> bucket, long knownLength, Preconditions preconditions) {
    /** Length of a write whose length is not known. */
    public static final long UNKNOWN = -1;
}
