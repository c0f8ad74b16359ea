package io.slime.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is known of a request, by the names that conditions have for it. Case does not matter in names. */
public final class Context {
    /** Nothing is known. */
    public static final Context NOTHING = new Context(Map.of());

    private final Map<String, List<String>> values;

    private Context(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Starts with nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** The values of a key; none if it is not known of this request. */
    public List<String> values(String key) {
        return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }

    /** Gathers a context. */
    public static final class Builder {
        private final Map<String, List<String>> values = new TreeMap<>();

        private Builder() {}

        /** One value. */
        public Builder put(String key, String value) {
            values.put(key.toLowerCase(Locale.ROOT), List.of(value));
            return this;
        }

        /** One more value of a key, where names that differ by case alone may stand for different things. */
        public Builder add(String key, String value) {
            values.merge(
                    key.toLowerCase(Locale.ROOT),
                    List.of(value),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
            return this;
        }

        /** Several values; nothing if there are none. */
        public Builder put(String key, List<String> several) {
            if (!several.isEmpty()) {
                values.put(key.toLowerCase(Locale.ROOT), List.copyOf(several));
            }
            return this;
        }

        /** The context. */
        public Context build() {
            return new Context(new TreeMap<>(values));
        }
    }
}
