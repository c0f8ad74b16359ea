package io.slime.metadata.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table as a stream of metadata has it.
 *
 * @param name its name in schema {@code slime}
 * @param columns the columns of each row, in order
 * @param key the columns of its primary key, in order
 * @param types the SQL types of the key's columns; of the reading database, not part of the stream
 */
record TableShape(String name, List<String> columns, List<String> key, List<String> types) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names become SQL, also those that a file brings. */
    TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        types = List.copyOf(types);
        Stream.concat(Stream.of(name), Stream.concat(columns.stream(), key.stream()))
                .filter(each -> !each.matches("[a-z_][a-z0-9_]{0,62}"))
                .findAny()
                .ifPresent(each -> {
                    throw new IllegalArgumentException("not the name of a table or column: " + each);
                });
    }

    String qualified() {
        return "slime.\"" + name + "\"";
    }

    /** Column names, quoted, with something before each. */
    static String list(List<String> names, String before) {
        return String.join(
                ", ", names.stream().map(each -> before + "\"" + each + "\"").toList());
    }

    byte[] bytes() {
        ObjectNode node = JSON.createObjectNode().put("name", name);
        columns.forEach(node.putArray("columns")::add);
        key.forEach(node.putArray("key")::add);
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static TableShape parse(byte[] bytes) throws BackupException {
        try {
            JsonNode node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            List<String> columns = new ArrayList<>();
            node.path("columns").forEach(column -> columns.add(column.asText()));
            List<String> key = new ArrayList<>();
            node.path("key").forEach(column -> key.add(column.asText()));
            return new TableShape(node.path("name").asText(), columns, key, List.of());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BackupException("the backup names a table in no known way: " + e.getMessage());
        }
    }
}
