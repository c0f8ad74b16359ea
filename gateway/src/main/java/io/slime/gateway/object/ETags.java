package io.slime.gateway.object;

import java.util.List;

/**
 * What an If-Match or If-None-Match names (RFC 9110, 13.1): anything, or some entity tags. Tags are compared strongly for
 * writes and If-Match; they stand here without their quotes.
 *
 * @param any whether it is {@code *}
 * @param tags the tags, none if {@code any}
 */
public record ETags(boolean any, List<String> tags) {
    /** What {@code *} means: whatever is there. */
    public static final ETags ANY = new ETags(true, List.of());

    /** Keeps a copy; {@code *} goes with no tags. */
    public ETags {
        tags = List.copyOf(tags);
        if (any == !tags.isEmpty()) {
            throw new IllegalArgumentException(any ? "* stands alone" : "no entity tag is named");
        }
    }

    /** These tags, at least one. */
    public static ETags of(String... tags) {
        return new ETags(false, List.of(tags));
    }

    /** Whether an object with this tag is meant. */
    public boolean matches(String etag) {
        return any || tags.contains(etag);
    }

    @Override
    public String toString() {
        return any ? "*" : String.join(", ", tags);
    }
}
