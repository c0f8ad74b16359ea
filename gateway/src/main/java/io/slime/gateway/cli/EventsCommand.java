package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Quantity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime events}: what was changed, by whom; or what was asked. */
@Command(
        name = "events",
        description =
                "Show what was changed, by whom, from where; or the last requests of this gateway. The latest last.")
final class EventsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    @Mixin
    private final Remote remote;

    @Option(names = "--limit", paramLabel = "N", description = "so many of the latest, 1…1000 (100)")
    private int limit = 100;

    @Option(names = "--follow", description = "go on with those that come, until interrupted")
    private boolean follow;

    @Option(names = "--requests", description = "the last requests by S3 and /data to this gateway, instead of changes")
    private boolean requests;

    @Option(names = "--failed", description = "with --requests: only those that were refused, failed or broke off")
    private boolean failed;

    @Option(
            names = "--slower",
            paramLabel = "DURATION",
            description = "with --requests: only those that took as long, such as 500ms")
    private String slower = "";

    @Option(
            names = "--who",
            paramLabel = "KEY",
            description = "with --requests: only those of that access key, or user of /data")
    private String who = "";

    EventsCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!requests && (failed || !slower.isEmpty() || !who.isEmpty())) {
            throw new CommandFailure(Exit.USAGE, "--failed, --slower and --who choose among --requests");
        }
        Session session = remote.open();
        String route = requests ? "/requests" : "/events";
        String chosen = requests ? chosen() : "";
        JsonNode page = session.client().get(route + "?limit=" + limit + chosen);
        if (!follow) {
            return session.print(page, this::text);
        }
        while (true) {
            rows(page)
                    .forEach(
                            row -> session.terminal().out().println(session.people() ? describe(row) : row.toString()));
            session.terminal().out().flush();
            TimeUnit.SECONDS.sleep(1);
            page = session.client()
                    .get(route + "?limit=" + PAGE + "&after="
                            + page.path("next").asLong() + chosen);
        }
    }

    private String chosen() {
        StringBuilder query = new StringBuilder(failed ? "&failed=true" : "");
        try {
            query.append(
                    slower.isEmpty()
                            ? ""
                            : "&slower=" + Quantity.duration(slower).toMillis());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "--slower: " + e.getMessage());
        }
        return query.append(who.isEmpty() ? "" : "&who=" + URLEncoder.encode(who, StandardCharsets.UTF_8))
                .toString();
    }

    private JsonNode rows(JsonNode page) {
        return page.path(requests ? "requests" : "events");
    }

    private String describe(JsonNode row) {
        return requests ? requestLine(row) : line(row);
    }

    private String text(JsonNode page) {
        StringBuilder text = new StringBuilder();
        rows(page).forEach(row -> text.append(describe(row)).append('\n'));
        return text.toString();
    }

    static String requestLine(JsonNode request) {
        String error = request.path("error").asText("");
        return Human.text(request.path("at")) + "  " + Human.text(request.path("who")) + " from "
                + Human.text(request.path("from")) + "  "
                + request.path("status").asInt()
                + (request.path("whole").asBoolean() ? "" : "!") + (error.isEmpty() ? "" : " " + error) + "  "
                + Human.text(request.path("operation")) + " " + Human.text(request.path("path")) + "  "
                + request.path("microseconds").asLong() / 1000 + " ms  "
                + Human.text(request.path("request_id"));
    }

    static String line(JsonNode event) {
        return Human.text(event.path("at")) + "  " + Human.text(event.path("user")) + " from "
                + Human.text(event.path("from")) + "  " + Human.text(event.path("what")) + "  "
                + Human.text(event.path("subject")) + difference(event.path("before"), event.path("after"));
    }

    /** The fields that differ, each with what it was and is. */
    private static String difference(JsonNode before, JsonNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        if (before.isMissingNode() || after.isMissingNode()) {
            return after.isMissingNode() ? "" : "  is new";
        }
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (!was.equals(is)) {
                text.append("  ")
                        .append(name)
                        .append(": ")
                        .append(was.isMissingNode() ? "-" : was)
                        .append(" → ")
                        .append(is.isMissingNode() ? "-" : is);
            }
        }
        return text.toString();
    }
}
