package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime events}: what was changed, by whom. */
@Command(name = "events", description = "Show what was changed, by whom, from where; the latest last.")
final class EventsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    @Mixin
    private final Remote remote;

    @Option(names = "--limit", paramLabel = "N", description = "so many of the latest, 1…1000 (100)")
    private int limit = 100;

    @Option(names = "--follow", description = "go on with those that come, until interrupted")
    private boolean follow;

    EventsCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws InterruptedException {
        Session session = remote.open();
        JsonNode page = session.client().get("/events?limit=" + limit);
        if (!follow) {
            return session.print(page, EventsCommand::text);
        }
        while (true) {
            page.path("events")
                    .forEach(event ->
                            session.terminal().out().println(session.people() ? line(event) : event.toString()));
            session.terminal().out().flush();
            TimeUnit.SECONDS.sleep(1);
            page = session.client()
                    .get("/events?limit=" + PAGE + "&after=" + page.path("next").asLong());
        }
    }

    private static String text(JsonNode page) {
        StringBuilder text = new StringBuilder();
        page.path("events").forEach(event -> text.append(line(event)).append('\n'));
        return text.toString();
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
