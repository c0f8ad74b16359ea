package io.slime.metadata.object;

import io.slime.metadata.extent.Content;
import java.util.Optional;
import java.util.UUID;

/**
 * A version with its content, both of one snapshot.
 *
 * @param version the version
 * @param content its bytes; empty for a delete marker
 * @param bucketOwner who owns the bucket that it lies in, if it lies in one and that was asked for
 * @param bucketAccess what names the documents about access of that bucket, if there are any and it was asked for
 * @param versioned whether that bucket keeps old versions, or ever did; false if it was not asked for
 */
public record Found(
        ObjectVersion version,
        Optional<Content> content,
        Optional<String> bucketOwner,
        Optional<UUID> bucketAccess,
        boolean versioned) {}
