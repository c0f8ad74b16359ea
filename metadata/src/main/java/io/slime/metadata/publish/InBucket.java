package io.slime.metadata.publish;

import java.util.Optional;
import java.util.UUID;

/**
 * What a change expects of the bucket that the part of its path before the first slash names.
 *
 * @param required whether it must be a bucket (S3), or may be (native)
 * @param id which one it must be, where that is known: a bucket of the same name that another made meanwhile is not the one in which the
 *     change was allowed
 */
public record InBucket(boolean required, Optional<UUID> id) {
    /** A bucket or none. */
    public static final InBucket ANY = new InBucket(false, Optional.empty());

    /** A bucket of that name. */
    public static final InBucket NAMED = new InBucket(true, Optional.empty());

    /** That bucket. */
    public static InBucket of(UUID id) {
        return new InBucket(true, Optional.of(id));
    }

    /** Whether it may be in a bucket of this id, or in none. */
    boolean holds(Optional<UUID> there) {
        return there.isPresent() ? id.isEmpty() || id.equals(there) : !required;
    }
}
