package io.slime.gateway.bucket;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bucket.
 *
 * @param name its name
 * @param id tells it from another bucket of the same name, before or after
 * @param owner canonical id of its owner
 * @param created when it was created, by the database's clock
 * @param location the region it was created in
 * @param versioning whether it keeps old versions
 * @param objectLock whether versions in it may be locked
 * @param access names what it says about who may do what in it, and changes when that does; empty if it never said anything
 */
public record Bucket(
        BucketName name,
        UUID id,
        String owner,
        Instant created,
        String location,
        BucketVersioning versioning,
        boolean objectLock,
        Optional<UUID> access) {}
