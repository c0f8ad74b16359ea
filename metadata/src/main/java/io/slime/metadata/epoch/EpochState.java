package io.slime.metadata.epoch;

/** What the database knows of an epoch. */
public enum EpochState {
    /** Contents of it may still be published for the first time. */
    OPEN,
    /** Nothing of it will be, ever. */
    CLOSED,
    /** The database has never heard of it: its chunks are foreign. */
    UNKNOWN
}
