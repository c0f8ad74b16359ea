package io.slime.erasure.kernel;

import io.slime.erasure.matrix.Matrix;
import java.util.Arrays;

/**
 * The coefficients with which sources are combined to targets, made ready for kernels: row t, column s is the factor of source s
 * in target t. Immutable.
 */
public final class Combination {
    private final Matrix factors;
    private final int[][][] sourcesByBit;

    private Combination(Matrix factors) {
        this.factors = factors;
        this.sourcesByBit = new int[factors.rows()][8][];
        for (int target = 0; target < factors.rows(); target++) {
            for (int bit = 0; bit < 8; bit++) {
                sourcesByBit[target][bit] = sourcesWith(target, bit);
            }
        }
    }

    /** The combination with these factors: a row for each target, a column for each source. */
    public static Combination of(Matrix factors) {
        return new Combination(factors);
    }

    /** Number of sources. */
    public int sources() {
        return factors.columns();
    }

    /** Number of targets. */
    public int targets() {
        return factors.rows();
    }

    int factor(int target, int source) {
        return factors.at(target, source);
    }

    /** The sources whose factor in the target has the bit set (0 is the lowest), ascending; not to be changed. */
    int[] sources(int target, int bit) {
        return sourcesByBit[target][bit];
    }

    private int[] sourcesWith(int target, int bit) {
        int[] found = new int[sources()];
        int count = 0;
        for (int source = 0; source < sources(); source++) {
            if ((factor(target, source) >> bit & 1) != 0) {
                found[count++] = source;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
