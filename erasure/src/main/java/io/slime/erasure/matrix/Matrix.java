package io.slime.erasure.matrix;

import io.slime.erasure.field.Gf256;
import java.util.Arrays;

/** An immutable matrix over GF(2^8). */
public final class Matrix {
    private final byte[][] cells;
    private final int columns;

    private Matrix(byte[][] cells, int columns) {
        this.cells = cells;
        this.columns = columns;
    }

    /**
     * The coding matrix of Backblaze's JavaReedSolomon: the Vandermonde matrix of {@code total} rows and {@code need} columns,
     * times the inverse of its top square. The top square becomes the identity, and any {@code need} rows are invertible.
     */
    public static Matrix systematic(int need, int total) {
        Matrix vandermonde = vandermonde(total, need);
        return vandermonde.times(vandermonde.rows(0, need).inverse());
    }

    /** The matrix whose cell at (r, c) is r^c in the field, with 0^0 = 1. */
    public static Matrix vandermonde(int rows, int columns) {
        byte[][] cells = new byte[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                cells[r][c] = (byte) Gf256.power(r, c);
            }
        }
        return new Matrix(cells, columns);
    }

    /** Number of rows. */
    public int rows() {
        return cells.length;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** The element at the row and column, in [0, 256). */
    public int at(int row, int column) {
        return cells[row][column] & 0xFF;
    }

    /** The rows in [from, to), in order. */
    public Matrix rows(int from, int to) {
        return new Matrix(Arrays.copyOfRange(cells, from, to), columns);
    }

    /** The rows with these indexes, in the order given. */
    public Matrix rows(int[] indexes) {
        byte[][] selected = new byte[indexes.length][];
        for (int i = 0; i < indexes.length; i++) {
            selected[i] = cells[indexes[i]];
        }
        return new Matrix(selected, columns);
    }

    /**
     * The product of this and the right matrix.
     *
     * @param right a matrix with as many rows as this has columns
     */
    public Matrix times(Matrix right) {
        if (right.rows() != columns) {
            throw new IllegalArgumentException(
                    columns + " columns cannot be multiplied with " + right.rows() + " rows");
        }
        byte[][] product = new byte[rows()][right.columns];
        for (int r = 0; r < rows(); r++) {
            for (int i = 0; i < columns; i++) {
                addMultiple(product[r], right.cells[i], at(r, i));
            }
        }
        return new Matrix(product, right.columns);
    }

    /**
     * The inverse of this square matrix, by Gauss-Jordan elimination.
     *
     * @throws IllegalArgumentException if this is not square or has no inverse
     */
    public Matrix inverse() {
        int size = rows();
        if (size != columns) {
            throw new IllegalArgumentException("a matrix of " + size + " × " + columns + " has no inverse");
        }
        byte[][] work = new byte[size][];
        for (int r = 0; r < size; r++) {
            work[r] = Arrays.copyOf(cells[r], 2 * size);
            work[r][size + r] = 1;
        }
        for (int c = 0; c < size; c++) {
            int pivot = pivot(work, c);
            byte[] row = work[pivot];
            work[pivot] = work[c];
            work[c] = multiple(row, Gf256.inverse(row[c] & 0xFF));
            for (int r = 0; r < size; r++) {
                if (r != c) {
                    addMultiple(work[r], work[c], work[r][c] & 0xFF);
                }
            }
        }
        byte[][] inverse = new byte[size][];
        for (int r = 0; r < size; r++) {
            inverse[r] = Arrays.copyOfRange(work[r], size, 2 * size);
        }
        return new Matrix(inverse, size);
    }

    private static int pivot(byte[][] work, int column) {
        for (int r = column; r < work.length; r++) {
            if (work[r][column] != 0) {
                return r;
            }
        }
        throw new IllegalArgumentException("the matrix is singular");
    }

    private static byte[] multiple(byte[] row, int factor) {
        byte[] product = new byte[row.length];
        addMultiple(product, row, factor);
        return product;
    }

    private static void addMultiple(byte[] sum, byte[] row, int factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= (byte) Gf256.multiply(factor, row[i] & 0xFF);
        }
    }
}
