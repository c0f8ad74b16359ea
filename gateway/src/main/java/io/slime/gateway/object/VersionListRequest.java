package io.slime.gateway.object;

import java.util.Optional;

/**
 * A page of a listing of all versions of a bucket, by byte order of their keys, newest first.
 *
 * @param bucket the bucket
 * @param prefix what the keys start with
 * @param delimiter where keys are rolled up after the prefix; not empty if present
 * @param keyMarker go on after this key; a common prefix there is skipped whole
 * @param versionMarker with a key marker: go on within that key, after this version
 * @param limit most entries and common prefixes together, in [0, 1000]
 */
public record VersionListRequest(
        String bucket,
        String prefix,
        Optional<String> delimiter,
        Optional<String> keyMarker,
        Optional<String> versionMarker,
        int limit) {}
