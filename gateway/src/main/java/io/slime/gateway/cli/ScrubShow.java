package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime scrub status}: how far the stores have verified their chunks. */
@Command(
        name = "status",
        description = "Show how far the stores have verified their chunks; exit 3 if that found damaged ones.")
final class ScrubShow implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "UUID or name, or a part that only one store has; all stores without it")
    private @Nullable String store;

    ScrubShow(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode scrub = session.client().get("/scrub");
        if (store != null) {
            String uuid = StoreChoice.find(session.client(), store).path("uuid").asText();
            var one =
                    session.client().object().put("schema", scrub.path("schema").asText());
            var list = one.putArray("stores");
            scrub.path("stores").forEach(each -> {
                if (each.path("uuid").asText().equals(uuid)) {
                    list.add(each);
                }
            });
            scrub = one;
        }
        session.print(
                scrub,
                answer -> table(answer, session.terminal().clock().instant()).toString());
        for (JsonNode each : scrub.path("stores")) {
            if (each.path("last").path("damaged").asLong()
                            + each.path("running").path("damaged").asLong()
                    > 0) {
                return Exit.DEGRADED;
            }
        }
        return Exit.OK;
    }

    private static Table table(JsonNode scrub, Instant now) {
        Table table = new Table(
                "STORE",
                "STATE",
                "LAST FULL PASS",
                ">CHUNKS",
                ">BYTES",
                ">DAMAGED",
                ">THIS PASS",
                ">RATE",
                ">LEFT",
                "");
        for (JsonNode store : scrub.path("stores")) {
            JsonNode last = store.path("last");
            JsonNode running = store.path("running");
            long damaged =
                    last.path("damaged").asLong() + running.path("damaged").asLong();
            table.row(
                    StoreTable.name(store),
                    store.path("state").asText(),
                    Human.ago(last.path("finished"), now),
                    Human.count(last.path("chunks")),
                    Human.bytes(last.path("bytes")),
                    damaged == 0 ? "-" : String.format(Locale.ROOT, "%,d", damaged),
                    progress(running),
                    running.path("rate").asLong() == 0 ? "-" : Human.bytes(running.path("rate")) + "/s",
                    running.path("eta_seconds").isNumber()
                            ? Human.duration(Duration.ofSeconds(
                                    running.path("eta_seconds").asLong()))
                            : "-",
                    store.path("reason").asText(""));
        }
        return table;
    }

    private static String progress(JsonNode running) {
        if (!running.isObject()) {
            return "-";
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d",
                running.path("chunks").asLong(),
                running.path("total").asLong());
    }
}
