package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A store that tells when a writer has begun, and when it was closed. */
final class CountedStore implements ChunkStore {
    private final ChunkStore store;
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore closed = new Semaphore(0);

    CountedStore(ChunkStore store) {
        this.store = store;
    }

    /** Waits until another writer has begun; false if none does for long. */
    boolean awaitBegun() throws InterruptedException {
        return begun.tryAcquire(20, TimeUnit.SECONDS);
    }

    /** Waits until another writer was closed; false if none is for long. */
    boolean awaitClosed() throws InterruptedException {
        return closed.tryAcquire(20, TimeUnit.SECONDS);
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
        ChunkWriter writer = store.create(id, length, era);
        begun.release();
        return new ChunkWriter() {
            @Override
            public void write(byte[] bytes, int offset, int count) {
                writer.write(bytes, offset, count);
            }

            @Override
            public ChunkStat finish(ChunkDescription description) {
                return writer.finish(description);
            }

            @Override
            public void close() {
                writer.close();
                closed.release();
            }
        };
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
