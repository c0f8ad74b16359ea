package io.slime.gateway.s3.header;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The HTTP headers that S3 stores with an object and gives back as they were, by lower-cased name.
 *
 * <p>Of Content-Encoding only {@code aws-chunked} is taken out: it describes the upload, not the object.
 */
public final class StandardHeaders {
    /** Content-Type of an object that was written without one. */
    public static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

    /** The names, lower case. */
    public static final List<String> NAMES = List.of(
            "content-type", "cache-control", "content-disposition", "content-encoding", "content-language", "expires");

    private static final String AWS_CHUNKED = "aws-chunked";

    private StandardHeaders() {}

    /** Takes them out of a request; a header that was not sent, or is empty, is absent. Values are text. */
    public static Map<String, String> parse(HttpHeaders headers) {
        Map<String, String> stored = new LinkedHashMap<>();
        for (String name : NAMES) {
            Optional<String> value = name.equals("content-encoding") ? contentEncoding(headers) : headers.joined(name);
            value.filter(v -> !v.isEmpty()).ifPresent(v -> stored.put(name, WireText.fromWire(v)));
        }
        return stored;
    }

    /** Content-Encoding without {@code aws-chunked}; empty when nothing remains. */
    public static Optional<String> contentEncoding(HttpHeaders headers) {
        Optional<String> sent = headers.joined("content-encoding");
        if (!isAwsChunked(headers)) {
            return sent;
        }
        return sent.map(StandardHeaders::withoutAwsChunked).filter(v -> !v.isEmpty());
    }

    /** Whether Content-Encoding names {@code aws-chunked}. */
    public static boolean isAwsChunked(HttpHeaders headers) {
        return headers.all("content-encoding").stream()
                .flatMap(v -> List.of(v.split(",", -1)).stream())
                .anyMatch(v -> v.strip().equalsIgnoreCase(AWS_CHUNKED));
    }

    private static String withoutAwsChunked(String value) {
        return List.of(value.split(",", -1)).stream()
                .map(String::strip)
                .filter(v -> !v.isEmpty() && !v.equalsIgnoreCase(AWS_CHUNKED))
                .collect(Collectors.joining(","));
    }
}
