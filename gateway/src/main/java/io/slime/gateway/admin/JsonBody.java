package io.slime.gateway.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A JSON object that a client sent; a field that nobody knows is refused, null is as good as absent. */
final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;

    private JsonBody(JsonNode node) {
        this.node = node;
    }

    static JsonBody parse(byte[] bytes, Set<String> known) throws IOException {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Rejection.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
        return of(node, known, "the body");
    }

    private static JsonBody of(JsonNode node, Set<String> known, String what) {
        if (!node.isObject()) {
            throw Rejection.badRequest(what + " must be a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Rejection.badRequest("unknown field '" + name + "'");
            }
        }
        return new JsonBody(node);
    }

    /** An array of objects with these fields. */
    List<JsonBody> objects(String name, Set<String> known) {
        JsonNode array = present(name);
        if (!array.isArray() || array.isEmpty()) {
            throw Rejection.badRequest("'" + name + "' must be an array that is not empty");
        }
        List<JsonBody> objects = new ArrayList<>();
        array.forEach(each -> objects.add(of(each, known, "each of '" + name + "'")));
        return objects;
    }

    int number(String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Rejection.badRequest("'" + name + "' must be a whole number");
        }
        return value.intValue();
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> Rejection.badRequest("'" + name + "' is missing"));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = present(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw Rejection.badRequest("'" + name + "' must be a text");
        }
        return Optional.ofNullable(value.textValue());
    }

    Optional<Boolean> optionalTruth(String name) {
        JsonNode value = present(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Rejection.badRequest("'" + name + "' must be true or false");
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.booleanValue());
    }

    /** A whole number that is not negative. */
    OptionalLong optionalCount(String name) {
        JsonNode value = present(name);
        if (value.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw Rejection.badRequest("'" + name + "' must be a whole number, and not negative");
        }
        return OptionalLong.of(value.longValue());
    }

    private JsonNode present(String name) {
        JsonNode value = node.path(name);
        return value.isNull() ? node.path("") : value;
    }
}
