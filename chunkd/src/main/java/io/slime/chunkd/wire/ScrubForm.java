package io.slime.chunkd.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.ScrubStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a store has verified its chunks, in JSON; what is absent is left out. */
final class ScrubForm {
    private ScrubForm() {}

    static ObjectNode node(ScrubStatus scrub) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        scrub.last()
                .ifPresent(pass -> node.putObject("last")
                        .put("started", pass.started().toString())
                        .put("finished", pass.finished().toString())
                        .put("chunks", pass.chunks())
                        .put("bytes", pass.bytes())
                        .put("damaged", pass.damaged()));
        scrub.running().ifPresent(pass -> {
            ObjectNode running = node.putObject("running")
                    .put("started", pass.started().toString())
                    .put("chunks", pass.chunks())
                    .put("total", pass.total())
                    .put("bytes", pass.bytes())
                    .put("damaged", pass.damaged())
                    .put("rate", pass.rate());
            pass.left().ifPresent(left -> running.put("eta_seconds", left.toSeconds()));
        });
        node.put("paused", scrub.paused());
        scrub.reason().ifPresent(reason -> node.put("reason", reason));
        return node;
    }

    /** A server of an earlier release says nothing about it, or less. */
    static ScrubStatus parse(@Nullable JsonNode node) {
        if (node == null) {
            return ScrubStatus.NONE;
        }
        return new ScrubStatus(
                Optional.ofNullable(node.get("last")).map(ScrubForm::last),
                Optional.ofNullable(node.get("running")).map(ScrubForm::running),
                node.path("paused").asBoolean(),
                node.has("reason") ? Optional.of(Json.text(node, "reason")) : Optional.empty());
    }

    private static ScrubStatus.Pass last(JsonNode node) {
        return new ScrubStatus.Pass(
                time(node, "started"),
                time(node, "finished"),
                Json.number(node, "chunks"),
                Json.number(node, "bytes"),
                Json.number(node, "damaged"));
    }

    private static ScrubStatus.Running running(JsonNode node) {
        return new ScrubStatus.Running(
                time(node, "started"),
                Json.number(node, "chunks"),
                Json.number(node, "total"),
                Json.number(node, "bytes"),
                Json.number(node, "damaged"),
                Json.number(node, "rate"),
                node.has("eta_seconds")
                        ? Optional.of(Duration.ofSeconds(Json.number(node, "eta_seconds")))
                        : Optional.empty());
    }

    private static Instant time(JsonNode node, String name) {
        return Json.time(node, name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not there"));
    }
}
