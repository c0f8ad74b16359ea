package io.slime.gateway.s3.cors;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a page asks a browser to do: a method with headers, from its origin.
 *
 * @param origin the origin, as the browser wrote it
 * @param method the method, that of the request itself unless it announces another one
 * @param headers the headers that it announces; empty if it announces none
 */
record Ask(String origin, String method, List<String> headers) {
    static final String ORIGIN = "Origin";
    static final String METHOD = "Access-Control-Request-Method";
    static final String HEADERS = "Access-Control-Request-Headers";

    /** Most headers that are looked at: a rule for more is not found. */
    static final int MAX_HEADERS = 256;

    /** Keeps a copy. */
    Ask {
        headers = List.copyOf(headers);
    }

    /** What a request with these headers asks; empty if it names no origin. */
    static Optional<Ask> of(String method, Function<String, Optional<String>> header) {
        return header.apply(ORIGIN)
                .filter(origin -> !origin.isEmpty())
                .map(origin -> new Ask(
                        origin,
                        header.apply(METHOD).filter(m -> !m.isEmpty()).orElse(method),
                        names(header.apply(HEADERS).orElse(""))));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .limit(MAX_HEADERS + 1L)
                .toList();
    }
}
