package io.slime.erasure.kernel;

import io.slime.erasure.matrix.Matrix;
import java.util.Arrays;

/** How one target is made of the sources: a factor for each, also sorted by the bits of the factors. Immutable. */
final class Row {
    /** Most sources in a group: as many as one pass over a block takes. */
    static final int GROUP = 4;

    private final int[] factors;
    private final int[][][] groupsByBit;
    private final int highestBit;

    /** The row of the matrix with this index. */
    Row(Matrix matrix, int index) {
        factors = new int[matrix.columns()];
        int union = 0;
        for (int source = 0; source < factors.length; source++) {
            factors[source] = matrix.at(index, source);
            union |= factors[source];
        }
        highestBit = Math.max(0, 31 - Integer.numberOfLeadingZeros(union));
        groupsByBit = new int[Byte.SIZE][][];
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            groupsByBit[bit] = groups(sourcesWith(bit));
        }
    }

    /** The factor of the source, in [0, 256). */
    int factor(int source) {
        return factors[source];
    }

    /** The highest bit that is set in any factor; 0 if none is. */
    int highestBit() {
        return highestBit;
    }

    /** The sources whose factor has the bit set (0 is the lowest), in groups of 1 to {@value #GROUP}; not to be changed. */
    int[][] groups(int bit) {
        return groupsByBit[bit];
    }

    private int[] sourcesWith(int bit) {
        int[] found = new int[factors.length];
        int count = 0;
        for (int source = 0; source < factors.length; source++) {
            if ((factors[source] >> bit & 1) != 0) {
                found[count++] = source;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int[][] groups(int[] sources) {
        int[][] groups = new int[Math.ceilDiv(sources.length, GROUP)][];
        for (int g = 0; g < groups.length; g++) {
            groups[g] = Arrays.copyOfRange(sources, g * GROUP, Math.min(sources.length, (g + 1) * GROUP));
        }
        return groups;
    }
}
