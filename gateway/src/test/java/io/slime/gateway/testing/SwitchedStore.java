package io.slime.gateway.testing;

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

/** A store that a test can switch off, as if its drive were unplugged, and on again. */
public final class SwitchedStore implements ChunkStore {
    private final ChunkStore store;
    private volatile boolean off;

    SwitchedStore(ChunkStore store) {
        this.store = store;
    }

    /** Switches it. */
    public void off(boolean unplugged) {
        off = unplugged;
    }

    private ChunkStore plugged() {
        if (off) {
            throw new ChunkException.Unreachable("the store is switched off");
        }
        return store;
    }

    @Override
    public UUID uuid() {
        return store.uuid();
    }

    @Override
    public StoreStatus status() {
        return plugged().status();
    }

    @Override
    public void bind(UUID cluster) {
        plugged().bind(cluster);
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        return plugged().create(id, length, era);
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        plugged().read(id, from, length, into, offset);
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return plugged().stat(id);
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return plugged().describe(id);
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        return plugged().delete(deletions, era);
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        return plugged().list(after, limit);
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        return plugged().scrub(order);
    }

    @Override
    public void close() {
        store.close();
    }
}
