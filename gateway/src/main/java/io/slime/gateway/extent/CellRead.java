package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A read of a part of one chunk, on a thread of its own. What changes is guarded by the bell, which is rung at its end. */
final class CellRead implements Runnable {
    private final ReadSupply supply;
    private final Bell bell;
    private final ChunkStore store;
    private final ChunkId chunk;
    private final long from;
    private final int length;
    private final long began = System.nanoTime();
    private byte @Nullable [] bytes;
    private @Nullable ChunkException failure;
    private boolean ended;
    private boolean unwanted;

    CellRead(ReadSupply supply, Bell bell, ChunkStore store, ChunkId chunk, Bytes range) {
        this.supply = supply;
        this.bell = bell;
        this.store = store;
        this.chunk = chunk;
        this.from = range.from();
        this.length = range.length();
    }

    /** Bytes of a chunk. */
    record Bytes(long from, int length) {}

    /** What was read, for the caller to give back; once. */
    Optional<byte[]> take() {
        Optional<byte[]> taken = Optional.ofNullable(bytes);
        bytes = null;
        return taken;
    }

    boolean ended() {
        return ended;
    }

    Optional<ChunkException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Nanoseconds since it began. */
    long age() {
        return System.nanoTime() - began;
    }

    /** Lets go of it; a buffer that comes later is given back by itself. */
    void close() {
        unwanted = true;
        take().ifPresent(supply.workshop().buffers()::giveBack);
    }

    @Override
    public void run() {
        byte[] buffer = supply.workshop().buffers().lease(length);
        boolean good = false;
        ChunkException reason = null;
        try {
            store.read(chunk, from, length, buffer, 0);
            supply.hedge().answered(age());
            good = true;
        } catch (ChunkException e) {
            reason = e;
        } finally {
            end(buffer, good, reason);
        }
    }

    private void end(byte[] buffer, boolean good, @Nullable ChunkException reason) {
        bell.lock();
        try {
            ended = true;
            failure = good || reason != null
                    ? reason
                    : new ChunkException.Unreachable("reading chunk " + chunk + " failed unexpectedly");
            if (good && !unwanted) {
                bytes = buffer;
            } else {
                supply.workshop().buffers().giveBack(buffer);
            }
            bell.ring();
        } finally {
            bell.unlock();
        }
    }
}
