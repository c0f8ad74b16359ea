package io.slime.gateway.object;

import io.slime.metadata.extent.Content;
import java.time.Instant;
import java.util.Map;

/**
 * One version of an object, with all that a read needs to know before it touches a chunk.
 *
 * @param path bucket and key as stored
 * @param order the version's place in the history of its path, a counter
 * @param versionId as S3 shows it; {@code null} in an unversioned bucket
 * @param modified when it was published, by the database's clock
 * @param content its bytes: where they are and how many
 * @param description what is kept about it
 * @param parts number of parts if it was written in parts, else 0
 * @param tags its tags
 * @param lock what keeps it from being removed
 */
public record ObjectVersion(
        String path,
        long order,
        String versionId,
        Instant modified,
        Content content,
        Description description,
        int parts,
        Map<String, String> tags,
        ObjectLock lock) {
    /** Keeps a copy. */
    public ObjectVersion {
        tags = Map.copyOf(tags);
    }

    /** The same with another lock. */
    public ObjectVersion with(ObjectLock other) {
        return new ObjectVersion(path, order, versionId, modified, content, description, parts, tags, other);
    }

    /** Length in bytes. */
    public long size() {
        return content.size();
    }
}
