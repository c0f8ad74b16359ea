package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime meta accept}: ends the freeze that begins when the database went back in time. Looks first, and asks. */
@Command(
        name = "accept",
        description =
                "Compare the stores with the database after it went back in time; adopt or discard what is foreign.")
final class MetaAccept implements Callable<Integer> {
    private static final long POLL_MILLIS = 300;

    @Mixin
    private final Remote remote;

    @ArgGroup
    private @Nullable Choice choice;

    @Option(names = "--dry-run", description = "only look, which is also what happens without a choice")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    MetaAccept(Globals globals) {
        this.remote = new Remote(globals);
    }

    /** What is to be done. */
    private static final class Choice {
        @Option(
                names = "--adopt",
                description = "what the database does not know becomes what is at its path, if newer")
        private boolean adopt;

        @Option(names = "--discard", description = "what the database does not know is deleted")
        private boolean discard;

        @Option(
                names = "--take-over",
                paramLabel = "CLUSTER",
                description = "an empty database takes over the stores of that cluster")
        private @Nullable String cluster;
    }

    @Override
    public Integer call() throws InterruptedException {
        Session session = remote.open();
        if (choice != null && choice.cluster != null) {
            return takeOver(session, choice.cluster);
        }
        JsonNode look = run(session, "", true);
        demandStores(session, look);
        if (dryRun || choice == null || !(choice.adopt || choice.discard)) {
            session.print(look, MetaAccept::text);
            return problems(look) ? Exit.DEGRADED : Exit.OK;
        }
        String mode = choice.discard ? "discard" : "adopt";
        session.confirm(
                yes,
                text(look) + (choice.discard ? "Discard and delete" : "Adopt") + " what the database does not know?",
                mode);
        return session.print(run(session, mode, false), MetaAccept::text);
    }

    private static Integer takeOver(Session session, String cluster) {
        session.client().post("/meta/take-over", session.client().object().put("cluster", cluster));
        return session.done("The database takes over the stores of cluster " + cluster
                + ". Start all gateways anew, then: slime meta accept");
    }

    /** Stores of other clusters are left alone; but when there are no others, the database is not the one of these stores. */
    private static void demandStores(Session session, JsonNode look) {
        JsonNode others = look.path("other_clusters");
        if (!others.isEmpty() && look.path("chunks").asLong() > 0) {
            session.done("Stores of another cluster answer too, and are left alone: " + others);
        } else if (!others.isEmpty()) {
            throw new CommandFailure(
                    Exit.FAILED,
                    "stores answer that belong to another cluster: " + others,
                    "slime meta rebuild brings the database back from them; slime meta accept --take-over "
                            + others.path(0).asText() + " begins with an empty one");
        }
    }

    private static JsonNode run(Session session, String mode, boolean dry) throws InterruptedException {
        session.client()
                .post(
                        "/meta/accept",
                        session.client()
                                .object()
                                .put("mode", mode.isEmpty() ? null : mode)
                                .put("dry_run", dry));
        JsonNode state = session.client().get("/meta/accept");
        while (state.path("state").asText().equals("running")) {
            Thread.sleep(POLL_MILLIS);
            state = session.client().get("/meta/accept");
        }
        if (state.path("state").asText().equals("failed")) {
            throw new CommandFailure(Exit.FAILED, state.path("error").asText());
        }
        return state;
    }

    private static boolean problems(JsonNode look) {
        return !look.path("frozen").isNull()
                || look.path("contents").path("whole").path("count").asLong() > 0;
    }

    private static String text(JsonNode report) {
        boolean done = report.path("state").asText().equals("done");
        String frozen = report.path("frozen").asText("");
        StringBuilder text = new StringBuilder();
        text.append(Human.count(report.path("chunks"))).append(" chunks were looked at.\n");
        if (!report.path("frozen").isNull() && !frozen.isEmpty()) {
            text.append("Deletion is frozen: ").append(frozen).append('\n');
        } else {
            text.append("Deletion goes on.\n");
        }
        Table table = new Table("OBJECTS AND PARTS", "COUNT", "BYTES");
        for (List<String> line : List.of(
                List.of("whole", done ? "left as they were" : "could be adopted"),
                List.of("adopted", "adopted"),
                List.of("superseded", "older than what is at their path"),
                List.of("incomplete", "too few chunks are there"),
                List.of("upload_unknown", "parts of uploads that are not known"),
                List.of("refused", "could not be read or published; the log says why"))) {
            JsonNode count = report.path("contents").path(line.getFirst());
            if (count.path("count").asLong() > 0) {
                table.row(line.getLast(), Human.count(count.path("count")), Human.bytes(count.path("bytes")));
            }
        }
        if (report.path("contents").findValues("count").stream().anyMatch(count -> count.asLong() > 0)) {
            text.append(table);
        } else {
            text.append("The database knows everything that the stores hold.\n");
        }
        if (report.path("moved").asLong() == 0) {
            return text.toString();
        }
        text.append(Human.count(report.path("moved")))
                .append(done ? " chunks were adopted on other stores." : " chunks are on other stores than known.")
                .append('\n');
        return text.toString();
    }
}
