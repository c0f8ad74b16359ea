package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks the stores for the chunks of one extent. The extent is read before and after: what was said by the stores counts only if
 * it is the same then, so that an extent that is being moved, rebuilt or reclaimed is never taken for a broken one.
 */
public final class ExtentChecks {
    private static final int MOST_TRIES = 5;

    private final Metadata metadata;
    private final Cluster cluster;

    /** Asks the stores of that cluster. */
    public ExtentChecks(Metadata metadata, Cluster cluster) {
        this.metadata = metadata;
        this.cluster = cluster;
    }

    /**
     * How the extent is; empty if it is gone, or changes all the time.
     *
     * @param deep whether to read the chunks and hold them against the checksum of the extent and against each other
     */
    public Optional<ExtentState> check(ContentId content, int position, boolean deep) {
        Optional<ExtentRow> row = extent(content, position);
        for (int tries = 0; tries < MOST_TRIES && row.isPresent(); tries++) {
            Optional<Placement> placement = placement(row.get().placement());
            if (placement.isEmpty()) {
                return Optional.empty();
            }
            ExtentState state = look(content, row.get(), placement.get());
            if (deep) {
                state = new DeepRead(cluster, state).run();
            }
            if (state.good() == state.chunks().size()) {
                return Optional.of(state);
            }
            Optional<ExtentRow> again = extent(content, position);
            if (again.equals(row)) {
                return Optional.of(state);
            }
            row = again;
        }
        return Optional.empty();
    }

    Optional<Placement> placement(long id) {
        return DatabaseCalls.ask(() -> metadata.placements().find(id));
    }

    private Optional<ExtentRow> extent(ContentId content, int position) {
        return DatabaseCalls.ask(() -> metadata.extents().extent(content, position));
    }

    private ExtentState look(ContentId content, ExtentRow row, Placement placement) {
        List<ChunkState> chunks = new ArrayList<>();
        ExtentState empty = new ExtentState(content, row, placement, List.of());
        for (int index = 0; index < placement.stores().size(); index++) {
            Optional<UUID> store = placement.stores().get(index);
            chunks.add(
                    store.isEmpty() || row.empty().contains(index)
                            ? new ChunkState(index, store, ChunkState.State.EMPTY, "")
                            : look(store.get(), empty, index));
        }
        return new ExtentState(content, row, placement, chunks);
    }

    private ChunkState look(UUID uuid, ExtentState extent, int index) {
        Optional<ChunkStore> store = cluster.reach(uuid);
        if (store.isEmpty()) {
            return away(uuid, index);
        }
        ChunkId id = new ChunkId(
                extent.content().epoch(),
                extent.content().number(),
                extent.row().position(),
                index);
        long length = extent.layout().chunkLength();
        try {
            Optional<ChunkStat> stat = store.get().stat(id);
            if (stat.isEmpty()) {
                return absent(store.get(), id);
            }
            return stat.get().length() == length
                    ? new ChunkState(index, Optional.of(uuid), ChunkState.State.GOOD, "")
                    : new ChunkState(
                            index,
                            Optional.of(uuid),
                            ChunkState.State.WRONG_LENGTH,
                            stat.get().length() + " bytes instead of " + length);
        } catch (ChunkException.Quarantined e) {
            return new ChunkState(index, Optional.of(uuid), ChunkState.State.QUARANTINED, e.reason());
        } catch (ChunkException e) {
            return away(uuid, index);
        }
    }

    /** Missing, or set aside: only describing it tells. */
    private ChunkState absent(ChunkStore store, ChunkId id) {
        try {
            store.describe(id);
            return new ChunkState(id.index(), Optional.of(store.uuid()), ChunkState.State.GOOD, "");
        } catch (ChunkException.Quarantined e) {
            return new ChunkState(id.index(), Optional.of(store.uuid()), ChunkState.State.QUARANTINED, e.reason());
        } catch (ChunkException.Missing e) {
            return new ChunkState(id.index(), Optional.of(store.uuid()), ChunkState.State.MISSING, "");
        } catch (ChunkException e) {
            return away(store.uuid(), id.index());
        }
    }

    private ChunkState away(UUID uuid, int index) {
        return new ChunkState(
                index,
                Optional.of(uuid),
                cluster.lost(uuid) ? ChunkState.State.LOST : ChunkState.State.UNKNOWN,
                "its store does not answer");
    }
}
