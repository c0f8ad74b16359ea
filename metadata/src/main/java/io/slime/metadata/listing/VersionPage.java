package io.slime.metadata.listing;

import io.slime.metadata.object.ObjectVersion;
import java.util.List;
import java.util.Optional;

/**
 * A page of versions, of one snapshot.
 *
 * @param entries in their order
 * @param next where the next page begins, if there is one
 */
public record VersionPage(List<Entry> entries, Optional<Marker> next) {
    public VersionPage {
        entries = List.copyOf(entries);
    }

    /** One line, without the scope. */
    public sealed interface Entry {
        /** What it sorts by. */
        String name();
    }

    /**
     * A version.
     *
     * @param name its key
     * @param version the version, which may be a delete marker
     * @param latest whether it is the current one
     */
    public record Version(String name, ObjectVersion version, boolean latest) implements Entry {}

    /** All keys that begin with it; it ends with the delimiter. */
    public record CommonPrefix(String name) implements Entry {}

    /**
     * Behind what a page begins.
     *
     * @param key a key, or a common prefix
     * @param versionId the version of the key, unless it is a common prefix
     */
    public record Marker(String key, Optional<String> versionId) {}
}
