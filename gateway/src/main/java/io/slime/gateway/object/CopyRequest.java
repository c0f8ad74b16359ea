package io.slime.gateway.object;

import io.slime.metadata.publish.InBucket;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of a whole version, which shares the source's content.
 *
 * @param source the version to copy, as read before
 * @param path where to: bucket and key as stored
 * @param bucket in which bucket it must be there
 * @param description of the copy: the source's own, or with other headers and metadata; ETag and checksums must still be
 *     those of the bytes
 * @param tags of the copy
 * @param lock of the copy; without a retention, it gets that of its bucket
 * @param preconditions what must hold at the destination
 */
public record CopyRequest(
        ObjectVersion source,
        String path,
        InBucket bucket,
        Description description,
        Map<String, String> tags,
        ObjectLock lock,
        Preconditions preconditions) {
    /** Keeps a copy. */
    public CopyRequest {
        tags = Map.copyOf(tags);
    }

    /** With the tags of the source. */
    public CopyRequest(
            ObjectVersion source,
            String path,
            Optional<String> bucket,
            Description description,
            Preconditions preconditions) {
        this(
                source,
                path,
                bucket.isPresent() ? InBucket.NAMED : InBucket.ANY,
                description,
                source.tags(),
                ObjectLock.NONE,
                preconditions);
    }
}
