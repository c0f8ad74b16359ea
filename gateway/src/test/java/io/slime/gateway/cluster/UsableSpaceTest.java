package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import org.junit.jupiter.api.Test;

final class UsableSpaceTest {
    private static final Redundancy TWO_OF_THREE = new Redundancy(2, 3);

    @Test
    void equalStoresGiveTheirShare() {
        assertThat(UsableSpace.of(new long[] {300, 300, 300}, TWO_OF_THREE)).isEqualTo(600);
        assertThat(UsableSpace.of(new long[] {300, 300, 300, 300, 300, 300}, TWO_OF_THREE))
                .isEqualTo(1200);
    }

    @Test
    void theLargestStoreCountsNoMoreThanTheOthersCanMatch() {
        assertThat(UsableSpace.of(new long[] {10, 10, 1_000_000}, TWO_OF_THREE)).isEqualTo(20);
        assertThat(UsableSpace.of(new long[] {100, 100, 100, 300}, TWO_OF_THREE))
                .isEqualTo(300);
    }

    @Test
    void fewStoresLeaveSlotsEmpty() {
        assertThat(UsableSpace.of(new long[] {50, 60}, TWO_OF_THREE)).isEqualTo(100);
        assertThat(UsableSpace.of(new long[] {50}, TWO_OF_THREE)).isZero();
        assertThat(UsableSpace.of(new long[] {}, TWO_OF_THREE)).isZero();
    }

    @Test
    void endlessStoresDoNotOverflow() {
        assertThat(UsableSpace.of(new long[] {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE}, TWO_OF_THREE))
                .isPositive();
    }
}
