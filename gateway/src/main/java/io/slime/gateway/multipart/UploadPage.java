package io.slime.gateway.multipart;

import java.util.List;
import java.util.Optional;

/**
 * A page of uploads.
 *
 * @param uploads the uploads, by path and then by their age
 * @param commonPrefixes what was rolled up, as stored
 * @param nextPath with {@code nextUploadId}: where the next page goes on; empty if this is the last one
 * @param nextUploadId the upload after which it goes on; empty after a common prefix
 */
public record UploadPage(
        List<Upload> uploads, List<String> commonPrefixes, Optional<String> nextPath, Optional<String> nextUploadId) {}
