package io.slime.chunkd.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how many requests are worked on at once, and how many wait for that. */
final class Turns {
    private final int most;
    private final Semaphore running;
    private final Semaphore waiting;
    private final Duration wait;
    private volatile boolean stopping;

    Turns(ChunkServerConfig.Limits limits) {
        most = limits.requests();
        running = new Semaphore(most);
        waiting = new Semaphore(limits.waiting());
        wait = limits.patience();
    }

    /** Waits for its turn; false if it does not come, or the server stops. */
    boolean enter() {
        if (stopping) {
            return false;
        }
        return running.tryAcquire() || (waiting.tryAcquire() && await());
    }

    private boolean await() {
        try {
            return running.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    void leave() {
        running.release();
    }

    /** Lets nobody in any more, and waits for those that run; how many still do. */
    int stop(Duration atMost) {
        stopping = true;
        try {
            if (running.tryAcquire(most, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                running.release(most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return most - running.availablePermits();
    }
}
