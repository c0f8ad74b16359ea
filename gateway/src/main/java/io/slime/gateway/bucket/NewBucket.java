package io.slime.gateway.bucket;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.Ownership;
import java.util.Optional;

/**
 * A bucket to create.
 *
 * @param name its name
 * @param owner canonical id of its owner
 * @param location the region to show for it
 * @param objectLock whether to enable object lock
 * @param adopts whether the caller may read all that natively lies below the prefix, so that the bucket may adopt it
 * @param ownership whose the objects in it will be, if that is said
 * @param acl its access control list, if it grants something to others
 */
public record NewBucket(
        BucketName name,
        String owner,
        String location,
        boolean objectLock,
        boolean adopts,
        Optional<Ownership> ownership,
        Optional<Acl> acl) {
    /** One that is its owner's alone. */
    public NewBucket(BucketName name, String owner, String location, boolean objectLock, boolean adopts) {
        this(name, owner, location, objectLock, adopts, Optional.empty(), Optional.empty());
    }
}
