package io.slime.erasure;

/**
 * A set of cells of a stripe by their indexes, which are below 128.
 *
 * @param low bit i: cell i is in the set
 * @param high bit i: cell 64 + i is in the set
 */
record CellSet(long low, long high) {
    static final CellSet NONE = new CellSet(0, 0);

    CellSet with(int index) {
        return index < 64 ? new CellSet(low | 1L << index, high) : new CellSet(low, high | 1L << (index - 64));
    }

    int size() {
        return Long.bitCount(low) + Long.bitCount(high);
    }

    /** The indexes in ascending order. */
    int[] indexes() {
        int[] indexes = new int[size()];
        int at = 0;
        for (long rest = low; rest != 0; rest &= rest - 1) {
            indexes[at++] = Long.numberOfTrailingZeros(rest);
        }
        for (long rest = high; rest != 0; rest &= rest - 1) {
            indexes[at++] = 64 + Long.numberOfTrailingZeros(rest);
        }
        return indexes;
    }
}
