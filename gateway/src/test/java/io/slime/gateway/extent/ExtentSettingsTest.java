package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.erasure.Redundancy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExtentSettingsTest {
    private final ExtentSettings settings = ExtentSettings.defaults();

    @Test
    void cellsAreAsLargeAsTheStripeAllows() {
        assertThat(settings.cellFor(new Redundancy(1, 2), -1)).isEqualTo(1 << 20);
        assertThat(settings.cellFor(new Redundancy(2, 3), -1)).isEqualTo(512 << 10);
        assertThat(settings.cellFor(new Redundancy(3, 5), 1 << 30)).isEqualTo(256 << 10);
        assertThat(settings.cellFor(new Redundancy(100, 100), -1)).isEqualTo(8 << 10);
    }

    @Test
    void smallContentsGetSmallCells() {
        assertThat(settings.cellFor(new Redundancy(2, 3), 1)).isEqualTo(512);
        assertThat(settings.cellFor(new Redundancy(2, 3), 1024)).isEqualTo(512);
        assertThat(settings.cellFor(new Redundancy(2, 3), 1025)).isEqualTo(1024);
        assertThat(settings.cellFor(new Redundancy(2, 3), 4096)).isEqualTo(2048);
    }

    @Test
    void extentsAreWholeStripes() {
        Redundancy redundancy = new Redundancy(3, 5);
        int cell = settings.cellFor(redundancy, -1);
        assertThat(settings.extentFor(redundancy, cell) % (3 * cell)).isZero();
        assertThat(settings.extentFor(redundancy, cell)).isLessThanOrEqualTo(64 << 20);
    }

    @Test
    void nonsenseIsRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new ExtentSettings(1, 512, 512, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtentSettings(1 << 20, 1000, 512, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtentSettings(1 << 20, 512, 512, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
