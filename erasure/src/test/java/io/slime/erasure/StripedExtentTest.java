package io.slime.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole extents cut by StripeLayout, coded, and put together again from the last {@code need} chunks. */
class StripedExtentTest {
    private static final int CELL = 512;

    static Stream<StripeLayout> layouts() {
        return Stream.of("1/3", "2/3", "3/3", "4/6", "10/14")
                .map(Redundancy::parse)
                .flatMap(redundancy -> {
                    int stripe = redundancy.need() * CELL;
                    return Stream.of(0, 1, CELL - 1, CELL, CELL + 1, stripe - 1, stripe, stripe + 1, 5 * stripe + 7)
                            .map(length -> new StripeLayout(redundancy, CELL, length));
                });
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theLastChunksGiveTheExtentBack(StripeLayout layout) {
        byte[] extent = new byte[(int) layout.length()];
        new Random(7).nextBytes(extent);
        int total = layout.redundancy().total();
        byte[][] chunks = new byte[total][(int) layout.chunkLength()];
        copy(layout, extent, chunks, true);
        ErasureCode code = ErasureCode.of(layout.redundancy());
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            code.encode(chunks, (int) layout.cellStart(stripe), layout.cellLength(stripe));
        }

        boolean[] present = new boolean[total];
        boolean[] wanted = new boolean[total];
        for (int i = 0; i < total; i++) {
            present[i] = i >= layout.redundancy().parity();
            wanted[i] = i < layout.redundancy().need();
            chunks[i] = present[i] ? chunks[i] : new byte[chunks[i].length];
        }
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            code.reconstruct(chunks, present, wanted, (int) layout.cellStart(stripe), layout.cellLength(stripe));
        }
        byte[] read = new byte[extent.length];
        copy(layout, read, chunks, false);
        assertThat(read).isEqualTo(extent);
    }

    private static void copy(StripeLayout layout, byte[] extent, byte[][] chunks, boolean toChunks) {
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            int at = (int) layout.stripeStart(stripe);
            for (int i = 0; i < layout.redundancy().need(); i++) {
                int length = layout.dataLength(stripe, i);
                int cell = (int) layout.cellStart(stripe);
                if (toChunks) {
                    System.arraycopy(extent, at, chunks[i], cell, length);
                } else {
                    System.arraycopy(chunks[i], cell, extent, at, length);
                }
                at += length;
            }
        }
    }
}
