package io.slime.chunkd.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/** JSON texts, and the strict reading of what stands in them. What is unknown in them is left alone: it is of a newer release. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new IllegalArgumentException("no JSON: the body is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    static Iterable<JsonNode> array(JsonNode node, String what) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(what + " is not an array");
        }
        return node;
    }

    static String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is not there or no text");
        }
        return value.asText();
    }

    static long number(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 0) {
            throw new IllegalArgumentException("'" + name + "' is not there or no whole number ≥ 0");
        }
        return value.asLong();
    }

    static Optional<Instant> time(JsonNode object, String name) {
        if (!object.has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text(object, name)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + name + "' is no time: " + e.getMessage(), e);
        }
    }

    static UUID uuid(JsonNode object, String name) {
        return Route.uuid(text(object, name))
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no UUID in lower case"));
    }
}
