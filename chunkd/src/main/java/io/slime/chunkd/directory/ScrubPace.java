package io.slime.chunkd.directory;

import java.time.Duration;

/**
 * How gently a store verifies its chunks.
 *
 * @param perChunk pause after each chunk
 * @param perByte pause for each byte read
 * @param interval least time from the beginning of one full pass to that of the next
 */
public record ScrubPace(Duration perChunk, Duration perByte, Duration interval) {
    public ScrubPace {
        if (perChunk.isNegative() || perByte.isNegative() || interval.isNegative()) {
            throw new IllegalArgumentException("scrub pace " + perChunk + ", " + perByte + ", " + interval);
        }
    }

    /** The pause after so many bytes, in nanoseconds. */
    long nanosFor(long bytes) {
        return Math.multiplyExact(perByte.toNanos(), bytes);
    }
}
