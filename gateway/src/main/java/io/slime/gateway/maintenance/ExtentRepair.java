package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.repair.RepairRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to repair one extent. A chunk is rebuilt where it belongs if that store can be reached and has space; if it was
 * never written there, or the store was given up, it goes to a store that holds no other chunk of the extent: the target is
 * committed first, then the chunk is written, then the extent's placement is switched. A store that is merely away is waited for.
 * Chunks on a store that was given up but can still be read are copied from there.
 */
final class ExtentRepair {
    private static final Logger LOG = LoggerFactory.getLogger(ExtentRepair.class);

    private final Means means;
    private final RepairRow row;
    private final ExtentRow extent;
    private final Placement placement;
    private final StripeLayout layout;
    private final Set<Integer> missing = new TreeSet<>();
    private final Set<Integer> unreadable = new HashSet<>();
    private final Set<Integer> unwritable = new HashSet<>();
    private final Set<UUID> refused = new HashSet<>();
    private long written;

    /**
     * What repairs need.
     *
     * @param metadata the database
     * @param stores the stores
     * @param spares which of them take over
     * @param placements those that arise so
     * @param throttle how hard they press
     */
    record Means(Metadata metadata, Stores stores, Spares spares, MovedPlacements placements, Throttle throttle) {
        /** All that repairs over these stores need. */
        static Means of(Metadata metadata, Stores stores, Throttle throttle) {
            return new Means(
                    metadata,
                    stores,
                    new Spares(stores),
                    new MovedPlacements(metadata.placements(), System::nanoTime),
                    throttle);
        }
    }

    /**
     * How an attempt ended.
     *
     * @param waiting why something is still missing, if it is
     * @param bytes how many bytes of chunks were written
     */
    record Outcome(Optional<String> waiting, long bytes) {}

    private ExtentRepair(Means means, RepairRow row, ExtentRow extent, Placement placement) {
        this.means = means;
        this.row = row;
        this.extent = extent;
        this.placement = placement;
        this.layout = new StripeLayout(placement.redundancy(), extent.cell(), extent.length());
    }

    /** Repairs what can be of an extent, if it is still there. */
    static Outcome run(Means means, RepairRow row, Optional<ExtentRow> extent) {
        Optional<Placement> placement =
                extent.flatMap(found -> means.metadata().placements().find(found.placement()));
        if (extent.isEmpty() || placement.isEmpty()) {
            means.metadata().repairs().done(row, row.slots());
            return new Outcome(Optional.empty(), 0);
        }
        ExtentRepair repair = new ExtentRepair(means, row, extent.get(), placement.get());
        return new Outcome(repair.run(), repair.written);
    }

    /** Where missing chunks will be: in place, or elsewhere; {@code open} are those for which there is no place now. */
    private record Plan(Map<Integer, ChunkStore> inPlace, Map<Integer, ChunkStore> moved, Set<Integer> open) {
        Map<Integer, ChunkStore> targets() {
            Map<Integer, ChunkStore> all = new TreeMap<>(inPlace);
            all.putAll(moved);
            return all;
        }
    }

    private Optional<String> run() {
        int total = placement.redundancy().total();
        missing.addAll(row.slots());
        missing.addAll(extent.empty());
        for (int index = 0; index < total; index++) {
            if (placement.stores().get(index).filter(means.stores()::lost).isPresent()) {
                missing.add(index);
            }
        }
        missing.removeIf(index -> index >= total);
        for (int attempts = 0; attempts <= 2 * total; attempts++) {
            Optional<Optional<String>> end = attempt();
            if (end.isPresent()) {
                return end.get();
            }
        }
        return Optional.of("stores fail one after the other");
    }

    /** Tries once; empty if a store failed that will be avoided from now on. */
    private Optional<Optional<String>> attempt() {
        Plan plan = plan();
        if (plan.targets().isEmpty()) {
            return Optional.of(settle(plan));
        }
        Map<Integer, UUID> targets = new TreeMap<>();
        plan.moved().forEach((index, store) -> targets.put(index, store.uuid()));
        if (!targets.isEmpty() && !means.metadata().repairs().target(row, targets)) {
            return Optional.of(Optional.empty());
        }
        Map<Integer, ChunkStore> sources = sources();
        boolean copied = sources.keySet().containsAll(plan.targets().keySet());
        int need = placement.redundancy().need();
        if (!copied && sources.size() < need) {
            return Optional.of(Optional.of("only " + sources.size() + " chunks can be read, " + need + " are needed"));
        }
        return switch (copied ? copy(plan, sources) : rebuild(plan, sources)) {
            case Rebuild.Result.Done() -> {
                written += layout.chunkLength() * plan.targets().size();
                yield Optional.of(settle(plan));
            }
            case Rebuild.Result.BadSource(int index, ChunkException cause) -> {
                if (cause instanceof ChunkException.Missing || cause instanceof ChunkException.Quarantined) {
                    missing.add(index);
                }
                unreadable.add(index);
                yield Optional.empty();
            }
            case Rebuild.Result.BadTarget(int index, ChunkException cause) -> {
                ChunkStore moved = plan.moved().get(index);
                if (moved != null) {
                    refused.add(moved.uuid());
                } else if (cause instanceof ChunkException.Unreachable) {
                    yield Optional.of(Optional.of("a store does not answer: " + cause.getMessage()));
                } else {
                    unwritable.add(index);
                }
                yield Optional.empty();
            }
            case Rebuild.Result.Damaged() -> {
                LOG.error(
                        "extent {} of content {} cannot be rebuilt: chunks {} do not give data of the right checksum",
                        row.position(),
                        row.content(),
                        sources.keySet());
                yield Optional.of(Optional.of("the chunks that are there do not match the checksum of the extent"));
            }
        };
    }

    private Rebuild.Result rebuild(Plan plan, Map<Integer, ChunkStore> sources) {
        Map<Integer, ChunkStore> needed = new TreeMap<>();
        Stream.concat(
                        sources.keySet().stream().filter(index -> !missing.contains(index)),
                        sources.keySet().stream().filter(missing::contains))
                .limit(placement.redundancy().need())
                .forEach(index -> needed.put(
                        index, Optional.ofNullable(sources.get(index)).orElseThrow()));
        return new Rebuild(
                        row.content(),
                        extent,
                        placement.redundancy(),
                        new Rebuild.Ends(
                                needed, plan.targets(), means.throttle().pacer()))
                .run(means.metadata().epochs().era());
    }

    /** Where every chunk that must go elsewhere can be read as it is. */
    private Rebuild.Result copy(Plan plan, Map<Integer, ChunkStore> sources) {
        long era = means.metadata().epochs().era();
        for (Map.Entry<Integer, ChunkStore> target : plan.targets().entrySet()) {
            int index = target.getKey();
            Rebuild.Result result = new ChunkCopy(
                            Ids.chunk(row.content(), row.position(), index),
                            layout.chunkLength(),
                            era,
                            means.throttle().pacer())
                    .run(Optional.ofNullable(sources.get(index)).orElseThrow(), target.getValue());
            if (!(result instanceof Rebuild.Result.Done)) {
                return result;
            }
        }
        return new Rebuild.Result.Done();
    }

    /** What is found to be there after all is not missing any more. */
    private Plan plan() {
        Set<UUID> taken = new HashSet<>(refused);
        placement.stores().forEach(store -> store.ifPresent(taken::add));
        Plan plan = new Plan(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        for (int index : List.copyOf(missing)) {
            Optional<UUID> home = placement.stores().get(index);
            Optional<ChunkStore> store = home.flatMap(means.stores()::reach);
            boolean away = home.isPresent()
                    && store.isEmpty()
                    && !means.stores().lost(home.get())
                    && !extent.empty().contains(index);
            if (store.isPresent() && !unreadable.contains(index) && isThere(store.get(), index)) {
                missing.remove(index);
            } else if (store.isPresent() && !unwritable.contains(index)) {
                plan.inPlace().put(index, store.get());
            } else if (away) {
                plan.open().add(index);
            } else {
                Optional<ChunkStore> spare = spare(index, taken);
                spare.ifPresentOrElse(
                        found -> {
                            taken.add(found.uuid());
                            plan.moved().put(index, found);
                        },
                        () -> plan.open().add(index));
            }
        }
        return plan;
    }

    private boolean isThere(ChunkStore store, int index) {
        try {
            return store.stat(Ids.chunk(row.content(), row.position(), index))
                    .filter(stat -> stat.length() == layout.chunkLength())
                    .isPresent();
        } catch (ChunkException e) {
            return false;
        }
    }

    /** The target of an earlier attempt, which may hold the chunk already, or another store. */
    private Optional<ChunkStore> spare(int index, Set<UUID> taken) {
        UUID earlier = row.targets().get(index);
        Optional<ChunkStore> again = earlier == null || taken.contains(earlier)
                ? Optional.empty()
                : means.stores().reach(earlier);
        return again.or(() -> means.spares().choose(placement.id(), index, taken));
    }

    /** Chunks that can be read, as far as is known: also those on stores that were given up. */
    private Map<Integer, ChunkStore> sources() {
        Map<Integer, ChunkStore> sources = new TreeMap<>();
        for (int index = 0; index < placement.stores().size(); index++) {
            Optional<UUID> home = placement.stores().get(index);
            boolean gone = unreadable.contains(index)
                    || extent.empty().contains(index)
                    || (missing.contains(index)
                            && home.filter(means.stores()::lost).isEmpty());
            if (!gone) {
                int at = index;
                home.flatMap(means.stores()::source).ifPresent(store -> sources.put(at, store));
            }
        }
        return sources;
    }

    private Optional<String> settle(Plan plan) {
        Set<Integer> settled = new TreeSet<>(row.slots());
        settled.addAll(extent.empty());
        settled.addAll(plan.targets().keySet());
        settled.removeAll(plan.open());
        if (!plan.moved().isEmpty()) {
            Map<Integer, UUID> moved = new TreeMap<>();
            plan.moved().forEach((index, store) -> moved.put(index, store.uuid()));
            Placement to = means.placements().after(placement, moved);
            if (!means.metadata().repairs().switchPlacement(row, extent.placement(), to.id(), settled)) {
                return Optional.of("the extent was moved meanwhile");
            }
        } else if (!settled.isEmpty() || plan.open().isEmpty()) {
            means.metadata().repairs().done(row, settled);
        }
        return plan.open().isEmpty() ? Optional.empty() : Optional.of("there is no store for a chunk now");
    }
}
