package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.Exit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime durability}: what may fail, and what would be gone without some stores. */
@Command(
        name = "durability",
        description = {
            "Show what may fail without losing data.",
            "With --without, list the objects that could not be read without these stores (exit 4 if there are any)."
        })
final class DurabilityCommand implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Option(
            names = "--without",
            paramLabel = "STORE",
            arity = "1..*",
            description = "stores to think away: UUID or name, or a part that only one store has")
    private List<String> without = new ArrayList<>();

    DurabilityCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return without.isEmpty() ? report(session) : list(session);
    }

    private static int report(Session session) {
        JsonNode report = session.client().get("/durability");
        session.print(report, DurabilityCommand::text);
        return report.path("unreadable").path("extents").asLong() > 0
                ? Exit.LOST
                : report.path("any_stores").asInt(1) == 0 ? Exit.DEGRADED : Exit.OK;
    }

    private int list(Session session) {
        String uuids = without.stream()
                .map(word ->
                        StoreChoice.find(session.client(), word).path("uuid").asText())
                .collect(Collectors.joining(","));
        long[] found = new long[1];
        session.client().lines("/durability/unreadable?without=" + AdminClient.segment(uuids), line -> {
            if (line.path("type").asText().equals("end")) {
                found[0] = line.path("found").asLong();
                session.terminal().out().flush();
                session.done(end(line));
            } else if (session.people()) {
                session.terminal().out().println(line(line));
            } else {
                session.terminal().out().println(line);
            }
        });
        return found[0] > 0 ? Exit.LOST : Exit.OK;
    }

    private static String line(JsonNode line) {
        String path = line.path("path").asText();
        return switch (line.path("type").asText()) {
            case "version" -> path + "  version " + line.path("version").asText();
            case "upload" -> path + "  upload " + line.path("upload").asText();
            default -> path;
        };
    }

    private static String end(JsonNode end) {
        long extents = end.path("extents").asLong();
        return extents == 0
                ? "Nothing would be lost."
                : String.format(
                        Locale.ROOT,
                        "%,d objects could not be read: %,d extents of %s.",
                        end.path("found").asLong(),
                        extents,
                        Human.bytes(end.path("bytes")));
    }

    static String text(JsonNode report) {
        StringBuilder text = new StringBuilder(Human.text(report.path("safety"))).append("\n\n");
        Table spare = new Table(">spare chunks", ">extents", ">data");
        for (JsonNode row : report.path("spare")) {
            int chunks = row.path("spare").asInt();
            spare.row(
                    chunks < 0 ? "unreadable" : String.valueOf(chunks),
                    Human.count(row.path("extents")),
                    Human.bytes(row.path("bytes")));
        }
        text.append(spare).append('\n');
        Table stores =
                new Table("losing store", "domain", ">extents there", ">unreadable then", ">spare then", ">rebuild");
        for (JsonNode row : report.path("stores")) {
            stores.row(
                    Human.text(row.path("name")),
                    Human.text(row.path("domain")),
                    Human.count(row.path("extents")),
                    Human.count(row.path("unreadable").path("extents")),
                    left(row.path("spare")),
                    rebuild(row));
        }
        text.append(stores).append('\n');
        Table domains = new Table("losing domain", ">extents there", ">unreadable then", ">spare then", ">rebuild");
        for (JsonNode row : report.path("domains")) {
            domains.row(
                    Human.text(row.path("domain")),
                    Human.count(row.path("extents")),
                    Human.count(row.path("unreadable").path("extents")),
                    left(row.path("spare")),
                    rebuild(row));
        }
        return text.append(domains).toString();
    }

    private static String left(JsonNode spare) {
        return !spare.isNumber() ? "-" : spare.asInt() < 0 ? "none" : spare.asText();
    }

    private static String rebuild(JsonNode row) {
        String bytes = Human.bytes(row.path("rebuild_bytes"));
        return row.path("rebuild_bytes").asLong() == 0
                ? "-"
                : row.path("rebuild_seconds").isNumber()
                        ? bytes + " in about "
                                + Human.duration(Duration.ofSeconds(
                                        row.path("rebuild_seconds").asLong()))
                        : bytes + ", too few stores";
    }
}
