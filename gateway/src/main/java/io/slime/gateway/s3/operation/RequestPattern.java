package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import java.util.List;
import java.util.Optional;

/**
 * What a request must look like to mean an operation, as the S3 API reference writes it:
 * {@code PUT /bucket/key?partNumber&uploadId x-amz-copy-source}.
 *
 * @param method the method
 * @param target {@code /}, {@code /bucket} or {@code /bucket/key}
 * @param parameters names of query parameters that must be there, some with a value that they must have
 * @param headers lower-case names of headers that must be there
 */
record RequestPattern(String method, String target, List<Parameter> parameters, List<String> headers) {
    /** Keeps copies. */
    RequestPattern {
        parameters = List.copyOf(parameters);
        headers = List.copyOf(headers);
    }

    /** A query parameter that must be there, with this value unless that is empty. */
    record Parameter(String name, String value) {}

    static RequestPattern parse(String text) {
        List<String> words = List.of(text.split(" "));
        String[] target = words.get(1).split("\\?", 2);
        List<Parameter> parameters = target.length < 2
                ? List.of()
                : List.of(target[1].split("&")).stream()
                        .map(p -> p.split("=", 2))
                        .map(p -> new Parameter(p[0], p.length < 2 ? "" : p[1]))
                        .toList();
        return new RequestPattern(words.getFirst(), target[0], parameters, words.subList(2, words.size()));
    }

    /** As it was written. */
    String text() {
        StringBuilder text = new StringBuilder(method).append(' ').append(target);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            text.append(i == 0 ? '?' : '&').append(parameter.name());
            text.append(parameter.value().isEmpty() ? "" : "=" + parameter.value());
        }
        headers.forEach(header -> text.append(' ').append(header));
        return text.toString();
    }

    /** The target that an address has. */
    static String target(ObjectAddress address) {
        if (address.bucket().isEmpty()) {
            return "/";
        }
        return address.key().isEmpty() ? "/bucket" : "/bucket/key";
    }

    /** Whether parameters and headers are there. */
    boolean matches(QueryParameters query, HttpHeaders sent) {
        for (Parameter parameter : parameters) {
            Optional<String> value = query.first(parameter.name());
            if (value.isEmpty()
                    || !(parameter.value().isEmpty() || parameter.value().equals(value.get()))) {
                return false;
            }
        }
        for (String header : headers) {
            if (!sent.has(header)) {
                return false;
            }
        }
        return true;
    }

    /** How much it demands: of two patterns that match, the one that demands more is meant. */
    int weight() {
        return parameters.size() + headers.size();
    }

    /** Whether it demands that query parameter. */
    boolean hasParameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it demands that header. */
    boolean hasHeader(String name) {
        return headers.contains(name);
    }
}
