package io.slime.metadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the metadata database is.
 *
 * @param jdbc a JDBC URL without credentials
 * @param user the user, if it was named
 * @param password the password, if it was given
 */
public record MetadataUrl(String jdbc, Optional<String> user, Optional<String> password) {
    private static final String JDBC = "jdbc:postgresql:";
    private static final Set<String> PASSED_ON = Set.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslpassword",
            "application_name",
            "options",
            "connect_timeout");
    private static final Map<String, String> DRIVER_NAMES =
            Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

    /**
     * Reads a JDBC URL, a {@code postgres://} URI, or the libpq form {@code user=… dbname=… host=…} (PostgreSQL manual, 32.1.1).
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static MetadataUrl parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith(JDBC)) {
            return jdbc(trimmed);
        }
        if (trimmed.startsWith("postgres://") || trimmed.startsWith("postgresql://")) {
            return uri(trimmed);
        }
        if (trimmed.contains("=")) {
            return of(KeywordValues.parse(trimmed));
        }
        throw new IllegalArgumentException("metadata database: expected jdbc:postgresql://…, postgres://… or "
                + "\"user=slime dbname=slime host=…\"");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return jdbc + user.map(name -> " as " + name).orElse("");
    }

    private static MetadataUrl jdbc(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return new MetadataUrl(text, Optional.empty(), Optional.empty());
        }
        Map<String, String> parameters = query(text.substring(question + 1));
        Optional<String> user = Optional.ofNullable(parameters.remove("user"));
        Optional<String> password = Optional.ofNullable(parameters.remove("password"));
        return new MetadataUrl(text.substring(0, question) + query(parameters), user, password);
    }

    private static MetadataUrl uri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The message of the exception would show the password.
            throw new IllegalArgumentException("metadata database: not a URI, at character " + e.getIndex());
        }
        Map<String, String> values =
                new LinkedHashMap<>(query(Optional.ofNullable(uri.getRawQuery()).orElse("")));
        String credentials = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = credentials.indexOf(':');
        if (!credentials.isEmpty()) {
            values.put("user", decode(colon < 0 ? credentials : credentials.substring(0, colon)));
        }
        if (colon >= 0) {
            values.put("password", decode(credentials.substring(colon + 1)));
        }
        Optional.ofNullable(uri.getHost()).ifPresent(host -> values.put("host", host));
        if (uri.getPort() > 0) {
            values.put("port", String.valueOf(uri.getPort()));
        }
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        if (path.length() > 1) {
            values.put("dbname", path.substring(1));
        }
        return of(values);
    }

    private static MetadataUrl of(Map<String, String> values) {
        Map<String, String> rest = new LinkedHashMap<>(values);
        Optional<String> user = Optional.ofNullable(rest.remove("user"));
        Optional<String> password = Optional.ofNullable(rest.remove("password"));
        String named = rest.getOrDefault("host", "localhost");
        rest.remove("host");
        String host = Optional.ofNullable(rest.remove("hostaddr")).orElse(named);
        if (host.startsWith("/")) {
            throw new IllegalArgumentException(
                    "metadata database: host=" + host + " is a Unix socket, give a TCP address");
        }
        String port = Optional.ofNullable(rest.remove("port")).orElse("5432");
        String database = Optional.ofNullable(rest.remove("dbname"))
                .or(() -> user)
                .orElseThrow(() -> new IllegalArgumentException("metadata database: dbname is missing"));
        Map<String, String> parameters = new LinkedHashMap<>();
        rest.forEach((name, value) -> {
            if (!PASSED_ON.contains(name)) {
                throw new IllegalArgumentException("metadata database: unknown parameter " + name);
            }
            parameters.put(DRIVER_NAMES.getOrDefault(name, name), value);
        });
        String address = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return new MetadataUrl(
                JDBC + "//" + address + ":" + port + "/" + encode(database) + query(parameters), user, password);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Percent-decoding as in URIs, in which a plus is a plus. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
