package io.slime.metadata;

import java.util.LinkedHashMap;
import java.util.Map;

/** The libpq form of connection strings: {@code keyword = value} pairs, values quoted by {@code '} with {@code \} as escape. */
final class KeywordValues {
    private final String text;
    private int at;

    private KeywordValues(String text) {
        this.text = text;
    }

    /** The values by keyword; an {@link IllegalArgumentException} tells where the form is broken, without showing values. */
    static Map<String, String> parse(String text) {
        return new KeywordValues(text).read();
    }

    private Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        skipSpace();
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            String keyword = text.substring(start, at);
            skipSpace();
            if (keyword.isEmpty() || at == text.length() || text.charAt(at) != '=') {
                throw new IllegalArgumentException("metadata database: expected keyword=value at character " + start);
            }
            at++;
            skipSpace();
            values.put(keyword, at < text.length() && text.charAt(at) == '\'' ? quoted() : plain());
            skipSpace();
        }
        return values;
    }

    private String plain() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            value.append(character());
        }
        return value.toString();
    }

    private String quoted() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\'') {
            value.append(character());
        }
        if (at == text.length()) {
            throw new IllegalArgumentException("metadata database: the quote at character " + start + " does not end");
        }
        at++;
        return value.toString();
    }

    private char character() {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
            at++;
        }
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
