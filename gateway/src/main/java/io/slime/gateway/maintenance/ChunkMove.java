package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.repair.RepairTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves single chunks from store to store, never weakening their extents: the extent is claimed, the target committed, the chunk
 * copied, the extent switched, and only then the source deleted, as the chunk that was copied. Whatever breaks off in between
 * leaves a chunk too many, which reconcile removes.
 */
final class ChunkMove {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkMove.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Metadata metadata;
    private final RepairTable.Holder holder;
    private final Freeze freeze;
    private final Throttle throttle;

    ChunkMove(Metadata metadata, UUID gateway, Freeze freeze, Throttle throttle) {
        this.metadata = metadata;
        this.holder = new RepairTable.Holder(gateway, LEASE);
        this.freeze = freeze;
        this.throttle = throttle;
    }

    Metadata metadata() {
        return metadata;
    }

    UUID gateway() {
        return holder.gateway();
    }

    Freeze freeze() {
        return freeze;
    }

    /** The chunk's extent, if that is on a placement which names the store for it, and lacks nothing. */
    Optional<Movable> movable(FoundChunk chunk, UUID from) {
        return metadata.extents()
                .extent(chunk.content(), chunk.position())
                .filter(extent -> extent.empty().isEmpty())
                .flatMap(extent ->
                        metadata.placements().find(extent.placement()).map(placement -> new Movable(extent, placement)))
                .filter(found -> at(found.placement(), chunk.index()).equals(Optional.of(from)));
    }

    /** An extent and where it is. */
    record Movable(ExtentRow extent, Placement placement) {
        long chunkLength() {
            return new StripeLayout(placement.redundancy(), extent.cell(), extent.length()).chunkLength();
        }
    }

    /** Moves a chunk; how many bytes that were, 0 if it was not moved. */
    long move(FoundChunk chunk, ChunkStore from, ChunkStore to) {
        Optional<RepairRow> claim =
                metadata.repairs().claim(chunk.content(), chunk.position(), holder, Integer.MAX_VALUE, "moved");
        if (claim.isEmpty()) {
            return 0;
        }
        long moved = 0;
        try {
            moved = move(claim.get(), chunk, from, to);
            return moved;
        } catch (ChunkException e) {
            LOG.warn("chunk {} is not moved: {}", Ids.chunk(chunk), e.getMessage());
            return 0;
        } finally {
            if (moved == 0) {
                metadata.repairs().done(claim.get(), List.of());
            }
        }
    }

    private long move(RepairRow claim, FoundChunk chunk, ChunkStore from, ChunkStore to) {
        Optional<ExtentRow> extent = metadata.extents().extent(chunk.content(), chunk.position());
        Optional<Placement> placement =
                extent.flatMap(found -> metadata.placements().find(found.placement()));
        ChunkId id = Ids.chunk(chunk);
        Optional<ChunkStat> stat = from.stat(id);
        if (placement.isEmpty()
                || stat.isEmpty()
                || !at(placement.get(), chunk.index()).equals(Optional.of(from.uuid()))
                || placement.get().stores().contains(Optional.of(to.uuid()))
                || !metadata.repairs().target(claim, Map.of(chunk.index(), to.uuid()))) {
            return 0;
        }
        long era = metadata.epochs().era();
        Rebuild.Result copied = new ChunkCopy(id, stat.get().length(), era, throttle.pacer()).run(from, to);
        if (!(copied instanceof Rebuild.Result.Done)) {
            return 0;
        }
        List<Optional<UUID>> stores = new ArrayList<>(placement.get().stores());
        stores.set(chunk.index(), Optional.of(to.uuid()));
        Placement there = metadata.placements().create(placement.get().redundancy(), stores);
        if (!metadata.repairs().switchPlacement(claim, extent.orElseThrow().placement(), there.id(), List.of())) {
            return 0;
        }
        deleteSource(from, new ChunkDeletion(id, stat.get().stamp()));
        return stat.get().length();
    }

    /** Whoever reads by the old placement looks again where the chunk is. */
    private void deleteSource(ChunkStore from, ChunkDeletion source) {
        try {
            if (!freeze.holds()) {
                from.delete(List.of(source), metadata.epochs().era());
            }
        } catch (ChunkException e) {
            LOG.debug("chunk {} stays at its old place for now: {}", source.id(), e.getMessage());
        }
    }

    private static Optional<UUID> at(Placement placement, int index) {
        return index < placement.stores().size() ? placement.stores().get(index) : Optional.empty();
    }
}
