package io.slime.gateway.extent;

import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import java.time.Duration;

/**
 * How contents are cut into extents, and how long stores are waited for.
 *
 * @param extent most bytes of an extent
 * @param cell most bytes of a cell: a power of two in [512, 1 MiB]
 * @param stripe most data bytes of a stripe, while cells of 512 bytes allow it; bounds the memory of a request
 * @param stall how long a store may take for one step of a write before it is replaced
 * @param patience how long a read may take for one stripe
 */
public record ExtentSettings(int extent, int cell, int stripe, Duration stall, Duration patience) {
    private static final int LARGEST_EXTENT = 1 << 30;

    /** Cells are not made smaller than this to save memory: what is read of them costs too much then. */
    private static final int LEAST_CELL = 16 << 10;

    /** Stripes of a content that are in memory at most: two to be replayed, one being filled, one of the extent before. */
    private static final int STRIPES_HELD = 4;

    /** Bytes that whoever hands in a content holds of it: what was received, is being digested, is being encrypted. */
    private static final int BEFORE_STRIPES = 448 << 10;

    /** Chunks of no more bytes are collected in memory by their stores, to be packed. */
    private static final int PACKED = 1 << 20;

    /** Checks the bounds; {@link IllegalArgumentException} if one is broken. */
    public ExtentSettings {
        if (extent < StripeLayout.MIN_CELL || extent > LARGEST_EXTENT) {
            throw new IllegalArgumentException("extents of " + extent + " bytes");
        }
        if (cell < StripeLayout.MIN_CELL || cell > StripeLayout.MAX_CELL || Integer.bitCount(cell) != 1) {
            throw new IllegalArgumentException("cells of " + cell + " bytes");
        }
        if (stripe < StripeLayout.MIN_CELL || !stall.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("stripe " + stripe + ", stall " + stall + ", patience " + patience);
        }
    }

    /** Extents of 64 MiB, cells of up to 1 MiB, stripes of up to 1 MiB; 10 s for a step of a write, 35 s for a stripe. */
    public static ExtentSettings defaults() {
        return new ExtentSettings(64 << 20, 1 << 20, 1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(35));
    }

    /** Bytes of a full cell for a content of that length, or of unknown length (-1). */
    int cellFor(Redundancy redundancy, long length) {
        int most = Math.max(StripeLayout.MIN_CELL, Math.min(cell, Integer.highestOneBit(stripe / redundancy.need())));
        if (length < 0 || length >= (long) most * redundancy.need()) {
            return most;
        }
        int least = new StripeLayout(redundancy, most, Math.max(1, length)).cellLength(0);
        return Math.clamp(Integer.highestOneBit(2 * least - 1), StripeLayout.MIN_CELL, most);
    }

    /** Bytes that a content of that length, or of unknown length (-1), may hold in memory while it is written in such cells. */
    long heldBy(Redundancy redundancy, long length, int cellBytes) {
        long stripeBytes = (long) cellBytes * redundancy.need();
        long stripes =
                length < 0 ? STRIPES_HELD : Math.clamp((length + stripeBytes - 1) / stripeBytes, 0, STRIPES_HELD);
        long before = length < 0 ? BEFORE_STRIPES : Math.min(length, BEFORE_STRIPES);
        long chunk = length < 0 ? PACKED : (length + redundancy.need() - 1) / redundancy.need();
        return before + redundancy.total() * (stripes * cellBytes + (chunk > PACKED ? 0 : chunk));
    }

    /** The largest cell, no larger than the one that is wished for, with which a content holds no more than so many bytes. */
    int cellWithin(Redundancy redundancy, long length, int wished, long bytes) {
        int fitting = wished;
        while (fitting > leastCell(wished) && heldBy(redundancy, length, fitting) > bytes) {
            fitting /= 2;
        }
        return fitting;
    }

    /** The cell that is written where memory is short. */
    static int leastCell(int wished) {
        return Math.min(wished, LEAST_CELL);
    }

    /** Most bytes of an extent: whole stripes, at least one. */
    int extentFor(Redundancy redundancy, int cellBytes) {
        int stripeBytes = cellBytes * redundancy.need();
        return Math.max(stripeBytes, extent - extent % stripeBytes);
    }
}
