package io.slime.metadata.placement;

import io.slime.erasure.Redundancy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An ordered tuple of stores: chunk i of an extent lies on the i-th. Immutable, so it may be cached for ever.
 *
 * @param id its name
 * @param redundancy how extents on it are coded
 * @param stores {@code total} stores, all different; an absent one is an empty slot
 */
public record Placement(long id, Redundancy redundancy, List<Optional<UUID>> stores) {
    public Placement {
        stores = List.copyOf(stores);
        if (stores.size() != redundancy.total()) {
            throw new IllegalArgumentException(
                    "placement " + id + ": " + stores.size() + " slots for redundancy " + redundancy);
        }
        long filled = stores.stream().filter(Optional::isPresent).count();
        if (stores.stream().filter(Optional::isPresent).distinct().count() != filled) {
            throw new IllegalArgumentException("placement " + id + " names a store twice: " + stores);
        }
    }
}
