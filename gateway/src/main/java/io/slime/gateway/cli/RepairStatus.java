package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.Exit;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime repair status}: what lacks chunks and how the repair gets on. */
@Command(
        name = "status",
        description = "Show what lacks chunks, and how the repair gets on; exit 3 while something does.")
final class RepairStatus implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    RepairStatus(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode repair = session.client().get("/repair");
        session.print(repair, RepairStatus::text);
        return repair.path("waiting").asLong() == 0 ? Exit.OK : Exit.DEGRADED;
    }

    static String text(JsonNode repair) {
        StringBuilder text = new StringBuilder();
        text.append("state: ").append(repair.path("state").asText());
        if (repair.path("reason").isTextual()) {
            text.append(", ").append(repair.path("reason").asText());
        }
        long waiting = repair.path("waiting").asLong();
        text.append('\n');
        if (waiting == 0) {
            return text.append("Nothing lacks chunks.\n").toString();
        }
        text.append(String.format(Locale.ROOT, "%,d extents lack chunks", waiting));
        if (repair.path("done").isNumber()) {
            text.append(String.format(
                    Locale.ROOT,
                    ", %,d are repaired since this began",
                    repair.path("done").asLong()));
        }
        if (repair.path("rate").asLong() > 0) {
            text.append(", ").append(Human.bytes(repair.path("rate"))).append("/s");
        }
        if (repair.path("eta_seconds").isNumber()) {
            text.append(", about ")
                    .append(Human.duration(
                            Duration.ofSeconds(repair.path("eta_seconds").asLong())))
                    .append(" left");
        }
        text.append(".\n");
        Table table = new Table("MAY STILL LOSE", ">EXTENTS");
        for (JsonNode group : repair.path("by_spare")) {
            int spare = group.path("spare").asInt();
            table.row(spare < 0 ? "unreadable" : spare + " chunks", Human.count(group.path("extents")));
        }
        text.append(table);
        for (JsonNode later : repair.path("postponed")) {
            text.append(String.format(
                    Locale.ROOT,
                    "waits: %,d extents: %s%n",
                    later.path("extents").asLong(),
                    later.path("reason").asText()));
        }
        return text.toString();
    }
}
