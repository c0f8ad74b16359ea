package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.placement.PlacementTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The placements of one redundancy that new extents share; made one by one as extents come, up to a bound. */
final class ActivePlacements {
    private static final int MOST = 64;
    private static final int LOADED = 500;
    private static final int REMEMBERED = 1000;
    private static final long PATIENCE = 10;

    private final Redundancy redundancy;
    private final Cluster cluster;
    private final PlacementTable table;
    private final Spread spread;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<Long, Placement> remembered = new LinkedHashMap<>();
    private boolean loaded;
    private volatile @Nullable Choice choice;

    /** Those of the stores that could be reached at a version of the cluster, each with the free space of its fullest store. */
    private record Choice(
            long version, List<Candidate> candidates, List<Placement> placements, List<Long> free, boolean complete) {}

    ActivePlacements(Redundancy redundancy, Cluster cluster, PlacementTable table, Spread spread) {
        this.redundancy = redundancy;
        this.cluster = cluster;
        this.table = table;
        this.spread = spread;
    }

    /** One of the set: of two drawn by chance, the one with more space. */
    Placement choose() {
        Choice now = choice;
        long version = cluster.version();
        if (now == null || now.version() != version || !now.complete()) {
            now = improved(version, now);
        }
        int count = now.placements().size();
        int one = spread.below(count);
        int other = spread.below(count);
        return now.placements().get(now.free().get(one) >= now.free().get(other) ? one : other);
    }

    /** Whoever comes while another is at it goes on with what there is, if that fits the stores of now. */
    private Choice improved(long version, @Nullable Choice old) {
        boolean current =
                old != null && old.version() == version && !old.placements().isEmpty();
        if (!take(current ? 0 : PATIENCE)) {
            if (old != null && current) {
                return old;
            }
            throw new StorageException.Unavailable("no placement could be made in time: is the database slow?");
        }
        try {
            Choice now = choice;
            if (now == null || now.version() != version) {
                now = select(version, false);
            }
            if (!now.complete()) {
                now = select(version, !make(now));
            }
            choice = now;
            return now;
        } finally {
            making.unlock();
        }
    }

    private boolean take(long seconds) {
        try {
            return making.tryLock(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Choice select(long version, boolean exhausted) {
        if (!loaded) {
            table.active(redundancy, LOADED).forEach(placement -> remembered.put(placement.id(), placement));
            loaded = true;
        }
        List<Candidate> candidates = cluster.candidates();
        if (candidates.size() < redundancy.need()) {
            throw new StorageException.Unavailable(
                    "only " + candidates.size() + " stores can be written to, redundancy " + redundancy + " needs "
                            + redundancy.need() + ": see `slime store list`");
        }
        Map<UUID, Candidate> usable =
                candidates.stream().collect(Collectors.toMap(Candidate::store, Function.identity()));
        List<Placement> fitting = remembered.values().stream()
                .filter(placement -> fits(placement, usable))
                .limit(MOST)
                .toList();
        List<Long> free = fitting.stream()
                .map(placement -> placement.stores().stream()
                        .flatMap(Optional::stream)
                        .mapToLong(store -> candidate(usable, store).free())
                        .min()
                        .orElse(0))
                .toList();
        int count = candidates.size();
        int wanted = Math.min(MOST, count <= redundancy.total() ? count : 2 * count);
        return new Choice(version, candidates, fitting, free, exhausted || fitting.size() >= wanted);
    }

    /** Whether all its stores can be used, are as many as can be, and share failure domains as little as can be. */
    private boolean fits(Placement placement, Map<UUID, Candidate> usable) {
        List<UUID> stores =
                placement.stores().stream().flatMap(Optional::stream).toList();
        int width = Math.min(redundancy.total(), usable.size());
        return stores.size() == width
                && usable.keySet().containsAll(stores)
                && crowding(stores.stream().map(store -> candidate(usable, store)))
                        <= Survival.leastCrowding(usable.values().stream().toList(), width);
    }

    private static Candidate candidate(Map<UUID, Candidate> usable, UUID store) {
        Candidate candidate = usable.get(store);
        if (candidate == null) {
            throw new IllegalStateException("store " + store + " is not usable");
        }
        return candidate;
    }

    private static long crowding(Stream<Candidate> stores) {
        return stores.collect(Collectors.groupingBy(Candidate::domain, Collectors.counting())).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Makes one more; false if it was there. */
    private boolean make(Choice now) {
        int count = now.candidates().size();
        List<Optional<UUID>> slots = Stream.iterate(0, turn -> turn < count, turn -> turn + 1)
                .map(turn -> slots(now, turn))
                .filter(made -> now.placements().stream()
                        .noneMatch(there -> there.stores().equals(made)))
                .findFirst()
                .orElse(List.of());
        if (slots.isEmpty()) {
            return false;
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        Placement made = table.create(redundancy, slots);
        return remembered.put(made.id(), made) == null;
    }

    /** All stores that there are, turned by so many places, while they are not more than {@code total}; else a new group. */
    private List<Optional<UUID>> slots(Choice now, int turn) {
        int total = redundancy.total();
        int count = now.candidates().size();
        List<UUID> stores = new ArrayList<>();
        if (count <= total) {
            for (int i = 0; i < count; i++) {
                stores.add(now.candidates().get((i + turn) % count).store());
            }
        } else {
            stores.addAll(spread.draw(now.candidates(), total));
        }
        List<Optional<UUID>> slots = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            slots.add(i < stores.size() ? Optional.of(stores.get(i)) : Optional.empty());
        }
        return slots;
    }
}
