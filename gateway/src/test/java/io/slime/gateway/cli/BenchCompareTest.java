package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCompareTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private int compare(String... args) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                Map.of(),
                Clock.systemUTC());
        String[] all = new String[args.length + 2];
        all[0] = "bench";
        all[1] = "compare";
        System.arraycopy(args, 0, all, 2, args.length);
        return Slime.run(terminal, all);
    }

    /** A file with a record for each rate, of one PUT of 100 us. */
    private String file(String name, int size, int... rates) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int rate : rates) {
            text.append("{\"schema\":\"slime.bench/1\",\"size\":" + size
                    + ",\"clients\":32,\"objects\":50,\"signed\":false,"
                    + "\"results\":[{\"op\":\"PUT\",\"per_second\":" + rate + ",\"server_cpu_micros\":100}]}\n");
        }
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void whatIsMoreThanChanceIsSaidOfEachFigure() throws IOException {
        assertThat(compare(file("before", 4096, 1000, 1010, 990), file("after", 4096, 1500, 1490, 1600)))
                .isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("PUT +per second +1000 +1500 +\\+50[.]0% +better")
                .containsPattern("PUT +server cpu micros +100 +100 +\\+0[.]0% +noise")
                .doesNotContain("p99", "Fewer");
    }

    @Test
    void programsGetTheSame() throws IOException {
        assertThat(compare("-o", "json", file("before", 4096, 1000), file("after", 4096, 900)))
                .isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"slime.bench.compare/1\"")
                .containsPattern("\"rounds_before\" *: *1,")
                .containsPattern("\"verdict\" *: *\"too_few\"");
    }

    @Test
    void fewRoundsAreSaidToBeTooFew() throws IOException {
        assertThat(compare(file("before", 4096, 1000), file("after", 4096, 900)))
                .isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("too few", "--rounds 5");
    }

    @Test
    void recordsOfDifferentLoadsAreNotCompared() throws IOException {
        assertThat(compare(file("before", 4096, 1000), file("after", 65536, 900)))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("different loads", "size=65536");
    }

    @Test
    void whatIsNoRecordIsNamed() throws IOException {
        String good = file("before", 4096, 1000);
        for (String text : new String[] {"", "hello", "{\"schema\":\"other\"}", "{", "[]"}) {
            err.reset();
            Path bad = Files.writeString(directory.resolve("bad"), text);
            assertThat(compare(good, bad.toString())).isEqualTo(Exit.FAILED);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("error: " + bad)
                    .doesNotContain("Exception");
        }
        assertThat(compare(good, directory.resolve("none").toString())).isEqualTo(Exit.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot read");
    }
}
