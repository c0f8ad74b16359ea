package io.slime.gateway.durability;

import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.tally.ExtentTally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells how much may fail. The cost follows the number of distinct placements, and of chunks that wait for repair, not that of
 * objects: extents are counted by placement whenever one comes or goes.
 */
public final class Durability {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST_PLACEMENTS = 100_000;

    private final Metadata metadata;
    private final InstantSource clock;
    private final Map<Long, Placement> placements = new ConcurrentHashMap<>();
    private volatile Count last = new Count(Instant.MIN, new ExtentTally(List.of(), true));

    /** Reads the counters of that database. */
    public Durability(Metadata metadata, InstantSource clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    private record Count(Instant at, ExtentTally tally) {}

    /** How it is with these stores, from counters that are at most a second old. */
    public DurabilityReport report(List<StoreView> stores) {
        Instant now = clock.instant();
        Count count = last;
        if (count.at().plus(FRESH).isBefore(now)) {
            count = count(now);
            last = count;
        }
        return report(count, stores);
    }

    /** How it is with these stores, counted now. */
    public DurabilityReport reportNow(List<StoreView> stores) {
        Count count = count(clock.instant());
        last = count;
        return report(count, stores);
    }

    private Count count(Instant now) {
        return new Count(now, DatabaseCalls.ask(() -> metadata.tallies().extents()));
    }

    private DurabilityReport report(Count count, List<StoreView> stores) {
        Set<UUID> dead =
                stores.stream().filter(StoreView::dead).map(StoreView::uuid).collect(Collectors.toSet());
        List<Group> groups = count.tally().groups().stream()
                .flatMap(group -> Optional.ofNullable(placement(group.placement()))
                        .map(placement -> Group.of(group, placement, dead::contains))
                        .stream())
                .toList();
        return new DurabilityReport(count.at(), count.tally().whole(), groups, stores, Set.of());
    }

    /** Placements never change; a counter of one that is not there would be a fault that fsck tells. */
    private @org.jspecify.annotations.Nullable Placement placement(long id) {
        Placement known = placements.get(id);
        if (known == null) {
            if (placements.size() > MOST_PLACEMENTS) {
                placements.clear();
            }
            DatabaseCalls.ask(() -> metadata.placements().find(id)).ifPresent(found -> placements.put(id, found));
            known = placements.get(id);
        }
        return known;
    }
}
