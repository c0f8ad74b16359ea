package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that a store does again and again by itself, on a thread of its own. */
final class Chore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final Duration interval;
    private final Work work;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;

    /** One round of a chore. */
    interface Work {
        /** Does it; asks {@code pause} to wait, which says no when the chore ends. */
        void run(Pause pause) throws InterruptedException;
    }

    /** Starts a chore; the first round is an interval away. */
    Chore(String name, Duration interval, Work work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
        thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    private void loop() {
        try {
            while (closing.getCount() > 0) {
                if (nudges.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                    nudges.drainPermits();
                }
                if (closing.getCount() > 0) {
                    round();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("{} ends", name, e);
        }
    }

    /** What goes wrong in one round is tried again in the next. */
    private void round() throws InterruptedException {
        try {
            work.run(nanos -> !closing.await(nanos, TimeUnit.NANOSECONDS));
        } catch (ChunkException e) {
            LOG.warn("{} is put off: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} failed; it is tried again", name, e);
        }
    }

    /** Has the next round begin as soon as none is under way. */
    void nudge() {
        nudges.release();
    }

    /** Ends it, and waits for a while until it has. */
    @Override
    public void close() {
        closing.countDown();
        nudges.release();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
