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
    private final Runnable opened;
    private final Runnable closed;
    private volatile int failures;
    private boolean stalls;
    private long pause = FIRST_PAUSE;
    private long retryAt;

    /** Closed; {@code opened} is run whenever the store is left alone from now on, {@code closed} when it is not any more. */
    Circuit(LongSupplier nanos, Runnable opened, Runnable closed) {
        this.nanos = nanos;
        this.opened = opened;
        this.closed = closed;
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

    /** It tells how it is, which is as good as any answer unless it was reading or writing that did not come back. */
    void toldStatus() {
        boolean slow;
        synchronized (this) {
            slow = stalls;
        }
        if (!slow) {
            succeeded();
        }
    }

    /** It did not come back in time. */
    void stalled() {
        synchronized (this) {
            stalls = true;
        }
        failed();
    }

    void failed() {
        boolean opens;
        synchronized (this) {
            failures++;
            opens = failures == FAILURES;
            if (failures >= FAILURES) {
                retryAt = nanos.getAsLong() + pause;
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        }
        if (opens) {
            opened.run();
        }
    }

    private void reset() {
        boolean closes;
        synchronized (this) {
            closes = failures >= FAILURES;
            failures = 0;
            stalls = false;
            pause = FIRST_PAUSE;
        }
        if (closes) {
            closed.run();
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
