package io.slime.metadata.upload;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.object.Attributes;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of an upload.
 *
 * @param number its number
 * @param content its bytes
 * @param size how many
 * @param etag its entity tag, without quotes
 * @param checksum its checksum in the upload's algorithm
 * @param attributes what else is remembered of it
 * @param modified when it was kept, in database time
 */
public record UploadPart(
        int number,
        ContentId content,
        long size,
        String etag,
        Optional<String> checksum,
        Attributes attributes,
        Instant modified) {}
