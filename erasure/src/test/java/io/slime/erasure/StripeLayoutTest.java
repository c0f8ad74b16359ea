package io.slime.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeLayoutTest {
    private static final Redundancy FOUR_OF_SIX = new Redundancy(4, 6);
    private static final int CELL = 1024;
    private static final int STRIPE = 4 * CELL;

    static LongStream lengths() {
        return LongStream.of(
                0,
                1,
                2,
                3,
                4,
                5,
                CELL - 1,
                CELL,
                CELL + 1,
                STRIPE - 1,
                STRIPE,
                STRIPE + 1,
                3 * STRIPE - 1,
                3 * STRIPE,
                3 * STRIPE + 1,
                64 << 20,
                (64 << 20) + 17);
    }

    @Test
    void anEmptyExtentHasNoStripes() {
        StripeLayout layout = new StripeLayout(FOUR_OF_SIX, CELL, 0);
        assertThat(layout.stripes()).isZero();
        assertThat(layout.chunkLength()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> layout.stripeStart(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> layout.stripeAt(0));
    }

    @Test
    void theLastStripeIsAsShortAsHoldsTheRest() {
        StripeLayout layout = new StripeLayout(FOUR_OF_SIX, CELL, STRIPE + 9);
        assertThat(layout.stripes()).isEqualTo(2);
        assertThat(layout.stripeStart(1)).isEqualTo(STRIPE);
        assertThat(layout.stripeLength(0)).isEqualTo(STRIPE);
        assertThat(layout.stripeLength(1)).isEqualTo(9);
        assertThat(layout.cellLength(0)).isEqualTo(CELL);
        assertThat(layout.cellLength(1)).isEqualTo(3);
        assertThat(layout.cellStart(1)).isEqualTo(CELL);
        assertThat(layout.chunkLength()).isEqualTo(CELL + 3);
        assertThat(layout.dataLength(1, 2)).isEqualTo(3);
        assertThat(layout.dataLength(1, 3)).isZero();
        assertThat(layout.stripeAt(STRIPE - 1)).isZero();
        assertThat(layout.stripeAt(STRIPE)).isEqualTo(1);
    }

    @Test
    void aSingleByteMakesChunksOfOneByte() {
        StripeLayout layout = new StripeLayout(FOUR_OF_SIX, CELL, 1);
        assertThat(layout.chunkLength()).isEqualTo(1);
        assertThat(layout.dataLength(0, 0)).isEqualTo(1);
        assertThat(layout.dataLength(0, 1)).isZero();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void stripesAndCellsTileTheExtentAndTheChunks(long length) {
        StripeLayout layout = new StripeLayout(FOUR_OF_SIX, CELL, length);
        long extentEnd = 0;
        long chunkEnd = 0;
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            assertThat(layout.stripeStart(stripe)).isEqualTo(extentEnd);
            assertThat(layout.cellStart(stripe)).isEqualTo(chunkEnd);
            int data = 0;
            for (int index = 0; index < 4; index++) {
                int inCell = layout.dataLength(stripe, index);
                assertThat(inCell).isBetween(0, layout.cellLength(stripe));
                data += inCell;
            }
            assertThat(data).isEqualTo(layout.stripeLength(stripe)).isPositive();
            assertThat(layout.stripeAt(extentEnd)).isEqualTo(stripe);
            extentEnd += data;
            chunkEnd += layout.cellLength(stripe);
            assertThat(layout.stripeAt(extentEnd - 1)).isEqualTo(stripe);
        }
        assertThat(extentEnd).isEqualTo(length);
        assertThat(chunkEnd).isEqualTo(layout.chunkLength());
    }

    @Test
    void holdsTheLargestStripe() {
        StripeLayout layout = new StripeLayout(new Redundancy(100, 100), StripeLayout.MAX_CELL, 1L << 40);
        int last = layout.stripes() - 1;
        assertThat(layout.stripeStart(last) + layout.stripeLength(last)).isEqualTo(1L << 40);
        assertThat(layout.dataLength(0, 99)).isEqualTo(StripeLayout.MAX_CELL);
    }

    @ParameterizedTest
    @ValueSource(ints = {-512, 0, 1, 256, 513, 1000, 1 << 21, Integer.MIN_VALUE})
    void refusesACellThatIsNoPowerOfTwoInBounds(int cell) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StripeLayout(FOUR_OF_SIX, cell, 1))
                .withMessage("cell " + cell + ": must be a power of two between 512 and 1048576");
    }

    @Test
    void refusesLengthsItCannotCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StripeLayout(FOUR_OF_SIX, CELL, -1))
                .withMessage("extent length -1 is negative");
        long longest = (long) Integer.MAX_VALUE * STRIPE;
        assertThat(new StripeLayout(FOUR_OF_SIX, CELL, longest).stripes()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new StripeLayout(FOUR_OF_SIX, CELL, longest + 1));
    }

    @Test
    void refusesIndexesOutsideOfTheExtent() {
        StripeLayout layout = new StripeLayout(FOUR_OF_SIX, CELL, STRIPE);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> layout.cellLength(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> layout.stripeLength(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> layout.stripeAt(STRIPE));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> layout.dataLength(0, 4));
    }
}
