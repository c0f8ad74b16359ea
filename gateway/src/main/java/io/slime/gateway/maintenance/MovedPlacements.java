package io.slime.gateway.maintenance;

import io.slime.metadata.placement.Placement;
import io.slime.metadata.placement.PlacementTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The placements that arise when chunks go elsewhere. Thousands of extents make the same step, so that what the database said of one is
 * remembered for a moment; a placement that is retired meanwhile may still be named.
 */
final class MovedPlacements {
    private static final int REMEMBERED = 1000;
    private static final long KEPT = 5_000_000_000L;

    private final PlacementTable table;
    private final LongSupplier nanos;
    private final Map<Step, Known> known = new HashMap<>();

    /** Those of a table; the clock counts nanoseconds from anywhere. */
    MovedPlacements(PlacementTable table, LongSupplier nanos) {
        this.table = table;
        this.nanos = nanos;
    }

    private record Step(long from, Map<Integer, UUID> moved) {}

    private record Known(Placement to, long since) {}

    /** The placement that is {@code from} with these chunk indexes on other stores. */
    Placement after(Placement from, Map<Integer, UUID> moved) {
        Step step = new Step(from.id(), Map.copyOf(moved));
        Optional<Placement> remembered = remembered(step);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        List<Optional<UUID>> stores = new ArrayList<>(from.stores());
        moved.forEach((index, store) -> stores.set(index, Optional.of(store)));
        Placement made = table.create(from.redundancy(), stores);
        remember(step, made);
        return made;
    }

    private synchronized Optional<Placement> remembered(Step step) {
        return Optional.ofNullable(known.get(step))
                .filter(each -> nanos.getAsLong() - each.since() < KEPT)
                .map(Known::to);
    }

    private synchronized void remember(Step step, Placement to) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(step, new Known(to, nanos.getAsLong()));
    }
}
