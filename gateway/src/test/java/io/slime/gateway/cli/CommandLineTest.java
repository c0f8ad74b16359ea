package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.cli.client.Exit;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say when they cannot do what they are told. */
final class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private int slime(String... args) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                Map.of(),
                Clock.systemUTC());
        return Slime.run(terminal, args);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDirectoryWithoutARunningServerNeverMeansAnotherServer() {
        for (String command : new String[] {"ping", "status", "df"}) {
            assertThat(slime("--data", directory.toString(), command)).isEqualTo(Exit.NO_ANSWER);
            assertThat(said())
                    .startsWith("error: no server with an admin listener runs on " + directory)
                    .contains("next: slime server " + directory);
        }
        assertThat(slime("--data", directory.toString(), "ping", "--wait", "1s"))
                .isEqualTo(Exit.NO_ANSWER);
    }

    @Test
    void theVersionIsSaidInEveryUsualWay() {
        for (String asked : new String[] {"version", "--version", "-V"}) {
            assertThat(slime(asked)).isEqualTo(Exit.OK);
            assertThat(out.toString(StandardCharsets.UTF_8)).matches("Slime \\S+ \\(Java [^)]+\\)\n");
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithTheReason() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(slime("fmt-dir", file.resolve("below").toString())).isEqualTo(Exit.FAILED);
        assertThat(said()).contains(file.toString()).containsAnyOf("is no directory", "Not a directory");
        assertThat(slime(
                        "chunk-server",
                        "--config",
                        directory.resolve("none.toml").toString()))
                .isNotEqualTo(Exit.OK);
        assertThat(said()).contains("none.toml").contains("no such file").doesNotContain("Exception");
    }

    @Test
    void anAddressThatIsTakenIsSaidWithTheOption() throws Exception {
        Path store = directory.resolve("store");
        assertThat(slime("fmt-dir", store.toString())).isEqualTo(Exit.OK);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(slime("chunk-server", "--listen", "127.0.0.1:" + taken.getLocalPort(), store.toString()))
                    .isEqualTo(Exit.FAILED);
        }
        assertThat(said()).contains("cannot listen at 127.0.0.1").contains("-listen");
    }
}
