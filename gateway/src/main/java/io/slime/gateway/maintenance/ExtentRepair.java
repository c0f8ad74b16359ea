package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.repair.RepairRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to repair one extent. A chunk is rebuilt where it belongs if that store can be reached; if it was never written
 * there, or the store was given up, it goes to a store that holds no other chunk of the extent: the target is committed first,
 * then the chunk is written, then the extent's placement is switched. A store that is merely away is waited for.
 */
final class ExtentRepair {
    private static final Logger LOG = LoggerFactory.getLogger(ExtentRepair.class);

    private final Metadata metadata;
    private final Stores stores;
    private final RepairRow row;
    private final Set<Integer> missing = new TreeSet<>();
    private final Set<Integer> unreadable = new HashSet<>();
    private final Set<Integer> unwritable = new HashSet<>();
    private final Set<UUID> refused = new HashSet<>();

    ExtentRepair(Metadata metadata, Stores stores, RepairRow row) {
        this.metadata = metadata;
        this.stores = stores;
        this.row = row;
    }

    /** Where missing chunks will be: in place, or elsewhere; {@code open} are those for which there is no place now. */
    private record Plan(Map<Integer, ChunkStore> inPlace, Map<Integer, ChunkStore> moved, List<Integer> open) {
        Map<Integer, ChunkStore> targets() {
            Map<Integer, ChunkStore> all = new TreeMap<>(inPlace);
            all.putAll(moved);
            return all;
        }
    }

    /** Repairs what can be; why something is still missing, if it is. */
    Optional<String> run() {
        Optional<ExtentRow> extent = metadata.extents().extent(row.content(), row.position());
        Optional<Placement> placement =
                extent.flatMap(found -> metadata.placements().find(found.placement()));
        if (extent.isEmpty() || placement.isEmpty()) {
            metadata.repairs().done(row.content(), row.position(), List.of());
            return Optional.empty();
        }
        missing.addAll(row.slots());
        missing.addAll(extent.get().empty());
        missing.removeIf(index -> index >= placement.get().redundancy().total());
        for (int attempts = 0; attempts <= 2 * placement.get().redundancy().total(); attempts++) {
            Optional<Optional<String>> end = attempt(extent.get(), placement.get());
            if (end.isPresent()) {
                return end.get();
            }
        }
        return Optional.of("stores fail one after the other");
    }

    /** Tries once; empty if a store failed that will be avoided from now on. */
    private Optional<Optional<String>> attempt(ExtentRow extent, Placement placement) {
        Plan plan = plan(extent, placement);
        Map<Integer, ChunkStore> sources = sources(placement);
        if (plan.targets().isEmpty()) {
            return Optional.of(settle(extent, placement, plan));
        }
        int need = placement.redundancy().need();
        if (sources.size() < need) {
            return Optional.of(Optional.of("only " + sources.size() + " chunks can be read, " + need + " are needed"));
        }
        Map<Integer, UUID> targets = new TreeMap<>();
        plan.moved().forEach((index, store) -> targets.put(index, store.uuid()));
        if (!targets.isEmpty() && !metadata.repairs().target(row.content(), row.position(), targets)) {
            return Optional.of(Optional.empty());
        }
        Rebuild rebuild = new Rebuild(row.content(), extent, placement.redundancy(), sources, plan.targets());
        return switch (rebuild.run(metadata.epochs().era())) {
            case Rebuild.Result.Done() -> {
                LOG.info(
                        "chunks {} of extent {} of content {} are rebuilt",
                        plan.targets().keySet(),
                        row.position(),
                        row.content());
                yield Optional.of(settle(extent, placement, plan));
            }
            case Rebuild.Result.BadSource(int index, ChunkException cause) -> {
                if (cause instanceof ChunkException.Missing || cause instanceof ChunkException.Quarantined) {
                    missing.add(index);
                }
                unreadable.add(index);
                yield Optional.empty();
            }
            case Rebuild.Result.BadTarget(int index, ChunkException cause) -> {
                ChunkStore store = plan.moved().get(index);
                if (store == null) {
                    unwritable.add(index);
                } else {
                    refused.add(store.uuid());
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

    /** What is found to be there after all is not missing any more. */
    private Plan plan(ExtentRow extent, Placement placement) {
        long length = new StripeLayout(placement.redundancy(), extent.cell(), extent.length()).chunkLength();
        Set<UUID> taken = new HashSet<>(refused);
        placement.stores().forEach(store -> store.ifPresent(taken::add));
        Plan plan = new Plan(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        for (int index : List.copyOf(missing)) {
            Optional<UUID> home = placement.stores().get(index);
            Optional<ChunkStore> store = home.flatMap(stores::reach);
            boolean away = home.isPresent()
                    && store.isEmpty()
                    && !stores.lost(home.get())
                    && !extent.empty().contains(index);
            if (store.isPresent() && !unreadable.contains(index) && isThere(store.get(), index, length)) {
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

    private boolean isThere(ChunkStore store, int index, long length) {
        try {
            return store.stat(Ids.chunk(row.content(), row.position(), index))
                    .filter(stat -> stat.length() == length)
                    .isPresent();
        } catch (ChunkException e) {
            return false;
        }
    }

    /** The target of an earlier attempt, which may hold the chunk already, or another store. */
    private Optional<ChunkStore> spare(int index, Set<UUID> taken) {
        UUID earlier = row.targets().get(index);
        Optional<ChunkStore> again =
                earlier == null || taken.contains(earlier) ? Optional.empty() : stores.reach(earlier);
        return again.or(() -> stores.spare(taken).flatMap(stores::reach));
    }

    private Map<Integer, ChunkStore> sources(Placement placement) {
        Map<Integer, ChunkStore> sources = new TreeMap<>();
        for (int index = 0; index < placement.stores().size(); index++) {
            Optional<ChunkStore> store = placement.stores().get(index).flatMap(stores::source);
            if (store.isPresent() && !missing.contains(index) && !unreadable.contains(index)) {
                sources.put(index, store.get());
            }
        }
        return sources;
    }

    private Optional<String> settle(ExtentRow extent, Placement placement, Plan plan) {
        if (plan.moved().isEmpty()) {
            metadata.repairs().done(row.content(), row.position(), plan.open());
        } else {
            List<Optional<UUID>> moved = new ArrayList<>(placement.stores());
            plan.moved().forEach((index, store) -> moved.set(index, Optional.of(store.uuid())));
            Placement to = metadata.placements().create(placement.redundancy(), moved);
            if (!metadata.repairs()
                    .switchPlacement(row.content(), row.position(), extent.placement(), to.id(), plan.open())) {
                return Optional.of("the extent was moved meanwhile");
            }
        }
        return plan.open().isEmpty()
                ? Optional.empty()
                : Optional.of("there is no store for chunks " + plan.open() + " now");
    }
}
