package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.http.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The documents of the admin API. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A document of that schema, version 1. */
    static ObjectNode document(String thing) {
        return object().put("schema", "slime." + thing + "/1");
    }

    static Answer answer(ObjectNode document) {
        return answer(200, document);
    }

    static Answer answer(int status, ObjectNode document) {
        return Answer.of(status, "application/json", (document + "\n").getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    static ObjectNode putTime(ObjectNode node, String name, Optional<Instant> time) {
        return node.put(
                name,
                time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null));
    }
}
