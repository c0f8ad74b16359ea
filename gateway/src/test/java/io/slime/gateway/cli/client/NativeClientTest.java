package io.slime.gateway.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long an import waits for one key. */
final class NativeClientTest {
    @Test
    void aSmallBodyThatStallsIsGivenUpSoon() {
        assertThat(NativeClient.patience(0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(NativeClient.patience(4096)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aLargeOneMayTakeAsLongAsItsBytesDo() {
        assertThat(NativeClient.patience(16L << 20)).isEqualTo(Duration.ofSeconds(60 + 1024));
        assertThat(NativeClient.patience(-1)).isGreaterThan(Duration.ofHours(18));
    }
}
