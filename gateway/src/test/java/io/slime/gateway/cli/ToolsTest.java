package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.cli.client.Exit;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no server: completion, manual, configuration; and what a Nagios plugin says. */
final class ToolsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory = Path.of("");

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

    @Test
    void completionIsAScriptThatBashTakes() throws Exception {
        assertThat(slime("completion", "bash")).isEqualTo(Exit.OK);
        Path script = Files.write(directory.resolve("slime.bash"), out.toByteArray());
        assertThat(Files.readString(script)).contains("bucket").contains("quota");
        Process bash =
                new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
        assertThat(bash.waitFor()).isZero();
        assertThat(slime("completion", "zsh")).isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("autoload");
        assertThat(slime("completion", "fish")).isEqualTo(Exit.USAGE);
    }

    @Test
    void everyCommandHasAManualPage() throws IOException {
        assertThat(slime("man", directory.resolve("man1").toString())).isEqualTo(Exit.OK);
        try (GZIPInputStream page =
                new GZIPInputStream(Files.newInputStream(directory.resolve("man1/slime-bucket-quota.1.gz")))) {
            assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith(".TH SLIME\\-BUCKET\\-QUOTA 1")
                    .contains(".SH SYNOPSIS")
                    .contains("\\fB\\-\\-bytes SIZE\\fR");
        }
        assertThat(directory.resolve("man1/slime.1.gz")).exists();
    }

    @Test
    void aConfigurationIsCheckedAndEveryProblemSaid() throws IOException {
        assertThat(slime("config", "check", "--config", "../conf/server.toml"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isIn(Exit.OK, Exit.USAGE);
        Path wrong = Files.writeString(directory.resolve("wrong.toml"), "[s3]\nlisten = \"nowhere\"\nregoin = \"x\"\n");
        assertThat(slime("config", "check", "--config", wrong.toString())).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("regoin")
                .contains("region")
                .contains("nowhere");
    }

    @Test
    void whatIsMistypedIsAnsweredWithWhatWasMeant() {
        assertThat(slime("bukcet", "list")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("did you mean")
                .contains("bucket");
    }

    @Test
    void nagiosGetsAWordASentenceAndFigures() throws IOException {
        var status = new JsonMapper().readTree("""
                {"state":"degraded","safety":"2 of 3.","problems":[{"reason":"a | b is away"}],
                 "stores":[{"reachable":true},{"reachable":false}],
                 "capacity":{"capacity":100,"used":40,"usable_free":30}}""");
        assertThat(NagiosLine.of(status))
                .isEqualTo("SLIME WARNING - a / b is away | stores=1;;;0;2 used=40B;;;0;100 usable_free=30B");
        assertThat(NagiosLine.exit(status)).isEqualTo(1);
    }
}
