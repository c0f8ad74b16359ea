package io.slime.metadata.listing;

import java.util.Optional;

/**
 * Which page of the key space to list.
 *
 * @param scope what all paths begin with and keys are told without: {@code bucket/}, or nothing for the whole key space
 * @param prefix what keys begin with
 * @param delimiter rolls keys up to its first occurrence behind the prefix into a common prefix; never empty
 * @param after only what comes behind this key; a common prefix as it was returned skips all that it covers
 * @param limit most entries to return, 0…{@value #MAX_LIMIT}
 */
public record ListRequest(String scope, String prefix, Optional<String> delimiter, Optional<String> after, int limit) {
    /** Most entries of one page. */
    public static final int MAX_LIMIT = 10_000;

    public ListRequest {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": expected 0 to " + MAX_LIMIT);
        }
        if (delimiter.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("the delimiter is empty");
        }
    }
}
