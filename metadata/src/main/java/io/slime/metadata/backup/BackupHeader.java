package io.slime.metadata.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * What a stream of metadata says of itself before anything else.
 *
 * @param kind all rows, or those that changed
 * @param schema the number of the last migration of the database that it came from
 * @param cluster the id of the cluster
 * @param timeline the history that it belongs to; a new one begins whenever the database went back in time, or changes that waited
 *     were given up
 * @param number its number in the journal, 0 for a backup that is in none
 * @param after of changes: the number of the entry that they follow; what changed since is all here
 * @param era the era of the database
 * @param at when its snapshot was taken, in database time
 */
public record BackupHeader(
        Kind kind, int schema, UUID cluster, long timeline, long number, long after, long era, Instant at) {
    /** The version of the format that this release writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a stream holds. */
    public enum Kind {
        /** All rows of all tables. */
        FULL,
        /** Keys of rows that changed, and these rows as they are now. */
        CHANGES
    }

    byte[] bytes() {
        return JSON.createObjectNode()
                .put("format", FORMAT)
                .put("kind", kind.name())
                .put("schema", schema)
                .put("cluster", cluster.toString())
                .put("timeline", timeline)
                .put("number", number)
                .put("after", after)
                .put("era", era)
                .put("at", at.toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    static BackupHeader parse(byte[] bytes) throws BackupException {
        try {
            JsonNode node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (node.path("format").asInt(-1) > FORMAT) {
                throw new BackupException("the backup is of format " + node.path("format") + ", this release knows "
                        + FORMAT + ": use the release that wrote it");
            }
            return new BackupHeader(
                    Kind.valueOf(node.path("kind").asText()),
                    node.path("schema").asInt(),
                    UUID.fromString(node.path("cluster").asText()),
                    node.path("timeline").asLong(),
                    node.path("number").asLong(),
                    node.path("after").asLong(),
                    node.path("era").asLong(),
                    Instant.parse(node.path("at").asText()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new BackupException("the backup does not begin as one does: " + e.getMessage());
        }
    }
}
