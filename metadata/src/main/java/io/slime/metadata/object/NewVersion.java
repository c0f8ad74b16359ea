package io.slime.metadata.object;

import io.slime.metadata.extent.ContentId;
import java.util.Map;
import java.util.Optional;

/**
 * A version about to be published; order and time come from the database.
 *
 * @param path the path
 * @param versionId its version id
 * @param content its bytes; empty for a delete marker
 * @param size how many
 * @param etag the entity tag, without quotes
 * @param attributes what else it carries
 * @param tags its tags
 * @param lock what keeps it from being removed
 */
public record NewVersion(
        String path,
        String versionId,
        Optional<ContentId> content,
        long size,
        String etag,
        Attributes attributes,
        Map<String, String> tags,
        Lock lock) {
    /** A delete marker. */
    public static NewVersion marker(String path, String versionId) {
        return new NewVersion(path, versionId, Optional.empty(), 0, "", Attributes.NONE, Map.of(), Lock.NONE);
    }
}
