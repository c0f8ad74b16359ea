package io.slime.compat.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Nothing that was acknowledged is lost, whatever is killed and damaged. See docs/torture.md. */
final class TortureIT {
    @Test
    @EnabledIfSystemProperty(
            named = "slime.torture.seconds",
            matches = "[0-9]+",
            disabledReason = "takes minutes: conf/torture runs it for an hour, .ci/run for two minutes")
    void whateverBreaksEveryAnswerWasRight() throws Exception {
        long seed = Long.getLong("slime.torture.seed", System.nanoTime() & 0xFFFFFF);
        Duration time = Duration.ofSeconds(Long.getLong("slime.torture.seconds", 60));
        int clients = Integer.getInteger("slime.torture.clients", 8);
        assertThat(new Torture(new Torture.Plan(seed, time, clients, true, false)).run())
                .as("seed %d", seed)
                .isEmpty();
    }

    @Test
    void falsifiedHistoriesAreFound() throws Exception {
        assertThat(new Torture(new Torture.Plan(1, Duration.ofSeconds(10), 4, false, true)).run())
                .anyMatch(finding -> finding.matches("the history of .* has no order"));
    }
}
