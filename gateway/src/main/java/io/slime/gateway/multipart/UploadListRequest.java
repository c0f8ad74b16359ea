package io.slime.gateway.multipart;

import java.util.Optional;

/**
 * A page of a listing of a bucket's uploads, by path and then by their age.
 *
 * @param bucket the bucket
 * @param prefix what the paths start with, as stored (with the bucket)
 * @param delimiter where paths are rolled up after the prefix
 * @param afterPath go on after this path
 * @param afterUploadId with {@code afterPath}: go on after this upload of that path
 * @param limit most entries and common prefixes together, in [0, 1000]
 */
public record UploadListRequest(
        String bucket,
        String prefix,
        Optional<String> delimiter,
        Optional<String> afterPath,
        Optional<String> afterUploadId,
        int limit) {}
