package io.slime.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The layers that a configuration is read from: flag, then environment, then file, then default. Collects what is wrong
 * rather than stopping at the first problem; {@link #finish} reports it all, keys that nobody asked for included.
 */
final class Settings {
    private static final int MAX_SECRET_BYTES = 64 * 1024;

    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Map<String, JsonNode> file;
    private final TreeSet<String> asked = new TreeSet<>();
    private final TreeSet<String> variables = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Over three layers.
     *
     * @param flags values of flags by dotted key
     * @param environment the process environment
     * @param file values of the file by dotted key
     */
    Settings(Map<String, String> flags, Map<String, String> environment, Map<String, JsonNode> file) {
        this.flags = Map.copyOf(flags);
        this.environment = Map.copyOf(environment);
        this.file = new TreeMap<>(file);
    }

    /** The name of a key in the environment: {@code s3.signature-v2} is {@code SLIME_S3_SIGNATURE_V2}. */
    static String variable(String key) {
        return "SLIME_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A value made by {@code parse}, or the default where no layer has one or it is wrong (which is then reported). */
    <T> T value(String key, T absent, Function<String, T> parse) {
        return text(key).flatMap(raw -> parsed(key, raw, parse)).orElse(absent);
    }

    /** The raw text of a key. */
    Optional<String> text(String key) {
        asked.add(key);
        String above = flags.getOrDefault(key, environment.get(variable(key)));
        if (above != null) {
            return Optional.of(above);
        }
        JsonNode node = file.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isValueNode()) {
            problem(key, "must be a single value, not a list");
            return Optional.empty();
        }
        return Optional.of(node.asText());
    }

    /** Whether a flag sets the key. */
    boolean flagged(String key) {
        return flags.containsKey(key);
    }

    /** Whether the environment has a variable that is no key. */
    boolean variableIsSet(String name) {
        variables.add(name);
        return environment.containsKey(name);
    }

    /** The value of a variable that is no key. */
    <T> Optional<T> variable(String name, Function<String, T> parse) {
        variables.add(name);
        return Optional.ofNullable(environment.get(name)).flatMap(raw -> parsed(name, raw, parse));
    }

    /** A whole number in [min, max]. */
    int integer(String key, int absent, int min, int max) {
        return value(key, absent, raw -> {
            try {
                int number = Integer.parseInt(raw);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, like a number out of range.
            }
            throw new IllegalArgumentException("'" + raw + "' is not a whole number from " + min + " to " + max);
        });
    }

    /** A duration longer than nothing. */
    Duration duration(String key, Duration absent) {
        return value(key, absent, raw -> {
            Duration duration = Quantity.duration(raw);
            if (duration.isZero()) {
                throw new IllegalArgumentException("must be longer than 0");
            }
            return duration;
        });
    }

    /** Where to listen; empty for {@code none}. */
    Optional<ListenAddress> listen(String key, Optional<ListenAddress> absent) {
        return value(key, absent, raw -> raw.equals("none") ? Optional.empty() : Optional.of(ListenAddress.parse(raw)));
    }

    /** A list: in the environment and in flags its elements are separated by commas. */
    List<String> texts(String key) {
        asked.add(key);
        String above = flags.getOrDefault(key, environment.get(variable(key)));
        if (above != null) {
            return above.isEmpty() ? List.of() : List.of(above.split(",", -1));
        }
        JsonNode node = file.get(key);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> texts.add(element.asText()));
        } else {
            problem(key, "must be a list, such as [\"" + node.asText() + "\"]");
        }
        return List.copyOf(texts);
    }

    /** A path of the file system. */
    Optional<Path> path(String key) {
        return text(key).flatMap(raw -> parsed(key, raw, Path::of));
    }

    /**
     * A secret: the text of the variable of {@code key}, else the content of the file that {@code key-file} names (its
     * last line break taken off).
     */
    Optional<Secret> secret(String key) {
        variables.add(variable(key));
        String direct = environment.get(variable(key));
        Optional<Path> where = path(key + "-file");
        if (direct != null) {
            return parsed(key, direct, Secret::new);
        }
        return where.flatMap(path -> parsed(key + "-file", path.toString(), name -> new Secret(content(path))));
    }

    private static String content(Path path) {
        try {
            if (Files.size(path) > MAX_SECRET_BYTES) {
                throw new IllegalArgumentException(path + " is too large for a secret");
            }
            return Files.readString(path, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path + ": " + e, e);
        }
    }

    private <T> Optional<T> parsed(String key, String raw, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(raw));
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The keys that were asked for so far. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** Notes that something is wrong with a key. */
    void problem(String key, String text) {
        problems.add(key + ": " + text);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException with all problems, if there are any
     */
    void finish() {
        for (String key : file.keySet()) {
            if (!asked.contains(key)) {
                problem(
                        key,
                        "unknown key"
                                + Suggestion.nearest(key, asked)
                                        .map(known -> "; did you mean " + known + "?")
                                        .orElse(""));
            }
        }
        asked.forEach(key -> variables.add(variable(key)));
        environment.keySet().stream()
                .filter(name -> ofASection(name) && !variables.contains(name))
                .sorted()
                .forEach(name -> problem(
                        name,
                        "unknown variable"
                                + Suggestion.nearest(name, variables)
                                        .map(known -> "; did you mean " + known + "?")
                                        .orElse("")));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** Whether a variable is named like a key of a section that was read: other names may belong to other programs. */
    private boolean ofASection(String name) {
        return asked.stream()
                .filter(key -> key.contains("."))
                .map(key -> variable(key.substring(0, key.indexOf('.'))) + "_")
                .anyMatch(name::startsWith);
    }
}
