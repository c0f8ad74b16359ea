package io.slime.compat.torture;

/** What a connection goes through. */
enum Weather {
    /** Everything arrives. */
    CLEAR,
    /** Nobody can connect, and what was connected is cut. */
    DOWN,
    /** Nothing arrives, and nobody says so. */
    STALLED,
    /** Everything arrives late. */
    SLOW,
    /** Connections are cut in the middle of what they carry. */
    CUTTING,
    /** Requests arrive, and some of the answers do not. */
    MUTE
}
