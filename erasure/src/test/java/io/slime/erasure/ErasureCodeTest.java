package io.slime.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slime.erasure.matrix.Matrix;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErasureCodeTest {
    private static final Redundancy TWO_OF_FOUR = new Redundancy(2, 4);
    private final ErasureCode code = ErasureCode.of(TWO_OF_FOUR);
    private final byte[][] cells = new Stripe(TWO_OF_FOUR, 100, new Random(1)).cells();

    @Test
    void isMadeOnceForARedundancy() {
        assertThat(ErasureCode.of(new Redundancy(2, 4))).isSameAs(code);
        assertThat(code.redundancy()).isEqualTo(TWO_OF_FOUR);
    }

    @Test
    void usesTheFastKernelHere() {
        assertThat(ErasureCode.kernel()).isEqualTo("horner");
    }

    @Test
    void replicatesWhenOneSuffices() {
        byte[][] replicas = new Stripe(new Redundancy(1, 3), 50, new Random(1)).cells();
        assertThat(replicas[1]).isEqualTo(replicas[0]);
        assertThat(replicas[2]).isEqualTo(replicas[0]);
    }

    @Test
    void leavesDataAloneWhenThereIsNoParity() {
        byte[][] data = {{1}, {2}, {3}};
        ErasureCode.of(new Redundancy(3, 3)).encode(data, 0, 1);
        assertThat(data).isDeepEqualTo(new byte[][] {{1}, {2}, {3}});
    }

    @Test
    void needsNoArrayWhereACellIsNeitherPresentNorWanted() {
        byte[] @Nullable [] some = {null, new byte[100], cells[2], cells[3]};
        code.reconstruct(
                some, new boolean[] {false, false, true, true}, new boolean[] {false, true, false, false}, 0, 100);
        assertThat(some[0]).isNull();
        assertThat(some[1]).isEqualTo(cells[1]);
    }

    @Test
    void doesNotReadMoreCellsThanItNeeds() {
        byte[] @Nullable [] some = {cells[0], cells[1], new byte[100], null};
        code.reconstruct(some, new boolean[] {true, true, false, true}, new boolean[] {true, true, true, true}, 0, 100);
        assertThat(some[2]).isEqualTo(cells[2]);
    }

    @Test
    void refusesToDecodeFromTooFewAndWritesNothing() {
        byte[][] some = {cells[0], new byte[100], new byte[100], new byte[100]};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> code.reconstruct(
                        some,
                        new boolean[] {true, false, false, false},
                        new boolean[] {true, true, true, true},
                        0,
                        100))
                .withMessage("only 1 cells are present, 2 are needed");
        assertThat(some[1]).containsOnly(0);
    }

    @Test
    void refusesACellWithoutAnArray() {
        byte[] @Nullable [] some = {cells[0], null, cells[2], null};
        boolean[] present = {true, false, true, false};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> code.reconstruct(some, present, new boolean[] {false, true, false, false}, 0, 100))
                .withMessage("cell 1 is present or wanted, but has no array");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> code.reconstruct(some, new boolean[] {true, true, true, false}, present, 0, 100));
    }

    @Test
    void refusesAWrongNumberOfCells() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> code.encode(new byte[3][100], 0, 100))
                .withMessage("expected 4 cells for 2/4, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> code.reconstruct(cells, new boolean[3], new boolean[4], 0, 100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> code.reconstruct(cells, new boolean[4], new boolean[5], 0, 100));
    }

    @Test
    void refusesARangeOutsideOfACell() {
        byte[][] uneven = {new byte[100], new byte[99], new byte[100], new byte[100]};
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> code.encode(uneven, 0, 100));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> code.encode(cells, 60, 41));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> code.encode(cells, -1, 4));
    }

    @Test
    void keepsABoundedNumberOfDecoders() {
        Decoders decoders = new Decoders(Matrix.systematic(4, 100));
        for (int i = 0; i < 90; i++) {
            CellSet sources = CellSet.NONE.with(i).with(i + 1).with(i + 2).with(i + 3);
            decoders.decoder(sources, CellSet.NONE.with(99));
            assertThat(decoders.decoder(sources, CellSet.NONE.with(99)))
                    .isSameAs(decoders.decoder(sources, CellSet.NONE.with(99)));
        }
        assertThat(decoders.size()).isEqualTo(Decoders.LIMIT);
    }
}
