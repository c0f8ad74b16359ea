package io.slime.metadata.bucket;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bucket: it claims the paths that begin with {@code name/}.
 *
 * @param name its name
 * @param id tells it from another bucket of the same name, before or after
 * @param owner the canonical id of the account that owns it
 * @param created when, in database time
 * @param versioning whether it keeps old versions
 * @param objectLock whether versions in it may be locked; never taken back
 * @param retention what new versions in it get if they bring no retention of their own
 * @param access names its documents about access, and changes when they do; empty if there never was one
 */
public record BucketRow(
        String name,
        UUID id,
        String owner,
        Instant created,
        Versioning versioning,
        boolean objectLock,
        Optional<DefaultRetention> retention,
        Optional<UUID> access) {}
