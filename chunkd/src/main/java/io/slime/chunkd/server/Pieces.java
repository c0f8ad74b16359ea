package io.slime.chunkd.server;

import io.slime.chunkd.wire.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Memory that answers are read into: limited, and the large arrays used again, because the JVM makes those dearly. */
final class Pieces {
    /** Most bytes that are read at once. */
    static final int LONGEST = 1 << 20;

    private static final int PERMIT = 4_096;
    private static final int KEPT = 16;
    private static final int WORTH_KEEPING = LONGEST / 4;

    private final Semaphore memory;
    private final BlockingQueue<byte[]> kept = new ArrayBlockingQueue<>(KEPT);
    private final Duration patience;

    /** Lends at most so many bytes at once; who finds none waits. */
    Pieces(int memory, Duration patience) {
        this.memory = new Semaphore(memory / PERMIT);
        this.patience = patience;
    }

    /** An array for one answer, until it is closed. */
    final class Lease implements AutoCloseable {
        private final int permits;
        private final byte[] bytes;

        private Lease(int permits, byte[] bytes) {
            this.permits = permits;
            this.bytes = bytes;
        }

        /** At least as long as was asked for. */
        byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            if (bytes.length == LONGEST) {
                kept.offer(bytes);
            }
            memory.release(permits);
        }
    }

    /**
     * Lends an array of at least {@code length} bytes, at most {@link #LONGEST}.
     *
     * @throws Refusal if there is no memory in time
     */
    Lease take(int length) {
        int size = length > WORTH_KEEPING ? LONGEST : length;
        int permits = size / PERMIT + 1;
        acquire(permits);
        byte[] known = size == LONGEST ? kept.poll() : null;
        return new Lease(permits, known == null ? new byte[size] : known);
    }

    private void acquire(int permits) {
        try {
            if (memory.tryAcquire(permits) || memory.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(ErrorCode.BUSY, "too many answers are under way");
    }
}
