package io.slime.metadata.object;

import java.util.Map;
import java.util.Optional;

/** The objects. Writing them is {@link io.slime.metadata.publish.Publisher}'s. */
public final class ObjectTable {
    /** The current version of a path, a delete marker too, by one statement. */
    public Optional<Found> find(String path) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The version of that id, current or not. */
    public Optional<Found> find(String path, String versionId) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Sets the tags of the current version; false if there is none. */
    public boolean setTags(String path, Map<String, String> tags) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
