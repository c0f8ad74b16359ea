package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime status}: how safe the data is, and what to do about it. */
@Command(name = "status", description = "Show how safe the data is, what is wrong and what to do.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Option(names = "--nagios", description = "one line and the exit code of a Nagios plugin")
    private boolean nagios;

    StatusCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode status = session.client().get("/status");
        if (nagios) {
            session.terminal().out().println(NagiosLine.of(status));
            return NagiosLine.exit(status);
        }
        session.print(status, answer -> text(answer, session.terminal().clock().instant(), session.wide()));
        return switch (status.path("state").asText()) {
            case "ok" -> Exit.OK;
            case "unreadable", "lost" -> Exit.LOST;
            default -> Exit.DEGRADED;
        };
    }

    static String text(JsonNode status, Instant now, boolean wide) {
        StringBuilder text = new StringBuilder(Human.text(status.path("safety"))).append("\n\n");
        line(text, "cluster", Human.text(status.path("cluster")));
        line(
                text,
                "state",
                state(status.path("state").asText()) + "   checked " + Human.ago(status.path("as_of"), now));
        line(text, "spare", spare(status.path("durability")));
        for (JsonNode problem : status.path("problems")) {
            line(text, "reason", Human.text(problem.path("reason")));
            if (problem.path("action").isTextual()) {
                line(text, "action", problem.path("action").asText());
            }
        }
        if (status.path("deletion_frozen").isTextual()) {
            line(
                    text,
                    "frozen",
                    "nothing is deleted: " + status.path("deletion_frozen").asText());
        }
        line(text, "usage", usage(status.path("capacity")));
        for (JsonNode task : status.path("tasks")) {
            if (isWorthALine(task)) {
                line(text, Human.text(task.path("name")), task(task));
            }
        }
        return text.append('\n')
                .append(StoreTable.of(status.path("stores"), now, wide))
                .toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%9s: %s%n", name, value));
    }

    private static String state(String state) {
        return switch (state) {
            case "ok" -> "OK";
            case "degraded" -> "DEGRADED, nothing lost";
            case "unreadable" -> "UNREADABLE, some data cannot be read at present";
            case "lost" -> "LOST, some data cannot be read any more";
            default -> state.toUpperCase(Locale.ROOT);
        };
    }

    private static String spare(JsonNode histogram) {
        StringBuilder text = new StringBuilder();
        for (JsonNode row : histogram) {
            int spare = row.path("spare").asInt();
            long extents = row.path("extents").asLong();
            text.append(text.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%,d extent%s ", extents, extents == 1 ? "" : "s"))
                    .append(spare < 0 ? "unreadable" : "with " + spare);
        }
        return text.isEmpty() ? "nothing is stored" : text.toString();
    }

    private static String usage(JsonNode capacity) {
        return Human.bytes(capacity.path("data")) + " data, " + Human.bytes(capacity.path("used")) + " of "
                + Human.bytes(capacity.path("capacity")) + " used on the drives, "
                + Human.bytes(capacity.path("usable_free")) + " usable free";
    }

    /** Work that is counted, and what keeps a task from working; that all the others take turns is no news. */
    private static boolean isWorthALine(JsonNode task) {
        return task.path("total").asLong() > 0
                || task.path("state").asText().equals("paused")
                || task.path("reason").isTextual();
    }

    private static String task(JsonNode task) {
        if (!task.path("total").isNumber() || task.path("total").asLong() == 0) {
            String reason =
                    task.path("reason").isTextual() ? ": " + task.path("reason").asText() : "";
            return Human.text(task.path("state")) + reason;
        }
        long done = task.path("done").asLong();
        long total = task.path("total").asLong();
        String eta = task.path("eta_seconds").isNumber()
                ? ", about "
                        + Human.duration(
                                Duration.ofSeconds(task.path("eta_seconds").asLong())) + " left"
                : "";
        return String.format(Locale.ROOT, "%,d of %,d (%d%%)%s", done, total, done * 100 / total, eta);
    }
}
