package io.slime.gateway.bucket;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param name its name
 * @param owner canonical id of its owner
 * @param created when it was created, by the database's clock
 * @param location the region it was created in
 * @param versioning whether it keeps old versions
 * @param objectLock whether versions in it may be locked
 */
public record Bucket(
        BucketName name,
        String owner,
        Instant created,
        String location,
        BucketVersioning versioning,
        boolean objectLock) {}
