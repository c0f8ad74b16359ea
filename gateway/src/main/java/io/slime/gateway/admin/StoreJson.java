package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import java.util.Optional;

/** A store as the admin API shows it. */
final class StoreJson {
    private StoreJson() {}

    static boolean conflict(StoreView store) {
        return store.error().filter(error -> error.startsWith("CONFLICT")).isPresent();
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
        store.scrub().ifPresent(scrub -> ScrubJson.put(node.putObject("scrub"), scrub));
        node.put("error", store.error().orElse(null));
        Can.of(node)
                .put("dead", store.dead(), "it is dead already")
                .put("undead", !store.dead(), "it is not dead")
                .put("scrub", !store.connected(), "it does not answer")
                .put("delete", whyNotDelete(store, extents));
        return node;
    }

    private static Optional<String> whyNotDelete(StoreView store, long extents) {
        if (!store.dead()) {
            return Optional.of("it is not dead: mark it dead first");
        }
        if (store.connected()) {
            return Optional.of("it still answers: take its drive or chunk server away first");
        }
        return extents == 0
                ? Optional.empty()
                : Optional.of(Safety.count(extents, "extent") + " still count on it: wait until repair has moved them");
    }
}
