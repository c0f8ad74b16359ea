package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime store show}: all about one store. */
@Command(name = "show", description = "Show one store.")
final class StoreShow implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "STORE", description = "UUID or name, or a part that only one store has")
    private String store = "";

    StoreShow(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode found = StoreChoice.find(session.client(), store);
        return session.print(
                found, node -> text(node, session.terminal().clock().instant()));
    }

    private static String text(JsonNode store, Instant now) {
        Facts facts = new Facts()
                .add("name", store.path("name"))
                .add("uuid", store.path("uuid"))
                .add("url", store.path("url"))
                .add("domain", store.path("domain"))
                .add("state", store.path("state"))
                .add("reachable", store.path("reachable"))
                .add("last seen", Human.ago(store.path("last_seen"), now))
                .add("capacity", Human.bytes(store.path("capacity")))
                .add("used", Human.bytes(store.path("used")))
                .add("free", Human.bytes(store.path("free")))
                .add("chunks", Human.count(store.path("chunks")))
                .add("extents", Human.count(store.path("extents")))
                .add("quarantined", Human.count(store.path("quarantined")))
                .add("verified", Human.ago(store.path("scrub").path("last").path("finished"), now));
        return facts.add("error", store.path("error")).toString();
    }
}
