package io.slime.gateway.admin;

import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentCount;
import io.slime.metadata.placement.Placement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How many extents lie where, counted at most every few seconds and up to {@value #MOST_EXTENTS}: beyond that nothing is said
 * rather than something wrong.
 */
final class Census {
    private static final int MOST_EXTENTS = 1_000_000;
    private static final int MOST_ON_DEAD = 100_000;
    private static final int MOST_DISTINCT = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Metadata metadata;
    private final InstantSource clock;
    private final Map<Long, Placement> placements = new ConcurrentHashMap<>();
    private volatile Count last = new Count(Instant.MIN, Optional.empty());

    Census(Metadata metadata, InstantSource clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    /**
     * The result of one scan.
     *
     * @param at when it was done
     * @param groups what it found, unless there was too much
     */
    private record Count(Instant at, Optional<List<Group>> groups) {}

    /**
     * Extents whose chunks lie at the same places.
     *
     * @param placement where
     * @param count how many, and which slots are empty
     */
    private record Group(Placement placement, ExtentCount count) {
        /** Whether its placement names that store; an empty slot counts, as it does when the store is to be forgotten. */
        boolean names(UUID store) {
            return placement.stores().contains(Optional.of(store));
        }

        /** How many of its chunks lie on stores that are wanted. */
        int chunksOn(Map<UUID, StoreView> stores) {
            int chunks = 0;
            for (int slot = 0; slot < placement.stores().size(); slot++) {
                boolean there =
                        placement.stores().get(slot).filter(stores::containsKey).isPresent();
                chunks += there && !count.empty().contains(slot) ? 1 : 0;
            }
            return chunks;
        }
    }

    /**
     * The extents that count on a store; empty if there are too many to count. On a dead one they are counted now, up to
     * {@value #MOST_ON_DEAD}: somebody waits until there are none.
     */
    OptionalLong extentsOn(StoreView view) {
        UUID store = view.uuid();
        if (view.dead()) {
            return OptionalLong.of(DatabaseCalls.ask(() -> metadata.extents().countNaming(store, MOST_ON_DEAD)));
        }
        return groups().map(all -> OptionalLong.of(all.stream()
                        .filter(group -> group.names(store))
                        .mapToLong(group -> group.count().extents())
                        .sum()))
                .orElse(OptionalLong.empty());
    }

    /** Bytes of contents before coding; empty if there are too many extents to count. */
    OptionalLong dataBytes() {
        return groups().map(all -> OptionalLong.of(
                        all.stream().mapToLong(group -> group.count().bytes()).sum()))
                .orElse(OptionalLong.empty());
    }

    /** Extents by how many of their chunks may still be lost if these are the stores there are; -1 is unreadable. */
    Optional<Map<Integer, Long>> spare(List<StoreView> stores) {
        Map<UUID, StoreView> byId = stores.stream().collect(Collectors.toMap(StoreView::uuid, store -> store));
        return groups().map(all -> {
            Map<Integer, Long> histogram = new TreeMap<>();
            for (Group group : all) {
                int spare =
                        group.chunksOn(byId) - group.placement().redundancy().need();
                histogram.merge(Math.max(-1, spare), group.count().extents(), Long::sum);
            }
            return histogram;
        });
    }

    private Optional<List<Group>> groups() {
        Instant now = clock.instant();
        Count count = last;
        if (count.at().plus(FRESH).isBefore(now)) {
            count = new Count(now, DatabaseCalls.ask(this::count));
            last = count;
        }
        return count.groups();
    }

    private Optional<List<Group>> count() {
        List<ExtentCount> counts = metadata.extents().census(MOST_EXTENTS);
        long extents = counts.stream().mapToLong(ExtentCount::extents).sum();
        if (extents >= MOST_EXTENTS || counts.size() > MOST_DISTINCT) {
            return Optional.empty();
        }
        if (placements.size() > MOST_DISTINCT) {
            placements.clear();
        }
        for (ExtentCount count : counts) {
            if (!placements.containsKey(count.placement())) {
                metadata.placements().find(count.placement()).ifPresent(found -> placements.put(found.id(), found));
            }
        }
        return Optional.of(counts.stream()
                .flatMap(
                        count -> Optional.ofNullable(placements.get(count.placement()))
                                .map(placement -> new Group(placement, count))
                                .stream())
                .toList());
    }
}
