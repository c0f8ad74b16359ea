package io.slime.gateway.cluster;

import java.util.function.LongSupplier;

/**
 * Whether a store is asked at all: after several failures in a row it is left alone for a while, each time longer, and then
 * probed by one caller after the other until it answers again.
 */
final class Circuit {
    private static final int FAILURES = 5;
    private static final long FIRST_PAUSE = 2_000_000_000L;
    private static final long LONGEST_PAUSE = 30_000_000_000L;

    private final LongSupplier nanos;
    private final Runnable changed;
    private volatile int failures;
    private long pause = FIRST_PAUSE;
    private long retryAt;

    Circuit(LongSupplier nanos, Runnable changed) {
        this.nanos = nanos;
        this.changed = changed;
    }

    /** Whether the store answered lately, as far as is known. */
    boolean healthy() {
        return failures < FAILURES;
    }

    /** Whether to ask the store now; where this is a probe, the next one must wait. */
    boolean allows() {
        return healthy() || probe();
    }

    void succeeded() {
        if (failures != 0) {
            reset();
        }
    }

    void failed() {
        boolean opened;
        synchronized (this) {
            failures++;
            opened = failures == FAILURES;
            if (failures >= FAILURES) {
                retryAt = nanos.getAsLong() + pause;
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        }
        if (opened) {
            changed.run();
        }
    }

    private void reset() {
        boolean closed;
        synchronized (this) {
            closed = failures >= FAILURES;
            failures = 0;
            pause = FIRST_PAUSE;
        }
        if (closed) {
            changed.run();
        }
    }

    private synchronized boolean probe() {
        long now = nanos.getAsLong();
        if (now - retryAt < 0) {
            return false;
        }
        retryAt = now + FIRST_PAUSE;
        return true;
    }
}
