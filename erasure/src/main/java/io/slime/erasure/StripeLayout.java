package io.slime.erasure;

import java.util.Objects;

/**
 * Where the bytes of an extent lie in its chunks; the only class that divides by need. The extent is cut into stripes of
 * need × cell bytes, data cell i of a stripe holds the i-th cellLength bytes of it, and chunk i is the i-th cells of all stripes
 * one after the other. The last stripe may be short: its cells are as short as hold the rest, ⌈rest / need⌉ bytes, and what
 * remains of its data cells counts as zero. All chunks of an extent have one length.
 *
 * @param redundancy how many data cells a stripe has
 * @param cell bytes of a cell in all stripes but a short last one: a power of two in [{@value #MIN_CELL}, {@value #MAX_CELL}]
 * @param length bytes of the extent, not negative
 */
public record StripeLayout(Redundancy redundancy, int cell, long length) {
    /** Smallest cell, in bytes. */
    public static final int MIN_CELL = 512;

    /** Largest cell, in bytes. */
    public static final int MAX_CELL = 1 << 20;

    /** Checks the bounds of the parameters; {@link IllegalArgumentException} if one is broken. */
    public StripeLayout {
        if (cell < MIN_CELL || cell > MAX_CELL || Integer.bitCount(cell) != 1) {
            throw new IllegalArgumentException(
                    "cell " + cell + ": must be a power of two between " + MIN_CELL + " and " + MAX_CELL);
        }
        if (length < 0) {
            throw new IllegalArgumentException("extent length " + length + " is negative");
        }
        if ((length - 1) / ((long) redundancy.need() * cell) >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("extent length " + length + " is too long for cells of " + cell);
        }
    }

    /** Number of stripes; 0 for an empty extent. */
    public int stripes() {
        return (int) Math.ceilDiv(length, stripeBytes());
    }

    /** Offset in the extent of the first data byte of the stripe. */
    public long stripeStart(int stripe) {
        return check(stripe) * (long) stripeBytes();
    }

    /** Data bytes of the stripe: need × cell, or the rest in the last one. */
    public int stripeLength(int stripe) {
        return (int) Math.min(stripeBytes(), length - stripeStart(stripe));
    }

    /** Bytes of each cell of the stripe, data and parity: cell, or ⌈rest / need⌉ in the last one. */
    public int cellLength(int stripe) {
        return Math.ceilDiv(stripeLength(stripe), redundancy.need());
    }

    /** Offset in each chunk of its cell of the stripe. */
    public long cellStart(int stripe) {
        return check(stripe) * (long) cell;
    }

    /** Bytes of each chunk, data and parity; 0 for an empty extent. */
    public long chunkLength() {
        int stripes = stripes();
        return stripes == 0 ? 0 : cellStart(stripes - 1) + cellLength(stripes - 1);
    }

    /**
     * Index of the stripe that holds the data byte.
     *
     * @param offset in the extent, in [0, length)
     */
    public int stripeAt(long offset) {
        return (int) (Objects.checkIndex(offset, length) / stripeBytes());
    }

    /**
     * Data bytes in a data cell, in [0, cellLength(stripe)]; the rest of the cell counts as zero, and is not part of the extent.
     *
     * @param index of the data cell, in [0, need)
     */
    public int dataLength(int stripe, int index) {
        Objects.checkIndex(index, redundancy.need());
        int cellLength = cellLength(stripe);
        return Math.clamp((long) stripeLength(stripe) - (long) index * cellLength, 0, cellLength);
    }

    private int stripeBytes() {
        return redundancy.need() * cell;
    }

    private int check(int stripe) {
        return Objects.checkIndex(stripe, stripes());
    }
}
