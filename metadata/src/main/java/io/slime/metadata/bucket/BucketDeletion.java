package io.slime.metadata.bucket;

/** How deleting a bucket ended. */
public enum BucketDeletion {
    /** It is gone. */
    DELETED,
    /** There is none of that name. */
    UNKNOWN,
    /** Versions lie in it. */
    NOT_EMPTY
}
