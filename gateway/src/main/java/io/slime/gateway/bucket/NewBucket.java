package io.slime.gateway.bucket;

/**
 * A bucket to create.
 *
 * @param name its name
 * @param owner canonical id of its owner
 * @param location the region to show for it
 * @param objectLock whether to enable object lock
 * @param adopts whether the caller may read all that natively lies below the prefix, so that the bucket may adopt it
 */
public record NewBucket(BucketName name, String owner, String location, boolean objectLock, boolean adopts) {}
