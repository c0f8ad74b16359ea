package io.slime.metadata.redundancy;

/** How the removal of a storage class ended. */
public enum ClassRemoval {
    /** It is gone. */
    REMOVED,
    /** There is none of that name. */
    UNKNOWN,
    /** Versions or uploads are of it; it is still there. */
    IN_USE
}
