package io.slime.chunkd.directory;

/** What a reader finds of a chunk. */
enum Seen {
    /** Whole, and what was written. */
    PRESENT,
    ABSENT,
    QUARANTINED
}
