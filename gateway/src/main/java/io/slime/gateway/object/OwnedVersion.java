package io.slime.gateway.object;

import java.util.Optional;

/**
 * A version, and the bucket that it lies in, both of one snapshot.
 *
 * @param version the version
 * @param bucketOwner canonical id of the bucket's owner; empty if it lies in no bucket
 * @param versioned whether the bucket keeps old versions, or ever did
 */
public record OwnedVersion(ObjectVersion version, Optional<String> bucketOwner, boolean versioned) {}
