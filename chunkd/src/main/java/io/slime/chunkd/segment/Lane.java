package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The queue of chunks that wait to be made durable. One disk thread at a time takes all that wait, as one batch, and goes
 * on until none does: while it syncs, the next batch gathers.
 */
final class Lane {
    private static final int LONGEST_QUEUE = 1024;
    private static final int LARGEST_BATCH = 16 << 20;

    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicBoolean running = new AtomicBoolean();
    private final Surroundings around;
    private final Batch batch;

    /** What is done with a batch; it settles every append. */
    interface Batch {
        void commit(List<Append> appends, ByteBuffer scratch);
    }

    Lane(Surroundings around, Batch batch) {
        this.around = around;
        this.batch = batch;
    }

    void submit(Append append) {
        if (!waiting.offer(append)) {
            append.fail(new ChunkException.Unreachable("the store is busy: too many chunks wait"));
        } else if (running.compareAndSet(false, true)) {
            try {
                around.onDiskThread(this::run);
            } catch (ChunkException.Unreachable e) {
                running.set(false);
                for (List<Append> left = next(); !left.isEmpty(); left = next()) {
                    left.forEach(one -> one.fail(e));
                }
            }
        }
    }

    private void run(ByteBuffer scratch) {
        do {
            for (List<Append> appends = next(); !appends.isEmpty(); appends = next()) {
                commit(appends, scratch);
            }
            running.set(false);
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

    private List<Append> next() {
        List<Append> appends = new ArrayList<>();
        long bytes = 0;
        Append append = waiting.peek();
        while (append != null && (appends.isEmpty() || bytes + append.chunk().size() <= LARGEST_BATCH)) {
            waiting.remove();
            if (append.take()) {
                appends.add(append);
                bytes += append.chunk().size();
            }
            append = waiting.peek();
        }
        return appends;
    }
}
