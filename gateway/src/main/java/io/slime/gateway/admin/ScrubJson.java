package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.gateway.cluster.StoreView;
import java.time.Duration;
import java.util.Optional;

/** How far a store has verified its chunks, as the admin API shows it. */
final class ScrubJson {
    private ScrubJson() {}

    /** Unknown as long as the store does not answer. */
    static String state(StoreView store) {
        Optional<ScrubStatus> scrub = store.scrub().filter(told -> store.connected());
        return scrub.map(told -> told.paused() ? "paused" : told.running().isPresent() ? "running" : "idle")
                .orElse("unknown");
    }

    /** Fills the object. */
    static ObjectNode put(ObjectNode node, ScrubStatus scrub) {
        scrub.last().ifPresentOrElse(pass -> put(node.putObject("last"), pass), () -> node.putNull("last"));
        scrub.running().ifPresentOrElse(pass -> put(node.putObject("running"), pass), () -> node.putNull("running"));
        return node.put("paused", scrub.paused()).put("reason", scrub.reason().orElse(null));
    }

    private static void put(ObjectNode node, ScrubStatus.Pass pass) {
        Json.putTime(node, "started", Optional.of(pass.started()));
        Json.putTime(node, "finished", Optional.of(pass.finished()))
                .put("chunks", pass.chunks())
                .put("bytes", pass.bytes())
                .put("damaged", pass.damaged());
    }

    private static void put(ObjectNode node, ScrubStatus.Running pass) {
        Json.putTime(node, "started", Optional.of(pass.started()))
                .put("chunks", pass.chunks())
                .put("total", pass.total())
                .put("bytes", pass.bytes())
                .put("damaged", pass.damaged())
                .put("rate", pass.rate())
                .put("eta_seconds", pass.left().map(Duration::toSeconds).orElse(null));
    }
}
