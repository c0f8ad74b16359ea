package io.slime.metadata.upload;

import java.util.List;
import java.util.Optional;

/**
 * A page of a bucket's uploads.
 *
 * @param uploads the uploads, by key and id
 * @param commonPrefixes keys rolled up, by byte order
 * @param nextKey the key marker for the next page, if there is one
 * @param nextUpload the upload marker for it, if it continues behind an upload
 */
public record UploadPage(
        List<UploadRow> uploads, List<String> commonPrefixes, Optional<String> nextKey, Optional<String> nextUpload) {
    public UploadPage {
        uploads = List.copyOf(uploads);
        commonPrefixes = List.copyOf(commonPrefixes);
    }
}
