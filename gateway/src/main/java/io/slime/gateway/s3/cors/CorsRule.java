package io.slime.gateway.s3.cors;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One rule of a CORS configuration (S3 API reference, "CORSRule").
 *
 * @param id what it is called
 * @param methods the methods that it allows, as sent
 * @param origins the origins, each with at most one {@code *}
 * @param headers the headers that may be sent, each with at most one {@code *}
 * @param exposed the headers of answers that a page may see
 * @param maxAge how many seconds a browser may remember it
 */
record CorsRule(
        Optional<String> id,
        List<String> methods,
        List<String> origins,
        List<String> headers,
        List<String> exposed,
        Optional<Integer> maxAge) {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    private static final Set<String> ELEMENTS =
            Set.of("ID", "AllowedMethod", "AllowedOrigin", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds");
    private static final int MAX_ID = 255;

    /** Keeps copies. */
    CorsRule {
        methods = List.copyOf(methods);
        origins = List.copyOf(origins);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
    }

    /**
     * Reads a rule.
     *
     * @throws S3Exception {@code MalformedXML} or {@code InvalidRequest}
     */
    static CorsRule parse(XmlElement rule) {
        if (rule.children().stream().anyMatch(child -> !ELEMENTS.contains(child.name()))
                || rule.all("ID").size() > 1
                || rule.all("MaxAgeSeconds").size() > 1) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        CorsRule parsed = new CorsRule(
                rule.textOf("ID"),
                texts(rule, "AllowedMethod"),
                texts(rule, "AllowedOrigin"),
                texts(rule, "AllowedHeader"),
                texts(rule, "ExposeHeader"),
                rule.textOf("MaxAgeSeconds").map(CorsRule::seconds));
        if (parsed.methods.isEmpty() || parsed.origins.isEmpty()) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        parsed.check();
        return parsed;
    }

    private void check() {
        id.filter(text -> text.length() > MAX_ID).ifPresent(text -> {
            throw S3Exception.invalidArgument("ID length should not exceed allowed limit of 255", "ID", text);
        });
        methods.stream().filter(method -> !METHODS.contains(method)).findFirst().ifPresent(method -> {
            throw S3Exception.invalidRequest(
                    "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
        });
        oneWildcard("AllowedOrigin", origins);
        oneWildcard("AllowedHeader", headers);
        exposed.stream().filter(name -> name.contains("*")).findFirst().ifPresent(name -> {
            throw S3Exception.invalidRequest("ExposeHeader \"" + name
                    + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
        });
    }

    private static void oneWildcard(String element, List<String> patterns) {
        patterns.stream()
                .filter(pattern -> pattern.indexOf('*') != pattern.lastIndexOf('*'))
                .findFirst()
                .ifPresent(pattern -> {
                    throw S3Exception.invalidRequest(
                            element + " \"" + pattern + "\" can not have more than one wildcard.");
                });
    }

    private static List<String> texts(XmlElement rule, String name) {
        return rule.all(name).stream().map(element -> element.text().strip()).toList();
    }

    private static int seconds(String text) {
        if (!text.strip().matches("[0-9]{1,9}")) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        return Integer.parseInt(text.strip());
    }

    /** Writes the rule. */
    void write(XmlWriter xml) {
        xml.open("CORSRule");
        id.ifPresent(text -> xml.text("ID", text));
        methods.forEach(method -> xml.text("AllowedMethod", method));
        origins.forEach(origin -> xml.text("AllowedOrigin", origin));
        headers.forEach(header -> xml.text("AllowedHeader", header));
        exposed.forEach(header -> xml.text("ExposeHeader", header));
        maxAge.ifPresent(seconds -> xml.number("MaxAgeSeconds", seconds));
        xml.close();
    }

    /** Whether it allows all that is asked. */
    boolean allows(Ask ask) {
        return methods.contains(ask.method())
                && origins.stream().anyMatch(pattern -> matches(pattern, ask.origin()))
                && ask.headers().size() <= Ask.MAX_HEADERS
                && ask.headers().stream().allMatch(this::allowsHeader);
    }

    private boolean allowsHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return headers.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), lower));
    }

    /**
     * The headers of an answer to what it allows. Credentials are never allowed: S3 has none that a browser would add by itself,
     * and an origin that was matched by a pattern must not get at any.
     */
    Map<String, String> answer(Ask ask) {
        Map<String, String> answer = new TreeMap<>();
        answer.put("Access-Control-Allow-Origin", origins.contains("*") ? "*" : ask.origin());
        answer.put("Access-Control-Allow-Methods", String.join(", ", methods));
        if (!ask.headers().isEmpty()) {
            answer.put("Access-Control-Allow-Headers", String.join(", ", ask.headers()));
        }
        if (!exposed.isEmpty()) {
            answer.put("Access-Control-Expose-Headers", String.join(", ", exposed));
        }
        maxAge.ifPresent(seconds -> answer.put("Access-Control-Max-Age", Integer.toString(seconds)));
        return answer;
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        return text.length() >= pattern.length() - 1
                && text.startsWith(pattern.substring(0, star))
                && text.endsWith(pattern.substring(star + 1));
    }
}
