package io.slime.gateway.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** A small JSON object that a client sent; a field that nobody knows is refused. */
final class JsonBody {
    private static final int MAX_BYTES = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(4).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;

    private JsonBody(JsonNode node) {
        this.node = node;
    }

    static JsonBody read(HttpCall call, Requester requester, Set<String> known) throws IOException {
        byte[] bytes = call.body().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw Rejection.of(413, "the body is longer than " + MAX_BYTES + " bytes");
        }
        MessageDigest digest = Digests.sha256();
        if (requester
                .bodySha256()
                .filter(signed -> !signed.equals(Digests.hex(digest.digest(bytes))))
                .isPresent()) {
            throw Rejection.badRequest("the body is not what the signature says");
        }
        JsonNode node = parse(bytes);
        if (!node.isObject()) {
            throw Rejection.badRequest("the body must be a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Rejection.badRequest("unknown field '" + name + "'");
            }
        }
        return new JsonBody(node);
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Rejection.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
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
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw Rejection.badRequest("'" + name + "' must be a text");
        }
        return Optional.ofNullable(value.textValue());
    }
}
