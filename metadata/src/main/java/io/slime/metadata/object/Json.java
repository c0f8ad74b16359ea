package io.slime.metadata.object;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON of attributes and tags; nothing is null. */
public final class Json {
    /** Its buffers are kept in a shared pool: one-shot virtual threads have no use for those of their own. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
            .build());

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
        return json == null ? Attributes.NONE : new Attributes(read(json, Json::groups));
    }

    /** Strings by name from JSON. */
    public static Map<String, String> strings(@Nullable String json) throws SQLException {
        return json == null ? Map.of() : read(json, Json::entries);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings are always JSON", e);
        }
    }

    private interface Shape<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** By the parser alone: a page of a listing reads a thousand of them. */
    private static <T> T read(String json, Shape<T> shape) throws SQLException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            T value = shape.read(parser);
            demand(parser.nextToken() == null);
            return value;
        } catch (IOException e) {
            throw new SQLException("the database holds JSON of another shape", e);
        }
    }

    private static Map<String, Map<String, String>> groups(JsonParser parser) throws IOException {
        Map<String, Map<String, String>> groups = new TreeMap<>();
        demand(parser.currentToken() == JsonToken.START_OBJECT);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            groups.put(name, entries(parser));
        }
        demand(parser.currentToken() == JsonToken.END_OBJECT);
        return groups;
    }

    private static Map<String, String> entries(JsonParser parser) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        demand(parser.currentToken() == JsonToken.START_OBJECT);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            demand(value.isScalarValue() && value != JsonToken.VALUE_NULL);
            entries.put(name, parser.getText());
        }
        demand(parser.currentToken() == JsonToken.END_OBJECT);
        return entries;
    }

    private static void demand(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("neither strings nor groups of strings");
        }
    }
}
