package io.slime.metadata.object;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of attributes and tags; nothing is null. */
public final class Json {
    /** Its buffers are kept in a shared pool: one-shot virtual threads have no use for those of their own. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
            .build());

    private static final TypeReference<Map<String, Map<String, String>>> GROUPS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private Json() {}

    /** Attributes as JSON. */
    public static @Nullable String of(Attributes attributes) {
        return attributes.groups().isEmpty() ? null : write(attributes.groups());
    }

    /** Strings by name as JSON. */
    public static @Nullable String of(Map<String, String> strings) {
        return strings.isEmpty() ? null : write(strings);
    }

    /** Attributes from JSON. */
    public static Attributes attributes(@Nullable String json) throws SQLException {
        return json == null ? Attributes.NONE : new Attributes(read(json, GROUPS));
    }

    /** Strings by name from JSON. */
    public static Map<String, String> strings(@Nullable String json) throws SQLException {
        return json == null ? Map.of() : read(json, STRINGS);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings are always JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) throws SQLException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("the database holds JSON of another shape", e);
        }
    }
}
