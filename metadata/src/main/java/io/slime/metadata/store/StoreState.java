package io.slime.metadata.store;

/** What the operator decided about a store, which is not what gateways observe about it. */
public enum StoreState {
    /** It is to be used. */
    ACTIVE,
    /** Its chunks are given up and rebuilt elsewhere. */
    DEAD
}
