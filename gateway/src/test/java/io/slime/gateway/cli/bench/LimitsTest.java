package io.slime.gateway.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitsTest {
    @TempDir
    private Path directory;

    @Test
    void everyLimitIsMeasuredAndNothingStays() throws Exception {
        List<Limits.Limit> limits = new ArrayList<>();
        new Limits(Duration.ofMillis(50), directory).run(limits::add);
        assertThat(limits)
                .extracting(Limits.Limit::name)
                .containsExactly("MD5", "SHA-256", "CRC32C", "append and fdatasync", "loopback request");
        assertThat(limits).allSatisfy(limit -> {
            assertThat(limit.perSecond()).isPositive();
            assertThat(limit.bytes()).isPositive();
            assertThat(limit.cpu()).isNotNegative();
        });
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatIsNotThereIsAnError() {
        Limits limits = new Limits(Duration.ofMillis(1), directory.resolve("none"));
        assertThatIOException().isThrownBy(() -> limits.run(limit -> {})).withMessageContaining("none");
    }
}
