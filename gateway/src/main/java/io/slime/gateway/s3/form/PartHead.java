package io.slime.gateway.s3.form;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.WireText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Content-Disposition says of a part of a form (RFC 7578, 4.2).
 *
 * @param name the name of the field
 * @param filename the name of the file, as the browser tells it
 */
record PartHead(String name, Optional<String> filename) {
    /**
     * Reads the head of a part.
     *
     * @throws S3Exception {@code MalformedPOSTRequest} if it has no name
     */
    static PartHead parse(String fields) {
        for (String line : fields.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("content-disposition")) {
                String value = line.substring(colon + 1).strip();
                Map<String, String> parameters = parameters(value);
                String name = parameters.get("name");
                if (name == null || !value.toLowerCase(Locale.ROOT).startsWith("form-data")) {
                    throw Multipart.malformed();
                }
                return new PartHead(name, Optional.ofNullable(parameters.get("filename")));
            }
        }
        throw Multipart.malformed();
    }

    /** The parameters of a header's value by lower-case name: tokens, or quoted with a backslash before a quote in them. */
    static Map<String, String> parameters(String value) {
        Map<String, String> parameters = new TreeMap<>();
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder text = new StringBuilder();
            at = equals + 1 < value.length() && value.charAt(equals + 1) == '"'
                    ? quoted(value, equals + 2, text)
                    : token(value, equals + 1, text);
            if (parameters.put(name, WireText.fromWire(text.toString())) != null) {
                throw Multipart.malformed();
            }
        }
        return parameters;
    }

    private static int token(String value, int from, StringBuilder text) {
        int semicolon = value.indexOf(';', from);
        text.append(value.substring(from, semicolon < 0 ? value.length() : semicolon)
                .strip());
        return semicolon;
    }

    private static int quoted(String value, int from, StringBuilder text) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                return value.indexOf(';', i);
            }
            boolean escape = c == '\\' && i + 1 < value.length() && "\"\\".indexOf(value.charAt(i + 1)) >= 0;
            if (escape) {
                i++;
            }
            text.append(value.charAt(i));
        }
        throw Multipart.malformed();
    }
}
