package io.slime.metadata.object;

import io.slime.metadata.extent.ContentId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the database made of a new version.
 *
 * @param path the path
 * @param order the order it got
 * @param modified the time it got
 * @param replaced the content that lost a reference, if one did
 * @param displaced the version that moved behind it, as JSON, if one did
 * @param existed whether there was a version, not a delete marker, before
 */
public record Written(
        String path,
        long order,
        Instant modified,
        Optional<ContentId> replaced,
        Optional<String> displaced,
        boolean existed) {
    /** The version as it is now. */
    public ObjectVersion version(NewVersion made) {
        return new ObjectVersion(
                path,
                order,
                made.versionId(),
                modified,
                made.content().isEmpty(),
                made.content(),
                made.size(),
                made.etag(),
                made.attributes(),
                made.tags(),
                made.lock());
    }
}
