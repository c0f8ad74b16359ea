package io.slime.gateway.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads keys of another store: CSV with a head that names its columns, or JSON. JSON may be one document or several: an object with
 * {@code user}, {@code access_key} and {@code secret_key}, an array of such, or an object whose {@code keys} are such, as Ceph's
 * {@code radosgw-admin user info} prints it.
 */
final class KeyFileReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NEEDED = List.of("user", "access_key", "secret_key");
    private static final List<String> COLUMNS = List.of("user", "access_key", "secret_key", "policy");

    private final ArrayNode keys = JSON.createArrayNode();

    private KeyFileReader() {}

    /**
     * The keys in a text.
     *
     * @throws CommandFailure if it is neither form, saying where
     */
    static ArrayNode read(String text) {
        KeyFileReader reader = new KeyFileReader();
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            reader.json(text);
        } else {
            reader.csv(text);
        }
        if (reader.keys.isEmpty()) {
            throw wrong("there are no keys in it");
        }
        return reader.keys;
    }

    private static CommandFailure wrong(String why) {
        return new CommandFailure(
                Exit.USAGE, why, "CSV whose first line is user,access_key,secret_key, or JSON with these names");
    }

    private void json(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonNode node = JSON.readTree(parser); node != null; node = JSON.readTree(parser)) {
                take(node);
            }
        } catch (JsonProcessingException e) {
            throw wrong("the file is not JSON, at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw wrong("the file cannot be read: " + e.getMessage());
        }
    }

    private void take(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::take);
        } else if (node.has("keys") && !node.has("access_key")) {
            node.path("keys").forEach(this::take);
        } else if (node.path("active").asBoolean(true)) {
            ObjectNode key = keys.addObject();
            for (String name : NEEDED) {
                if (!node.path(name).isTextual()) {
                    throw wrong("key " + keys.size() + " has no " + name);
                }
                key.put(name, node.path(name).textValue());
            }
            if (node.hasNonNull("policy")) {
                JsonNode policy = node.path("policy");
                key.put("policy", policy.isTextual() ? policy.textValue() : policy.toString());
            }
        }
    }

    private void csv(String text) {
        List<String> head = List.of();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            List<String> cells = cells(line, number);
            if (head.isEmpty()) {
                head = cells.stream().map(String::strip).toList();
                if (!head.containsAll(NEEDED) || !COLUMNS.containsAll(head)) {
                    throw wrong("the first line does not name the columns: " + String.join(", ", NEEDED)
                            + ", and policy if there is one");
                }
            } else if (cells.size() != head.size()) {
                throw wrong("line " + number + " has " + cells.size() + " cells, not " + head.size());
            } else {
                ObjectNode key = keys.addObject();
                for (String name : COLUMNS) {
                    int at = head.indexOf(name);
                    if (at >= 0 && !cells.get(at).isEmpty()) {
                        key.put(name, cells.get(at));
                    }
                }
                if (!NEEDED.stream().allMatch(key::has)) {
                    throw wrong("line " + number + " has an empty cell");
                }
            }
        }
    }

    /** The cells of a line (RFC 4180): in quotes, commas are text, and two quotes are one. */
    private static List<String> cells(String line, int number) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && line.startsWith("\"\"", i)) {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw wrong("a quote of line " + number + " is not closed");
        }
        cells.add(cell.toString());
        return cells;
    }
}
