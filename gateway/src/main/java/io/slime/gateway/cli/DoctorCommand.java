package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.account.KeyMark;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.wiring.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime doctor}: what is set up so that data will be lost one day. */
@Command(
        name = "doctor",
        description =
                "Find what is set up wrong: stores on one drive, no backup, no copy of the master key, clocks, and more.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Option(
            names = "--master-key-copy",
            paramLabel = "FILE",
            description =
                    "show a copy of the master key, so that the server knows that there is one; the key stays here")
    private @Nullable Path copy;

    DoctorCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode report = copy == null
                ? session.client().get("/doctor")
                : session.client()
                        .put(
                                "/doctor/master-key-copy",
                                session.client().object().put("mark", mark(copy)));
        session.print(report, DoctorCommand::text);
        return report.path("problems").asInt() == 0 ? Exit.OK : Exit.DEGRADED;
    }

    private static String mark(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!text.matches("[0-9a-fA-F]{64}")) {
                throw new CommandFailure(Exit.FAILED, file + " is no master key: it must hold 64 hexadecimal digits");
            }
            return KeyMark.of(HexFormat.of().parseHex(text));
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + file + ": " + e.getMessage());
        }
    }

    static String text(JsonNode report) {
        StringBuilder text = new StringBuilder();
        for (JsonNode finding : report.path("findings")) {
            text.append(line(
                    finding.path("level").asText(),
                    finding.path("what").asText(),
                    finding.path("found").asText()));
            if (finding.path("next").isTextual()) {
                text.append("                          next: ")
                        .append(finding.path("next").asText())
                        .append('\n');
            }
        }
        String server = report.path("version").asText();
        if (!server.equals(Version.current())) {
            text.append(line("warn", "version", "the server is " + server + ", this command " + Version.current()));
        }
        int problems = report.path("problems").asInt();
        return text.append(
                        problems == 0
                                ? "No problem found.\n"
                                : problems + (problems == 1 ? " problem\n" : " problems\n"))
                .toString();
    }

    private static String line(String level, String what, String found) {
        String word = level.equals("fail") ? "FAIL" : level;
        return String.format(Locale.ROOT, "  %-4s  %-16s  %s%n", word, what, found);
    }
}
