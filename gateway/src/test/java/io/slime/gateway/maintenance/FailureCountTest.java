package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureCountTest {
    private final FailureCount count = new FailureCount();

    @Test
    void oneThatFailsEverySecondTimeIsNoticed() {
        int noteworthy = 0;
        for (int i = 1; i <= 62; i++) {
            assertThat(count.failed()).isEqualTo(i);
            noteworthy += count.noteworthy() ? 1 : 0;
            assertThat(count.succeeded()).isZero();
        }
        assertThat(noteworthy).as("the second, the 32nd, the 62nd").isEqualTo(3);
    }

    @Test
    void severalSuccessesInARowEndIt() {
        count.failed();
        count.failed();
        for (int i = 1; i < FailureCount.SETTLED; i++) {
            assertThat(count.succeeded()).isZero();
        }
        assertThat(count.succeeded()).isEqualTo(2);
        assertThat(count.succeeded()).isZero();
        assertThat(count.failed()).isEqualTo(1);
        assertThat(count.noteworthy()).as("one alone is no news").isFalse();
    }
}
