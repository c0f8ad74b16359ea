package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime df}: space, per store and in all. */
@Command(name = "df", description = "Show space, per store and in all.")
final class DfCommand implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    DfCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/status"), DfCommand::text);
    }

    static String text(JsonNode status) {
        Table table = new Table("STORE", ">SIZE", ">USED", ">FREE", ">USE%");
        for (JsonNode store : status.path("stores")) {
            table.row(
                    StoreTable.name(store),
                    Human.bytes(store.path("capacity")),
                    Human.bytes(store.path("used")),
                    Human.bytes(store.path("free")),
                    percent(store.path("used"), store.path("capacity")));
        }
        JsonNode all = status.path("capacity");
        table.row(
                "all",
                Human.bytes(all.path("capacity")),
                Human.bytes(all.path("used")),
                Human.bytes(all.path("free")),
                percent(all.path("used"), all.path("capacity")));
        JsonNode redundancy = status.path("redundancy");
        return table + "At " + redundancy.path("need").asInt() + " of "
                + redundancy.path("total").asInt() + ": "
                + Human.bytes(all.path("data")) + " data kept, " + Human.bytes(all.path("usable_free"))
                + " more fit.\n" + quotas(status.path("quotas"));
    }

    private static String quotas(JsonNode quotas) {
        if (quotas.isEmpty()) {
            return "";
        }
        Table table = new Table("QUOTA", ">USED", ">OF", ">USE%", ">OBJECTS", ">OF");
        for (JsonNode quota : quotas) {
            table.row(
                    quota.path("of").asText() + " " + quota.path("name").asText(),
                    Human.bytes(quota.path("used_bytes")),
                    Human.bytes(quota.path("bytes")),
                    percent(quota.path("used_bytes"), quota.path("bytes")),
                    BucketCommand.number(quota.path("used_objects")),
                    Human.count(quota.path("objects")));
        }
        return "\n" + table;
    }

    private static String percent(JsonNode part, JsonNode whole) {
        return part.isNumber() && whole.asLong() > 0 ? part.asLong() * 100 / whole.asLong() + "%" : "-";
    }
}
