package io.slime.erasure.kernel;

import io.slime.erasure.matrix.Matrix;

/**
 * The coefficients with which sources are combined to targets, made ready for kernels: a {@link Row} for each target.
 * Immutable.
 */
public final class Combination {
    private final Row[] rows;

    private Combination(Row[] rows) {
        this.rows = rows;
    }

    /** The combination with these factors: a row for each target, a column for each source. */
    public static Combination of(Matrix factors) {
        Row[] rows = new Row[factors.rows()];
        for (int target = 0; target < rows.length; target++) {
            rows[target] = new Row(factors, target);
        }
        return new Combination(rows);
    }

    /** How the target is made of the sources. */
    Row row(int target) {
        return rows[target];
    }
}
