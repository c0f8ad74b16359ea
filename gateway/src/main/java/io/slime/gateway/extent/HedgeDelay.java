package io.slime.gateway.extent;

import java.util.concurrent.TimeUnit;

/**
 * How long a read may take before another chunk is asked too: the usual time and four times its usual deviation, as TCP computes
 * its timeout (RFC 6298), within bounds.
 */
final class HedgeDelay {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private double mean = TimeUnit.MILLISECONDS.toNanos(20);
    private double deviation = TimeUnit.MILLISECONDS.toNanos(50);

    /** Takes note of a read that was answered. */
    synchronized void answered(long nanos) {
        double off = nanos - mean;
        mean += off / 8;
        deviation += (Math.abs(off) - deviation) / 4;
    }

    /** In nanoseconds. */
    synchronized long now() {
        return Math.clamp((long) (mean + 4 * deviation), SHORTEST, LONGEST);
    }
}
