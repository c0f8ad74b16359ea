package io.slime.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a TOML file into its keys, written with dots: {@code proxy.database.dsn}. */
public final class ConfigFile {
    /** Where the servers look when no file is named. */
    public static final Path DEFAULT = Path.of("/etc/slime/server.toml");

    private ConfigFile() {}

    /**
     * The values of a file by dotted key.
     *
     * @throws ConfigException if it cannot be read or is not TOML
     */
    public static Map<String, JsonNode> read(Path file) {
        try {
            Map<String, JsonNode> values = new TreeMap<>();
            flatten("", new TomlMapper().readTree(Files.readString(file)), values);
            return values;
        } catch (JsonProcessingException e) {
            throw new ConfigException(List.of(file + " line " + e.getLocation().getLineNr() + " column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage()));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of("cannot read " + file + ": there is no such file"));
        } catch (IOException e) {
            throw new ConfigException(List.of("cannot read " + file + ": " + e.getMessage()));
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, JsonNode> into) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), into);
            } else {
                into.put(key, entry.getValue());
            }
        }
    }
}
