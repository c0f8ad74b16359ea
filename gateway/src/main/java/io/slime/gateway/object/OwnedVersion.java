package io.slime.gateway.object;

import java.util.Optional;
import java.util.UUID;

/**
 * A version, and the bucket that it lies in, both of one snapshot.
 *
 * @param version the version
 * @param bucketOwner canonical id of the bucket's owner; empty if it lies in no bucket
 * @param bucketAccess what names the bucket's rules about access, if it has any
 * @param versioned whether the bucket keeps old versions, or ever did
 */
public record OwnedVersion(
        ObjectVersion version, Optional<String> bucketOwner, Optional<UUID> bucketAccess, boolean versioned) {}
