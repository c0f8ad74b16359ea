package io.slime.chunkd.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDiskTest {
    private static final int TOO_LONG = 300;

    private final LocalDisk disk = new LocalDisk();

    @TempDir
    Path directory;

    @Test
    void tellsWhatIsNotThereFromWhatCannotBeLookedAt() throws Exception {
        assertThat(disk.exists(directory)).isTrue();
        assertThat(disk.exists(directory.resolve("nothing"))).isFalse();
        assertThatThrownBy(() -> disk.exists(directory.resolve("x".repeat(TOO_LONG))))
                .isInstanceOf(IOException.class);
    }
}
