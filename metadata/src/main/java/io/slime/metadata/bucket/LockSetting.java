package io.slime.metadata.bucket;

/** How setting the object lock of a bucket ended. */
public enum LockSetting {
    /** It has object lock, with that default retention. */
    SET,
    /** There is none of that name. */
    UNKNOWN,
    /** It does not keep old versions, as object lock demands. */
    NOT_VERSIONED
}
