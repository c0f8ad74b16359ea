package io.slime.metadata.upload;

import java.util.Optional;

/**
 * Which page of a bucket's uploads to list; they are ordered by key, then by id (which grows with time).
 *
 * @param bucket the bucket
 * @param prefix what keys begin with
 * @param delimiter rolls up as in object listings
 * @param keyMarker only what comes behind this key
 * @param uploadMarker with a key marker: also uploads of that very key whose id comes behind this one
 * @param limit most entries to return
 */
public record UploadListRequest(
        String bucket,
        String prefix,
        Optional<String> delimiter,
        Optional<String> keyMarker,
        Optional<String> uploadMarker,
        int limit) {}
