package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store whose next delete or write stops before it does anything, until it is let go: as on a network that takes its time. */
final class HeldStore implements ChunkStore {
    private final ChunkStore store;
    private final boolean deletes;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Holds deletes, or else writes. */
    HeldStore(ChunkStore store, boolean deletes) {
        this.store = store;
        this.deletes = deletes;
    }

    /** Waits until somebody is held. */
    void awaitHeld() throws InterruptedException {
        if (!reached.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came");
        }
    }

    void release() {
        released.countDown();
    }

    private void hold(boolean matches) {
        if (!matches) {
            return;
        }
        reached.countDown();
        try {
            if (!released.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("never let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChunkException.Unreachable("interrupted", e);
        }
    }

    @Override
    public UUID uuid() {
        return store.uuid();
    }

    @Override
    public StoreStatus status() {
        return store.status();
    }

    @Override
    public void bind(UUID cluster) {
        store.bind(cluster);
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        hold(!deletes);
        return store.create(id, length, era);
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        store.read(id, from, length, into, offset);
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return store.stat(id);
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return store.describe(id);
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        hold(deletes);
        return store.delete(deletions, era);
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        return store.list(after, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}
