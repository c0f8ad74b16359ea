package io.slime.metadata.store;

/** How removing a store ended. */
public enum StoreRemoval {
    /** It is gone. */
    REMOVED,
    /** There is none of that UUID. */
    UNKNOWN,
    /** It is not DEAD. */
    ACTIVE,
    /** Extents or repair targets still name it. */
    IN_USE
}
