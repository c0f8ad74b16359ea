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

    /** Most bytes of an extent: whole stripes, at least one. */
    int extentFor(Redundancy redundancy, int cellBytes) {
        int stripeBytes = cellBytes * redundancy.need();
        return Math.max(stripeBytes, extent - extent % stripeBytes);
    }
}
