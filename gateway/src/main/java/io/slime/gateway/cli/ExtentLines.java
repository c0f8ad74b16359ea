package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.Exit;
import java.util.Locale;

/** Prints the lines that tell of an object's extents, and finds the exit code. */
final class ExtentLines {
    private final Session session;
    private int exit = Exit.OK;

    ExtentLines(Session session) {
        this.session = session;
    }

    void take(JsonNode line) {
        boolean end = line.path("type").asText().equals("end");
        if (end) {
            exit = switch (line.path("state").asText()) {
                case "whole" -> Exit.OK;
                case "problems" -> Exit.DEGRADED;
                default -> Exit.LOST;
            };
        }
        if (!session.people()) {
            session.terminal().out().println(line);
        } else if (!end) {
            session.terminal().out().print(text(line));
        }
        if (end) {
            session.terminal().out().flush();
            session.done(end(line));
        }
    }

    int exit() {
        return exit;
    }

    private static String text(JsonNode line) {
        return switch (line.path("type").asText()) {
            case "digest" ->
                line.path("name").asText()
                        + (line.path("right").asBoolean()
                                ? ": right\n"
                                : ": WRONG, is " + line.path("found").asText() + " instead of "
                                        + line.path("expected").asText() + "\n");
            case "unreadable" -> "unreadable: " + line.path("detail").asText() + "\n";
            default -> extent(line);
        };
    }

    private static String extent(JsonNode line) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "content %s extent %d: bytes %,d to %,d, %d of %d, %d good%n",
                line.path("content").asText(),
                line.path("extent").asInt(),
                line.path("start").asLong(),
                line.path("start").asLong() + line.path("length").asLong() - 1,
                line.path("need").asInt(),
                line.path("total").asInt(),
                line.path("good").asInt()));
        Table table = new Table(">  chunk", "state", "store", "name");
        for (JsonNode chunk : line.path("chunks")) {
            String detail = chunk.path("detail").asText("");
            table.row(
                    chunk.path("chunk").asText(),
                    chunk.path("state").asText() + (detail.isEmpty() ? "" : ": " + detail),
                    Human.text(chunk.path("store")),
                    Human.text(chunk.path("name")));
        }
        return text.append(table).toString();
    }

    private static String end(JsonNode line) {
        return String.format(
                Locale.ROOT,
                "%s: %s in %,d extents, %,d chunks good, %,d bad: %s.",
                line.path("path").asText(),
                Human.bytes(line.path("size")),
                line.path("extents").asLong(),
                line.path("chunks").asLong(),
                line.path("bad").asLong(),
                line.path("state").asText());
    }
}
