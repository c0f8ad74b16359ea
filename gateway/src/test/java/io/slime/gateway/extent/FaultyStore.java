package io.slime.gateway.extent;

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
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails or hangs when it is told to. */
final class FaultyStore implements ChunkStore {
    /** A step at which it may fail. */
    enum Step {
        STATUS,
        CREATE,
        WRITE,
        FINISH,
        READ,
        DELETE
    }

    private final ChunkStore store;
    private volatile Optional<Step> failing = Optional.empty();
    private volatile Optional<Step> hanging = Optional.empty();
    private volatile CountDownLatch released = new CountDownLatch(0);
    private final AtomicInteger passes = new AtomicInteger();
    private volatile boolean down;

    FaultyStore(ChunkStore store) {
        this.store = store;
    }

    /** The store behind it. */
    ChunkStore inner() {
        return store;
    }

    /** Answers nothing at all, or again. */
    void down(boolean gone) {
        down = gone;
    }

    /** Fails at that step, each time from the {@code after}-th on (0: the next one). */
    void fail(Step step, int after) {
        passes.set(after);
        failing = Optional.of(step);
    }

    /** Hangs at that step until {@link #release}. */
    void hang(Step step) {
        released = new CountDownLatch(1);
        hanging = Optional.of(step);
    }

    /** Goes on, and is well from now on. */
    void release() {
        failing = Optional.empty();
        hanging = Optional.empty();
        released.countDown();
    }

    private void at(Step step) {
        if (hanging.filter(step::equals).isPresent()) {
            try {
                if (!released.await(60, TimeUnit.SECONDS)) {
                    throw new ChunkException.Unreachable("hung for too long");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChunkException.Unreachable("interrupted", e);
            }
        }
        if (down || (failing.filter(step::equals).isPresent() && passes.getAndDecrement() <= 0)) {
            throw new ChunkException.Unreachable("told to fail at " + step);
        }
    }

    @Override
    public UUID uuid() {
        return store.uuid();
    }

    @Override
    public StoreStatus status() {
        at(Step.STATUS);
        return store.status();
    }

    @Override
    public void bind(UUID cluster) {
        at(Step.STATUS);
        store.bind(cluster);
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        at(Step.CREATE);
        ChunkWriter writer = store.create(id, length, era);
        return new ChunkWriter() {
            @Override
            public void write(byte[] bytes, int offset, int count) {
                at(Step.WRITE);
                writer.write(bytes, offset, count);
            }

            @Override
            public ChunkStat finish(ChunkDescription description) {
                at(Step.FINISH);
                return writer.finish(description);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        at(Step.READ);
        store.read(id, from, length, into, offset);
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        at(Step.READ);
        return store.stat(id);
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        at(Step.READ);
        return store.describe(id);
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        at(Step.DELETE);
        return store.delete(deletions, era);
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        at(Step.READ);
        return store.list(after, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}
