package io.slime.gateway.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The bound on requests that run at the same time, and the way to wait until none does. */
final class Admission {
    private final int most;
    private final Semaphore free;
    private volatile boolean stopping;
    private volatile boolean endingConnections;

    Admission(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    boolean tryEnter() {
        return !stopping && free.tryAcquire();
    }

    void leave() {
        free.release();
    }

    /** Has every connection end with the request that it is at. */
    void endConnections() {
        endingConnections = true;
    }

    boolean endingConnections() {
        return endingConnections;
    }

    boolean stopping() {
        return stopping;
    }

    int running() {
        return most - free.availablePermits();
    }

    /** Admits nobody any more, and waits for those inside; false when some are still there at the deadline. */
    boolean stop(Duration atMost) {
        stopping = true;
        try {
            return free.tryAcquire(most, atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
