package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.gateway.cluster.StoreView;

/** A store as the admin API shows it. */
final class StoreJson {
    private StoreJson() {}

    static boolean conflict(StoreView store) {
        return store.error().filter(error -> error.startsWith("CONFLICT")).isPresent();
    }

    private static void put(ObjectNode node, ScrubStatus scrub) {
        Json.putTime(node, "finished", scrub.finished());
        node.put("found", scrub.found());
        Json.putTime(node, "started", scrub.started());
        node.put("chunks", scrub.chunks()).put("bytes", scrub.bytes()).put("damaged", scrub.damaged());
    }

    /** Fills the object; {@code extents} still count on the store. */
    static ObjectNode put(ObjectNode node, StoreView store, long extents) {
        node.put("uuid", store.uuid().toString())
                .put("name", store.name())
                .put("url", store.url().startsWith("local:") ? null : store.url())
                .put("domain", store.domain())
                .put("state", store.dead() ? "DEAD" : "ACTIVE")
                .put("reachable", store.connected())
                .put("conflict", conflict(store));
        Json.putTime(node, "last_seen", store.lastSeen())
                .put("capacity", store.capacity())
                .put("used", Math.max(0, store.capacity() - store.free()))
                .put("free", store.free())
                .put("chunks", store.chunks())
                .put("quarantined", store.quarantined())
                .put("extents", extents)
                .put("drive", store.drive().orElse(null));
        store.scrub().ifPresent(scrub -> put(node.putObject("scrub"), scrub));
        return node.put("error", store.error().orElse(null));
    }
}
