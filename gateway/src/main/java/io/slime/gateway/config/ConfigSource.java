package io.slime.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a process's configuration comes from.
 *
 * @param flags values of command-line flags by dotted key, such as {@code s3.listen}
 * @param environment the process environment
 * @param file the file that was named, or the one that exists at its default place
 */
public record ConfigSource(Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
    /**
     * With the file that was named, else {@code fallback} where that exists.
     *
     * @param named the file of {@code --config}
     * @param fallback where the file is when none is named
     */
    public static ConfigSource of(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> named, Path fallback) {
        return new ConfigSource(
                flags, environment, named.or(() -> Optional.of(fallback).filter(Files::exists)));
    }

    Settings settings() {
        Map<String, JsonNode> values = file.map(ConfigFile::read).orElse(Map.of());
        return new Settings(flags, environment, values);
    }
}
