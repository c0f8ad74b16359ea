package io.slime.metadata.placement;

import io.slime.erasure.Redundancy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The placements. */
public final class PlacementTable {
    /** The placement of that id; remembered within bounds, since placements never change. */
    public Optional<Placement> find(long id) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Makes a placement, or returns the active one with the same stores in the same order. */
    public Placement create(Redundancy redundancy, List<Optional<UUID>> stores) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The placements of that redundancy which are not retired, at most {@code limit}, newest first. */
    public List<Placement> active(Redundancy redundancy, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The placements, retired or not, that name the store, by id, after {@code after}, at most {@code limit}. */
    public List<Placement> naming(UUID store, long after, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Retires a placement: {@link #active} no longer returns it; extents may go on naming it. */
    public void retire(long id) {
        io.slime.metadata.transaction.Pending.body();
    }
}
