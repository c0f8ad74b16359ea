package io.slime.erasure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.field.Gf256;
import io.slime.erasure.matrix.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HornerKernelTest {
    private static final long SEED = Long.getLong("slime.seed", System.nanoTime());

    private final Kernel horner = new HornerKernel();
    private final Kernel scalar = new ScalarKernel();

    static {
        System.out.println("HornerKernelTest: -Dslime.seed=" + SEED);
    }

    /** Column 1 of the Vandermonde matrix runs through all factors. */
    @Test
    void multipliesEveryByteByEveryFactor() {
        byte[][] sources = new byte[2][256];
        for (int value = 0; value < 256; value++) {
            sources[1][value] = (byte) value;
        }
        byte[][] targets = new byte[256][256];
        horner.combine(Combination.of(Matrix.vandermonde(256, 2)), sources, targets, 0, 256);
        for (int factor = 0; factor < 256; factor++) {
            for (int value = 0; value < 256; value++) {
                assertThat(targets[factor][value] & 0xFF).isEqualTo(Gf256.multiply(factor, value));
            }
        }
    }

    @Test
    void agreesWithTheReferenceForAnyNumberOfSourcesAndAnyRange() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            int count = 1 + random.nextInt(30);
            int[] picked = random.ints(1 + random.nextInt(5), 0, 200).toArray();
            Combination combination =
                    Combination.of(Matrix.vandermonde(200, count).rows(picked));
            int offset = random.nextInt(70);
            int length = random.nextInt(round % 10 == 0 ? 9000 : 300);
            byte[][] sources = new byte[count][offset + length + 9];
            for (byte[] source : sources) {
                random.nextBytes(source);
            }
            byte[][] expected = new byte[picked.length][offset + length + 9];
            byte[][] actual = new byte[picked.length][offset + length + 9];
            scalar.combine(combination, sources, expected, offset, length);
            horner.combine(combination, sources, actual, offset, length);
            assertThat(Arrays.deepEquals(actual, expected))
                    .as("round %d, seed %d", round, SEED)
                    .isTrue();
        }
    }

    @Test
    void fillsWithZeroWhereAllFactorsAreZero() {
        Matrix zero = Matrix.vandermonde(2, 2).rows(1, 2).times(Matrix.vandermonde(2, 1));
        assertThat(zero.at(0, 0)).isZero();
        byte[][] target = {{9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}};
        horner.combine(Combination.of(zero), new byte[][] {new byte[12]}, target, 1, 10);
        assertThat(target[0]).containsExactly(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9);
    }
}
