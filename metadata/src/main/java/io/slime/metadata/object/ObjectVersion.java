package io.slime.metadata.object;

import io.slime.metadata.extent.ContentId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of an object, everything but its bytes.
 *
 * @param path {@code bucket/key} or a native key
 * @param order a counter that grows with each version of the path
 * @param versionId what S3 calls it; {@value #NULL_ID} where versions are not kept
 * @param modified when it was published, in database time, whole milliseconds
 * @param deleteMarker whether it says that the object is gone
 * @param content its bytes; empty for a delete marker
 * @param size how many
 * @param etag the entity tag, without quotes
 * @param attributes what else it carries
 * @param tags its tags
 * @param lock what keeps it from being removed
 */
public record ObjectVersion(
        String path,
        long order,
        String versionId,
        Instant modified,
        boolean deleteMarker,
        Optional<ContentId> content,
        long size,
        String etag,
        Attributes attributes,
        Map<String, String> tags,
        Lock lock) {
    /** The version id where versions are not kept. */
    public static final String NULL_ID = "null";

    public ObjectVersion {
        tags = Map.copyOf(tags);
    }
}
