package io.slime.gateway.object;

import java.util.Optional;

/**
 * A page of a listing of current versions, by byte order of their paths.
 *
 * @param prefix what the paths start with, as stored: a bucket's listing has {@code bucket/} and the prefix in it
 * @param delimiter where paths are rolled up after the prefix; not empty if present
 * @param after go on after this path as stored, exclusive; a common prefix there is skipped whole
 * @param limit most entries and common prefixes together, in [0, 10000]
 */
public record ListRequest(String prefix, Optional<String> delimiter, Optional<String> after, int limit) {
    /** Most entries of a page. */
    public static final int MAX_LIMIT = 10_000;

    /** Checks the limit and the delimiter. */
    public ListRequest {
        if (limit < 0 || limit > MAX_LIMIT || delimiter.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("no page: limit " + limit + ", delimiter " + delimiter);
        }
    }
}
