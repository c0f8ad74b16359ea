package io.slime.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.util.Optional;

/** A small JSON object that a page sent. */
final class Body {
    private static final int MOST_BYTES = 16 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode node;

    private Body(JsonNode node) {
        this.node = node;
    }

    /** Reads it: at most 16 KiB. */
    static Body of(HttpCall call) throws IOException {
        byte[] bytes = call.body().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Denied(413, "the body is longer than " + MOST_BYTES + " bytes");
        }
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node.isObject()) {
                return new Body(node);
            }
        } catch (JsonProcessingException e) {
            throw new Denied(400, "the body is not JSON");
        }
        throw new Denied(400, "the body must be a JSON object");
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new Denied(400, "'" + name + "' must be a text"));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    long number(String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Denied(400, "'" + name + "' must be a whole number");
        }
        return value.longValue();
    }
}
