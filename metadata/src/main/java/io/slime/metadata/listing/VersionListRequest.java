package io.slime.metadata.listing;

import java.util.Optional;

/**
 * Which page of the versions to list; they are ordered by key, then newest first.
 *
 * @param scope what all paths begin with and keys are told without: {@code bucket/}
 * @param prefix what keys begin with
 * @param delimiter rolls keys up to its first occurrence behind the prefix into a common prefix; never empty
 * @param keyMarker only what comes behind this key; a common prefix as it was returned skips all that it covers
 * @param versionMarker with a key marker: also versions of that very key that are older than this one, or all of them if it is
 *     gone, so that a caller who removes what it lists misses none
 * @param limit most entries to return, 0…{@value ListRequest#MAX_LIMIT}
 */
public record VersionListRequest(
        String scope,
        String prefix,
        Optional<String> delimiter,
        Optional<String> keyMarker,
        Optional<String> versionMarker,
        int limit) {
    public VersionListRequest {
        if (limit < 0 || limit > ListRequest.MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": expected 0 to " + ListRequest.MAX_LIMIT);
        }
        if (delimiter.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("the delimiter is empty");
        }
    }
}
