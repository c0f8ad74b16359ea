package io.slime.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What holds for one key, and who says so. Nothing of it is secret.
 *
 * @param key which
 * @param value as it would be written; empty for nothing
 * @param origin the variable or the file that says so, or {@code default}
 */
public record EffectiveValue(ConfigKey key, String value, String origin) {
    private static final String HIDDEN = "(secret)";

    /**
     * What holds for each key there is. Values are not checked.
     *
     * @throws ConfigException if the file cannot be read
     */
    public static List<EffectiveValue> all(ConfigSource source) {
        Map<String, JsonNode> file = source.file().map(ConfigFile::read).orElse(Map.of());
        String name = source.file().map(Path::toString).orElse("");
        return ConfigKey.ALL.stream()
                .map(key -> of(key, source.environment(), file, name))
                .toList();
    }

    private static EffectiveValue of(
            ConfigKey key, Map<String, String> environment, Map<String, JsonNode> file, String fileName) {
        String variable = key.variable();
        if (key.kind() == ConfigKey.Kind.SECRET_FILE) {
            String direct = variable.substring(0, variable.length() - "_FILE".length());
            if (environment.containsKey(direct)) {
                return new EffectiveValue(key, HIDDEN, direct);
            }
        }
        if (key.name().equals(DatabaseConfig.DSN)) {
            return database(key, environment, file, fileName);
        }
        return Optional.ofNullable(environment.get(variable))
                .map(value -> new EffectiveValue(key, value, variable))
                .or(() -> Optional.ofNullable(file.get(key.name()))
                        .map(value -> new EffectiveValue(key, text(value), fileName)))
                .orElse(new EffectiveValue(key, key.absent(), "default"));
    }

    /** Its address may carry a password, and other variables name it too. */
    private static EffectiveValue database(
            ConfigKey key, Map<String, String> environment, Map<String, JsonNode> file, String fileName) {
        for (String variable : List.of("SLIME_METADATA", key.variable())) {
            if (environment.containsKey(variable)) {
                return new EffectiveValue(key, address(environment.getOrDefault(variable, "")), variable);
            }
        }
        JsonNode named = file.get(key.name());
        if (named != null) {
            return new EffectiveValue(key, address(named.asText()), fileName);
        }
        return Optional.ofNullable(environment.get("SLIME_PGDSN"))
                .map(value -> new EffectiveValue(key, address(value), "SLIME_PGDSN"))
                .orElse(new EffectiveValue(key, key.absent(), "default"));
    }

    private static String address(String text) {
        try {
            return DatabaseConfig.parse(text).toString();
        } catch (IllegalArgumentException e) {
            return "(not understood; slime config check says why)";
        }
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","))
                : value.asText();
    }
}
