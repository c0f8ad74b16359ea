package io.slime.gateway.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.cli.client.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerDirectoryTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void aDirectoryWithSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> ServerDirectory.open(directory))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("thesis.txt");
        assertThat(directory).isDirectoryContaining("glob:**thesis.txt");
        try (var entries = Files.list(directory)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void whatAnOperatorBringsIsNoHindrance() throws IOException {
        Files.writeString(directory.resolve("server.toml"), "");
        Files.createDirectory(directory.resolve("lost+found"));

        ServerDirectory.open(directory).close();
        ServerDirectory.open(directory).close();
    }
}
