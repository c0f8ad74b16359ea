package io.slime.erasure;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A coded stripe of random bytes for tests, of which any cells can be lost. */
final class Stripe {
    private static final byte POISON = 0x55;

    private final ErasureCode code;
    private final byte[][] cells;
    private final int length;

    Stripe(Redundancy redundancy, int length, RandomGenerator random) {
        this.code = ErasureCode.of(redundancy);
        this.length = length;
        this.cells = new byte[redundancy.total()][length];
        for (int i = 0; i < redundancy.need(); i++) {
            random.nextBytes(cells[i]);
        }
        code.encode(cells, 0, length);
    }

    byte[][] cells() {
        return cells;
    }

    /** Whether the cells that are wanted are computed right, without any other byte being touched. */
    boolean survives(boolean[] present, boolean[] wanted) {
        byte[][] work = new byte[cells.length][];
        byte[][] expected = new byte[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            work[i] = framed(cells[i], present[i]);
            expected[i] = framed(cells[i], present[i] || wanted[i]);
        }
        code.reconstruct(work, present, wanted, 3, length);
        return Arrays.deepEquals(work, expected);
    }

    private static byte[] framed(byte[] cell, boolean filled) {
        byte[] framed = new byte[cell.length + 5];
        Arrays.fill(framed, POISON);
        if (filled) {
            System.arraycopy(cell, 0, framed, 3, cell.length);
        }
        return framed;
    }
}
