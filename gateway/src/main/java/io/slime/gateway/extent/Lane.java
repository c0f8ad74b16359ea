package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.SmallChunk;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One chunk on its way to one store, on a thread of its own unless the store takes it as a whole. All fields that change are guarded by the bell of the extent, which is
 * rung when a stripe was taken and when the lane has ended.
 */
final class Lane implements Runnable {
    /** Most stripes that wait while one is written, but for those that it begins with. */
    static final int DEPTH = 1;

    private final Bell bell;
    private final ChunkStore store;
    private final ChunkId chunk;
    private final long length;
    private final long era;
    private final ArrayDeque<Stripe> waiting = new ArrayDeque<>(DEPTH);
    private @Nullable ChunkDescription ending;
    private @Nullable String failure;
    private boolean durable;
    private boolean naming;
    private boolean returned;
    private boolean idle;
    private long movedAt = System.nanoTime();

    Lane(Bell bell, ChunkStore store, ChunkId chunk, long length, long era) {
        this.bell = bell;
        this.store = store;
        this.chunk = chunk;
        this.length = length;
        this.era = era;
    }

    ChunkStore store() {
        return store;
    }

    ChunkId chunk() {
        return chunk;
    }

    boolean running() {
        return !durable && failure == null;
    }

    boolean durable() {
        return durable;
    }

    boolean full() {
        return waiting.size() >= DEPTH;
    }

    /** Whether its thread has ended. */
    boolean returned() {
        return returned;
    }

    /** Whether the chunk may be at the store, visible. */
    boolean mayExist() {
        return naming;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Nanoseconds until the store counts as stalled if it takes {@code limit} for one step; not while it waits for bytes. */
    long patience(long limit) {
        return idle ? limit : limit - (System.nanoTime() - movedAt);
    }

    /** Adds a stripe, which it releases when it is written. */
    void add(Stripe stripe) {
        waiting.add(stripe);
        bell.ring();
    }

    /** Says that no stripe follows. */
    void end(ChunkDescription description) {
        ending = description;
        bell.ring();
    }

    /**
     * Leaves the chunk to the store, if that takes it as a whole: all of it has been added, and its end is known. Called with the
     * bell's lock held, before the lane is seen by anybody else.
     *
     * @param ended run when it has ended, with the lock held
     * @return false if the lane has to run on a thread
     */
    boolean start(Runnable ended) {
        Stripe whole = waiting.peek();
        ChunkDescription description = ending;
        if (description == null || whole == null || waiting.size() > 1) {
            return false;
        }
        SmallChunk small = new SmallChunk(chunk, whole.cell(chunk.index()), whole.cellLength(), era, description);
        if (!store.start(small, failed -> ended(failed, ended))) {
            return false;
        }
        naming = true;
        waiting.remove();
        whole.release();
        return true;
    }

    private void ended(Optional<ChunkException> failed, Runnable ended) {
        bell.lock();
        try {
            returned = true;
            durable = failure == null && failed.isEmpty();
            failed.filter(_ -> running()).ifPresent(e -> failure = String.valueOf(e.getMessage()));
            ended.run();
        } finally {
            bell.unlock();
        }
    }

    /** Gives up: nothing more is written, and unless it is being named already nothing stays. */
    void abandon(String reason) {
        if (running()) {
            failure = reason;
        }
        waiting.forEach(Stripe::release);
        waiting.clear();
        bell.ring();
    }

    @Override
    public void run() {
        String reason = "failed unexpectedly";
        try {
            copy();
            reason = "given up";
        } catch (ChunkException e) {
            reason = String.valueOf(e.getMessage());
        } finally {
            bell.lock();
            returned = true;
            abandon(reason);
            bell.unlock();
        }
    }

    private void copy() {
        try (ChunkWriter writer = store.create(chunk, length, era)) {
            for (Stripe stripe = next(); stripe != null; stripe = next()) {
                try {
                    writer.write(stripe.cell(chunk.index()), 0, stripe.cellLength());
                } finally {
                    stripe.release();
                }
            }
            ChunkDescription description = name();
            if (description != null) {
                writer.finish(description);
                finished();
            }
        }
    }

    private @Nullable Stripe next() {
        bell.lock();
        try {
            idle = true;
            while (waiting.isEmpty() && ending == null && failure == null) {
                bell.await(Long.MAX_VALUE);
            }
            idle = false;
            movedAt = System.nanoTime();
            Stripe stripe = waiting.poll();
            bell.ring();
            return stripe;
        } finally {
            bell.unlock();
        }
    }

    private @Nullable ChunkDescription name() {
        bell.lock();
        try {
            naming = failure == null;
            return failure == null ? ending : null;
        } finally {
            bell.unlock();
        }
    }

    private void finished() {
        bell.lock();
        try {
            durable = failure == null;
        } finally {
            bell.unlock();
        }
    }
}
