package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The table of stores, as {@code slime status} and {@code slime store list} show it. */
final class StoreTable {
    private StoreTable() {}

    static Table of(JsonNode stores, Instant now, boolean wide) {
        Table table = wide
                ? new Table(
                        "STORE",
                        "STATE",
                        ">USED",
                        ">FREE",
                        ">QUAR",
                        "LAST SEEN",
                        "",
                        "UUID",
                        "DOMAIN",
                        "URL",
                        ">CHUNKS")
                : new Table("STORE", "STATE", ">USED", ">FREE", ">QUAR", "LAST SEEN", "");
        for (JsonNode store : stores) {
            String name = name(store);
            String state = state(store);
            String used = Human.bytes(store.path("used"));
            String free = Human.bytes(store.path("free"));
            String quarantined = Human.count(store.path("quarantined"));
            String seen = store.path("reachable").asBoolean() ? "now" : Human.ago(store.path("last_seen"), now);
            String error = store.path("error").asText("");
            if (wide) {
                table.row(
                        name,
                        state,
                        used,
                        free,
                        quarantined,
                        seen,
                        error,
                        Human.text(store.path("uuid")),
                        Human.text(store.path("domain")),
                        Human.text(store.path("url")),
                        Human.count(store.path("chunks")));
            } else {
                table.row(name, state, used, free, quarantined, seen, error);
            }
        }
        return table;
    }

    /** What people call a store: its name, else its UUID. */
    static String name(JsonNode store) {
        String name = Human.text(store.path("name"));
        return name.equals("-") ? Human.text(store.path("uuid")) : name;
    }

    private static String state(JsonNode store) {
        if (store.path("conflict").asBoolean()) {
            return "CONFLICT";
        }
        boolean reachable = store.path("reachable").asBoolean();
        if (store.path("state").asText().equals("DEAD")) {
            return reachable ? "dead" : "dead, unreachable";
        }
        return reachable ? "connected" : "UNREACHABLE";
    }
}
