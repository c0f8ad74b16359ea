package io.slime.gateway.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the ways to name a database: a JDBC URL, a {@code postgresql://} URL, or libpq's key/value form
 * ("PostgreSQL documentation, 34.1.1 Connection Strings").
 */
final class DatabaseUrl {
    private static final Map<String, String> PASSED_ON = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "target_session_attrs", "targetServerType");

    private DatabaseUrl() {}

    /**
     * The database that a text names.
     *
     * @throws IllegalArgumentException if it is of none of the forms; the message never holds the password
     */
    static DatabaseConfig parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseConfig(text, Optional.empty(), Optional.empty());
        }
        if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
            return fromUrl(text.substring(text.indexOf("://") + 3));
        }
        if (text.indexOf('=') > 0 && !text.contains("://")) {
            return fromPairs(pairs(text));
        }
        throw new IllegalArgumentException(
                "is neither jdbc:postgresql://…, postgresql://… nor \"user=… dbname=… password=…\"");
    }

    private static DatabaseConfig fromUrl(String rest) {
        int slash = rest.indexOf('/');
        int at = rest.lastIndexOf('@', slash < 0 ? rest.length() : slash);
        String userPart = at < 0 ? "" : rest.substring(0, at);
        int colon = userPart.indexOf(':');
        String user = colon < 0 ? userPart : userPart.substring(0, colon);
        return new DatabaseConfig(
                "jdbc:postgresql://" + rest.substring(at + 1),
                Optional.of(decode(user)).filter(name -> !name.isEmpty()),
                colon < 0 ? Optional.empty() : Optional.of(new Secret(decode(userPart.substring(colon + 1)))));
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static DatabaseConfig fromPairs(Map<String, String> pairs) {
        Map<String, String> rest = new LinkedHashMap<>(pairs);
        Optional<String> user = Optional.ofNullable(rest.remove("user"));
        Optional<Secret> password = Optional.ofNullable(rest.remove("password")).map(Secret::new);
        String host = rest.getOrDefault("hostaddr", rest.getOrDefault("host", "localhost"));
        if (host.startsWith("/")) {
            throw new IllegalArgumentException("host=" + host + ": Unix sockets are not supported, name a TCP host");
        }
        rest.remove("host");
        rest.remove("hostaddr");
        String port = Optional.ofNullable(rest.remove("port")).orElse("5432");
        String database = Optional.ofNullable(rest.remove("dbname")).orElse(user.orElse("slime"));
        StringBuilder url = new StringBuilder("jdbc:postgresql://")
                .append(host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                .append(':')
                .append(port)
                .append('/')
                .append(encode(database));
        char separator = '?';
        for (Map.Entry<String, String> entry : rest.entrySet()) {
            String name = PASSED_ON.get(entry.getKey());
            if (name == null) {
                throw new IllegalArgumentException("the connection parameter " + entry.getKey() + " is not supported");
            }
            url.append(separator).append(name).append('=').append(encode(entry.getValue()));
            separator = '&';
        }
        return new DatabaseConfig(url.toString(), user, password);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Splits {@code key = value} pairs; a value may stand in single quotes, a backslash takes the next character as it is. */
    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int at = skipSpace(text, 0);
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            String key = equals < 0 ? "" : text.substring(at, equals).strip();
            if (!key.matches("[a-z_]+")) {
                throw new IllegalArgumentException("the connection string is not made of key=value pairs");
            }
            StringBuilder value = new StringBuilder();
            at = value(text, skipSpace(text, equals + 1), value);
            pairs.put(key, value.toString());
            at = skipSpace(text, at);
        }
        return pairs;
    }

    private static int value(String text, int from, StringBuilder into) {
        boolean quoted = from < text.length() && text.charAt(from) == '\'';
        for (int at = quoted ? from + 1 : from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                into.append(text.charAt(at));
            } else if (quoted && c == '\'') {
                return at + 1;
            } else if (!quoted && Character.isWhitespace(c)) {
                return at;
            } else {
                into.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("the connection string has an open quote");
        }
        return text.length();
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
