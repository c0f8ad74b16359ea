package io.slime.gateway.bucket;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param name its name
 * @param owner canonical id of its owner
 * @param created when it was created, by the database's clock
 * @param location the region it was created in
 * @param objectLock whether object lock was enabled at its creation
 */
public record Bucket(BucketName name, String owner, Instant created, String location, boolean objectLock) {}
