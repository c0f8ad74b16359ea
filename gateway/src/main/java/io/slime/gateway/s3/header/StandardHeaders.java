package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
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

    /** Where a website sends those who ask for the object. */
    public static final String REDIRECT = "x-amz-website-redirect-location";

    /** The names, lower case. */
    public static final List<String> NAMES = List.of(
            "content-type",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "expires",
            REDIRECT);

    /** Most bytes of such a place (S3 User Guide, "Configuring a webpage redirect"). */
    private static final int MAX_REDIRECT_BYTES = 2048;

    private static final String AWS_CHUNKED = "aws-chunked";

    private StandardHeaders() {}

    /**
     * Takes them out of a request; a header that was not sent, or is empty, is absent. Values are text.
     *
     * @throws S3Exception {@code InvalidRedirectLocation}
     */
    public static Map<String, String> parse(HttpHeaders headers) {
        Map<String, String> stored = new LinkedHashMap<>();
        for (String name : NAMES) {
            Optional<String> value = name.equals("content-encoding") ? contentEncoding(headers) : headers.joined(name);
            value.filter(v -> !v.isEmpty()).ifPresent(v -> stored.put(name, WireText.fromWire(v)));
        }
        Optional.ofNullable(stored.get(REDIRECT)).ifPresent(StandardHeaders::checkRedirect);
        return stored;
    }

    private static void checkRedirect(String place) {
        if (!place.matches("(?s)(/|https?://).*")) {
            throw new S3Exception(S3Error.INVALID_REDIRECT_LOCATION);
        }
        if (place.getBytes(StandardCharsets.UTF_8).length > MAX_REDIRECT_BYTES) {
            throw S3Exception.invalidArgument(
                    "The length of website redirect location cannot exceed 2,048 characters.", REDIRECT, place);
        }
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
