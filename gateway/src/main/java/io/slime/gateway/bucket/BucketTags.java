package io.slime.gateway.bucket;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tags of a bucket as the database keeps them: as a query, {@code key=value&key=value}. */
final class BucketTags {
    /** The kind of the setting. */
    static final String KIND = "tagging";

    private BucketTags() {}

    static Optional<String> document(Map<String, String> tags) {
        return tags.isEmpty()
                ? Optional.empty()
                : Optional.of(new TreeMap<>(tags)
                        .entrySet().stream()
                                .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
                                .collect(Collectors.joining("&")));
    }

    static Map<String, String> tags(String document) {
        Map<String, String> tags = new TreeMap<>();
        for (String pair : document.split("&", -1)) {
            int equals = pair.indexOf('=');
            tags.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return tags;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
