package io.slime.metadata.publish;

import io.slime.metadata.object.ObjectVersion;
import java.util.Optional;

/** How a publish ended; all from {@link Absent} on changed nothing, and the caller deletes the chunks that it wrote. */
public sealed interface PublishResult {
    /** A version is visible. */
    record Published(ObjectVersion version) implements PublishResult {}

    /**
     * A version or an object is gone, or a delete marker hides it.
     *
     * @param marker the delete marker that was made, if one was
     * @param existed whether there was anything to remove
     */
    record Removed(Optional<ObjectVersion> marker, boolean existed) implements PublishResult {}

    /** A version is gone for good; {@code deleteMarker} tells whether it was one. */
    record VersionRemoved(boolean deleteMarker, boolean existed) implements PublishResult {}

    /** A part is kept. */
    record PartKept() implements PublishResult {}

    /** The precondition asks for a version, but the key has none (S3: 404). */
    record Absent() implements PublishResult {}

    /** The precondition does not hold (S3: 412). */
    record PreconditionFailed() implements PublishResult {}

    /** The bucket is not there. */
    record NoSuchBucket() implements PublishResult {}

    /** The storage class is not there. */
    record NoSuchStorageClass(String name) implements PublishResult {}

    /** The upload is not there. */
    record NoSuchUpload() implements PublishResult {}

    /** A part of that number with that content is not there. */
    record NoSuchPart(int number) implements PublishResult {}

    /** The epoch of the content is closed: this gateway was fenced. */
    record EpochClosed() implements PublishResult {}

    /** The content that was to be shared is no longer there. */
    record SourceGone() implements PublishResult {}

    /** A quota of its bucket, or of its bucket's owner, would be exceeded. */
    record QuotaExceeded(String reason) implements PublishResult {}

    /** The version is locked. */
    record Locked() implements PublishResult {}

    /** The version is to be locked, and lies in no bucket with object lock. */
    record NotLockable() implements PublishResult {}

    /** Of some extent, fewer than {@code need} chunks are on stores that are not DEAD: write again, elsewhere. */
    record TooFewChunks() implements PublishResult {}
}
