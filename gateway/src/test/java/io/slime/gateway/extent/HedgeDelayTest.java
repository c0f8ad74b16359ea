package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HedgeDelayTest {
    private final HedgeDelay delay = new HedgeDelay();

    @Test
    void itStaysWithinItsBounds() {
        for (int i = 0; i < 100; i++) {
            delay.answered(1000);
        }
        assertThat(Duration.ofNanos(delay.now())).isEqualTo(Duration.ofMillis(50));
        for (int i = 0; i < 100; i++) {
            delay.answered(Duration.ofSeconds(20).toNanos());
        }
        assertThat(Duration.ofNanos(delay.now())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itFollowsWhatIsUsual() {
        for (int i = 0; i < 100; i++) {
            delay.answered(Duration.ofMillis(200).toNanos());
        }
        assertThat(Duration.ofNanos(delay.now())).isBetween(Duration.ofMillis(200), Duration.ofMillis(220));
    }
}
