package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.format.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads that touch a store's disk: a hung drive holds these and nobody else. Callers wait for them with a
 * deadline. They are never interrupted, because an interrupt closes a file channel for all who share it.
 */
final class DiskThreads {
    /** Bytes of the buffer that each operation gets: whole checksum blocks. */
    static final int SCRATCH = 16 * Checksums.BLOCK;

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final BlockingQueue<ByteBuffer> buffers;
    private final StoreOptions options;

    DiskThreads(String store, StoreOptions options) {
        this.options = options;
        buffers = new ArrayBlockingQueue<>(options.diskThreads());
        threads = new ThreadPoolExecutor(
                options.diskThreads(),
                options.diskThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(options.waiting()),
                Thread.ofPlatform().name("disk " + store + " ", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** A disk operation; the buffer is the operation's own while it runs. */
    interface Work<T> {
        T run(ByteBuffer scratch) throws IOException;
    }

    /** Runs a disk operation and waits for it. */
    <T> T call(Work<T> work) throws IOException {
        return call(work, () -> {});
    }

    /**
     * Runs a disk operation and waits for it.
     *
     * @param after runs exactly once, when the operation has ended or will never start, also after the caller gave up
     * @throws ChunkException.Unreachable if it did not end in time, or too many wait
     */
    <T> T call(Work<T> work, Runnable after) throws IOException {
        DiskCall<T> call = new DiskCall<>(work, after, this::lend, this::giveBack);
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            call.giveUp();
            throw refused(e);
        } catch (Error e) { // no thread can be made
            call.giveUp();
            throw e;
        }
        return call.await(options.patience());
    }

    /**
     * Runs something that nobody waits for here; it must not throw.
     *
     * @param failed runs instead, if there is no memory for a buffer
     * @throws ChunkException.Unreachable if too many calls wait; then neither ever runs
     */
    void start(Consumer<ByteBuffer> work, Consumer<Throwable> failed) {
        try {
            threads.execute(() -> {
                ByteBuffer buffer;
                try {
                    buffer = lend();
                } catch (OutOfMemoryError e) {
                    failed.accept(e);
                    return;
                }
                try {
                    work.accept(buffer);
                } finally {
                    giveBack(buffer);
                }
            });
        } catch (RejectedExecutionException e) {
            throw refused(e);
        }
    }

    private ChunkException.Unreachable refused(RejectedExecutionException e) {
        return new ChunkException.Unreachable(
                threads.isShutdown() ? "the store is closed" : "the store is busy: too many calls wait", e);
    }

    private ByteBuffer lend() {
        ByteBuffer buffer = buffers.poll();
        return buffer == null ? ByteBuffer.allocateDirect(SCRATCH) : buffer.clear();
    }

    private void giveBack(ByteBuffer buffer) {
        buffers.offer(buffer);
    }

    /** Takes no more calls and waits, for a while, for those that run; says whether all have ended. */
    boolean end() {
        threads.shutdown();
        try {
            boolean ended = threads.awaitTermination(options.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                threads.getQueue().clear();
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
