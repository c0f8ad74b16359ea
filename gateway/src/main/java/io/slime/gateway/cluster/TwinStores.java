package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Directories with one UUID, as one store that is only read: from whichever has the chunk. What none has counts as unreachable
 * rather than missing, since nothing may be concluded from copies.
 */
final class TwinStores implements ChunkStore {
    private final UUID uuid;
    private final List<ChunkStore> twins;

    TwinStores(UUID uuid, List<ChunkStore> twins) {
        this.uuid = uuid;
        this.twins = List.copyOf(twins);
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public StoreStatus status() {
        return any(ChunkStore::status);
    }

    @Override
    public void bind(UUID cluster) {
        throw readOnly();
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        throw readOnly();
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        boolean read = any(store -> {
            store.read(id, from, length, into, offset);
            return true;
        });
        assert read;
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return any(store -> store.stat(id));
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return any(store -> store.describe(id));
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        throw readOnly();
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        throw readOnly();
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        throw readOnly();
    }

    /** Leaves the stores open, which others use too. */
    @Override
    public void close() {}

    private <T> T any(Function<ChunkStore, T> question) {
        String reasons = "";
        for (ChunkStore store : twins) {
            try {
                return question.apply(store);
            } catch (ChunkException e) {
                reasons += "; " + e.getMessage();
            }
        }
        throw new ChunkException.Unreachable("none of the copies of store " + uuid + " gives an answer" + reasons);
    }

    private ChunkException readOnly() {
        return new ChunkException.Unreachable("store " + uuid + " is in CONFLICT and only read");
    }
}
