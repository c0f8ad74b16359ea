package io.slime.gateway.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param objects the objects, by byte order of their paths
 * @param commonPrefixes what was rolled up, as stored (with the bucket), by byte order
 * @param next value of {@link ListRequest#after} for the next page, or empty if this is the last one
 */
public record ListResult(List<Entry> objects, List<String> commonPrefixes, Optional<String> next) {
    /**
     * An object in a listing.
     *
     * @param path bucket and key as stored
     * @param size length in bytes
     * @param modified when it was published
     * @param etag the entity tag, without quotes
     * @param checksums its checksums
     * @param storageClass as S3 names it
     * @param owner canonical id of who wrote it; empty if the native API did
     */
    public record Entry(
            String path,
            long size,
            Instant modified,
            String etag,
            Checksums checksums,
            String storageClass,
            String owner) {}
}
