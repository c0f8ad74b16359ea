package io.slime.gateway.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing of versions.
 *
 * @param entries versions, delete markers and common prefixes, in their order
 * @param nextKey the key marker for the next page, or empty if this is the last one
 * @param nextVersion the version marker for it, if it goes on within a key
 */
public record VersionList(List<Entry> entries, Optional<String> nextKey, Optional<String> nextVersion) {
    /** Keeps a copy. */
    public VersionList {
        entries = List.copyOf(entries);
    }

    /** One line. */
    public sealed interface Entry {}

    /**
     * What versions and delete markers have in common.
     *
     * @param key the key
     * @param versionId its id
     * @param latest whether it is the current version
     * @param modified when it was published
     */
    public record Identity(String key, String versionId, boolean latest, Instant modified) {}

    /** A version with {@code size} bytes. */
    public record Version(Identity identity, long size, Description description) implements Entry {}

    /** A delete marker. */
    public record DeleteMarker(Identity identity) implements Entry {}

    /** Keys that were rolled up. */
    public record CommonPrefix(String prefix) implements Entry {}
}
