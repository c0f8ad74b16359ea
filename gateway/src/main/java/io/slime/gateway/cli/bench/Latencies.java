package io.slime.gateway.cli.bench;

/** A histogram of durations: 64 steps to each power of two, so that a percentile is at most 1.6 % off. For one thread. */
final class Latencies {
    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
    private long count;
    private long max;

    void add(long nanos) {
        counts[slot(Math.max(0, nanos))]++;
        count++;
        max = Math.max(max, nanos);
    }

    void addAll(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    BenchResult.Latency summary() {
        return new BenchResult.Latency(millis(0.5), millis(0.9), millis(0.99), millis(0.999), max / 1e6);
    }

    private double millis(double share) {
        long wanted = Math.max(1, (long) Math.ceil(count * share));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(max, highest(i)) / 1e6;
            }
        }
        return 0;
    }

    private static int slot(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    /** The longest duration of a slot. */
    private static long highest(int slot) {
        if (slot < STEPS) {
            return slot;
        }
        int shift = slot / STEPS - 1;
        return ((long) (slot % STEPS + STEPS + 1) << shift) - 1;
    }
}
