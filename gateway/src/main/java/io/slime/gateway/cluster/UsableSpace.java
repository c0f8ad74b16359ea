package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;

/** How much fits on stores whose free space differs, when no two chunks of an extent may share a store. */
final class UsableSpace {
    private UsableSpace() {}

    /** Data bytes that fit, ≥ 0: none if there are fewer stores than {@code need}. */
    static long of(long[] free, Redundancy redundancy) {
        if (free.length < redundancy.need()) {
            return 0;
        }
        int width = Math.min(redundancy.total(), free.length);
        double sum = 0;
        for (long each : free) {
            sum += each;
        }
        long low = 0;
        long high = (long) (sum / width);
        while (low < high) {
            long middle = high - (high - low) / 2;
            if (fits(free, width, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return (long) ((double) low * redundancy.need());
    }

    /** Whether so many bytes fit in each chunk of extents of {@code width} chunks: no store takes more than one chunk's worth. */
    private static boolean fits(long[] free, int width, long bytes) {
        double sum = 0;
        for (long each : free) {
            sum += Math.min(each, bytes);
        }
        return sum >= (double) bytes * width;
    }
}
