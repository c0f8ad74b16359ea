package io.slime.gateway.object;

import java.time.Instant;

/**
 * One version of an object, with all that a read needs to know before it touches a chunk.
 *
 * @param path bucket and key as stored
 * @param order the version's place in the history of its path, a counter
 * @param versionId as S3 shows it; {@code null} in an unversioned bucket
 * @param modified when it was published, by the database's clock
 * @param size length in bytes
 * @param description what is kept about it
 * @param parts number of parts if it was written in parts, else 0
 */
public record ObjectVersion(
        String path, long order, String versionId, Instant modified, long size, Description description, int parts) {}
