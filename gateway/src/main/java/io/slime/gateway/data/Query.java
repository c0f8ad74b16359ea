package io.slime.gateway.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query, each at most once; one that nobody asked for is refused. Those of a presigned request
 * ({@code X-Amz-…}) are no parameters of the API.
 */
final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Query() {}

    static Query parse(String raw, Set<String> known) {
        Query query = new Query();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = ObjectPath.parameter(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : ObjectPath.parameter(pair.substring(equals + 1));
            if (name.startsWith("X-Amz-")) {
                continue;
            }
            if (!known.contains(name)) {
                throw Rejection.badRequest("unknown query parameter '" + name + "'");
            }
            if (query.values.put(name, value) != null) {
                throw Rejection.badRequest("the query parameter '" + name + "' stands twice");
            }
        }
        return query;
    }

    /** The value of a parameter; empty also where it has none. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A whole number from 0 to {@code most}. */
    int number(String name, int absent, int most) {
        String text = value(name).orElse(Integer.toString(absent));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw Rejection.badRequest(name + " must be a whole number from 0 to " + most);
        }
        return Integer.parseInt(text);
    }
}
