package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The queue of chunks that wait to be made durable. One disk thread at a time takes all that wait, as one batch, and goes
 * on until none does: while it syncs, the next batch gathers.
 */
final class Lane {
    private static final int LONGEST_QUEUE = 1024;
    /** Bytes, which the last chunk of a batch may exceed. */
    private static final int LARGEST_BATCH = 16 << 20;

    /** Bytes of data that wait at most; who has more waits for room before. */
    private static final int MOST_BYTES = 64 << 20;

    private final Semaphore room = new Semaphore(MOST_BYTES, true);
    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicBoolean running = new AtomicBoolean();
    private final Surroundings around;
    private final Batch batch;
    private final List<Append> appends = new ArrayList<>(LONGEST_QUEUE);

    /** What is done with a batch; it settles every append. */
    interface Batch {
        void commit(List<Append> appends, ByteBuffer scratch);
    }

    Lane(Surroundings around, Batch batch) {
        this.around = around;
        this.batch = batch;
    }

    /** Queues an append, when there is room for it; one for which there is none in time is failed. */
    void submit(Append append, Duration patience) {
        if (!takeRoom(append, patience)) {
            append.fail(new ChunkException.Unreachable("the store is busy: too many bytes wait"));
        } else {
            queue(append);
        }
    }

    /** Queues an append if there is room for it at once; says no, and does nothing, if not. */
    boolean trySubmit(Append append) {
        boolean taken = room.tryAcquire(append.chunk().size());
        if (taken) {
            queue(append);
        }
        return taken;
    }

    private boolean takeRoom(Append append, Duration patience) {
        try {
            return room.tryAcquire(append.chunk().size(), patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The next that waits, which gives its room back. */
    private @Nullable Append poll() {
        Append append = waiting.poll();
        if (append != null) {
            room.release(append.chunk().size());
        }
        return append;
    }

    private void queue(Append append) {
        if (!waiting.offer(append)) {
            room.release(append.chunk().size());
            append.fail(new ChunkException.Unreachable("the store is busy: too many chunks wait"));
            return;
        }
        while (!waiting.isEmpty() && running.compareAndSet(false, true)) {
            Optional<RuntimeException> refused = start();
            if (refused.isEmpty()) {
                return;
            }
            turnAway(append, refused.get());
        }
    }

    /** Hands the queue to a disk thread; why not, if there is none to be had. */
    private Optional<RuntimeException> start() {
        try {
            around.onDiskThread(this::run, this::failed);
            return Optional.empty();
        } catch (ChunkException.Unreachable e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            return Optional.of(unable(e));
        }
    }

    private static RuntimeException unable(Throwable e) {
        return new ChunkException.Unreachable("the store has no thread or no memory left for the disk: " + e, e);
    }

    /**
     * Fails all that wait, and lets go of the queue. Those of other submitters are told on a thread of the lane's own: this one may
     * hold a lock of its submitter's, and they may wait for theirs.
     */
    private void turnAway(Append mine, RuntimeException e) {
        List<Append> others = new ArrayList<>();
        try {
            for (Append append = poll(); append != null; append = poll()) {
                if (append != mine) {
                    others.add(append);
                } else if (append.take()) {
                    append.fail(e);
                }
            }
        } finally {
            running.set(false);
        }
        if (!others.isEmpty()) {
            Thread.ofVirtual().name("appends turned away").start(() -> fail(others, e));
        }
    }

    private static void fail(List<Append> appends, RuntimeException e) {
        appends.stream().filter(Append::take).forEach(append -> append.fail(e));
    }

    /** The disk thread could not even begin. */
    private void failed(Throwable e) {
        work(() -> fail(next(), unable(e)));
    }

    private void run(ByteBuffer scratch) {
        work(() -> {
            List<Append> appends = next();
            appends.removeIf(append -> !append.take());
            commit(appends, scratch);
        });
    }

    /** Does something with what waits, until nothing does. */
    private void work(Runnable some) {
        do {
            try {
                while (!waiting.isEmpty()) {
                    some.run();
                }
            } finally {
                running.set(false);
            }
        } while (!waiting.isEmpty() && running.compareAndSet(false, true));
    }

    /** Whatever a batch throws belongs to those who wait for it. */
    private void commit(List<Append> appends, ByteBuffer scratch) {
        try {
            batch.commit(appends, scratch);
        } catch (Throwable e) {
            RuntimeException failure =
                    e instanceof RuntimeException known ? known : new IllegalStateException("a batch failed", e);
            appends.stream().filter(append -> !append.isDone()).forEach(append -> append.fail(failure));
        }
    }

    /** The next batch: in a list that is there already, so that none of them is lost when memory is short. */
    private List<Append> next() {
        appends.clear();
        long bytes = 0;
        while (bytes < LARGEST_BATCH && appends.size() < LONGEST_QUEUE) {
            Append append = poll();
            if (append == null) {
                break;
            }
            appends.add(append);
            bytes += append.chunk().size();
        }
        return appends;
    }
}
