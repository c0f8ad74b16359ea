package io.slime.gateway.s3.header;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header fields of one message: lower-cased names in the order they came, each with its values in order.
 *
 * <p>A char of a value is one byte of the wire (ISO-8859-1), as HTTP servers hand them on; {@link WireText} makes text of
 * it. Immutable.
 */
public final class HttpHeaders {
    private static final HttpHeaders EMPTY = new HttpHeaders(Map.of());

    private final Map<String, List<String>> fields;

    private HttpHeaders(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** No headers. */
    public static HttpHeaders empty() {
        return EMPTY;
    }

    /** Headers from name, value, name, value …; a name may come several times. */
    public static HttpHeaders of(String... namesAndValues) {
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names, lower-cased, in the order of their first occurrence. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** Whether the header was sent, even with an empty value. */
    public boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** All values of a header in order; empty when it was not sent. */
    public List<String> all(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first value of a header, trimmed. */
    public Optional<String> first(String name) {
        List<String> values = all(name);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.getFirst().strip());
    }

    /** All values of a header joined by ", ", as RFC 9110 5.3 allows for list headers. */
    public Optional<String> joined(String name) {
        List<String> values = all(name);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", values).strip());
    }

    /** These headers and others; for a name that both have, the values of both, ours first. */
    public HttpHeaders plus(HttpHeaders others) {
        Builder builder = builder();
        fields.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
        others.fields.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
        return builder.build();
    }

    /** These headers without one. */
    public HttpHeaders without(String name) {
        Map<String, List<String>> rest = new LinkedHashMap<>(fields);
        rest.remove(name.toLowerCase(Locale.ROOT));
        return new HttpHeaders(Collections.unmodifiableMap(rest));
    }

    /** The names only: values may hold credentials. */
    @Override
    public String toString() {
        return "HttpHeaders" + fields.keySet();
    }

    /** Collects headers; not thread-safe. */
    public static final class Builder {
        private final Map<String, List<String>> fields = new LinkedHashMap<>();

        private Builder() {}

        /** Appends a value to a header. */
        public Builder add(String name, String value) {
            fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                    .add(value);
            return this;
        }

        /** The headers collected so far. */
        public HttpHeaders build() {
            Map<String, List<String>> copy = new LinkedHashMap<>(fields.size() * 2);
            fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            return new HttpHeaders(Collections.unmodifiableMap(copy));
        }
    }
}
