package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The decoded query of a request: parameters in the order they came, names case-sensitive, a parameter without
 * {@code =} having an empty value.
 *
 * <p>In the query {@code +} means a space, as S3 reads it; in the path it does not.
 *
 * @param entries the parameters in order
 */
public record QueryParameters(List<Parameter> entries) {
    private static final QueryParameters NONE = new QueryParameters(List.of());

    /** One parameter, decoded. */
    public record Parameter(String name, String value) {}

    /** Copies the list. */
    public QueryParameters {
        entries = List.copyOf(entries);
    }

    /**
     * Parses the raw query as it stood on the request line, without the question mark.
     *
     * @throws S3Exception {@code InvalidURI} when it is not percent-encoded UTF-8
     */
    public static QueryParameters parse(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return NONE;
        }
        List<Parameter> entries = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            entries.add(new Parameter(decode(name), decode(value)));
        }
        return new QueryParameters(entries);
    }

    /** Whether the parameter is there, with a value or without. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** The first value of a parameter; empty text when it has no value. */
    public Optional<String> first(String name) {
        for (Parameter entry : entries) {
            if (entry.name().equals(name)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    /** All values of a parameter in order. */
    public Stream<String> all(String name) {
        return entries.stream().filter(p -> p.name().equals(name)).map(Parameter::value);
    }

    /** The names only: a presigned query is a credential. */
    @Override
    public String toString() {
        return "QueryParameters" + entries.stream().map(Parameter::name).toList();
    }

    private static String decode(String text) {
        return PercentCoding.decode(text.replace('+', ' '));
    }
}
