package io.slime.gateway.fsck;

import java.util.Optional;
import java.util.UUID;

/**
 * How one chunk of an extent is.
 *
 * @param index its index
 * @param store the store that it belongs on, unless its slot names none
 * @param state how it is
 * @param detail more about that, for people; may be empty
 */
public record ChunkState(int index, Optional<UUID> store, State state, String detail) {
    /** How a chunk can be. */
    public enum State {
        /** There, of the right length; with a deep check also of the right content. */
        GOOD,
        /** Never written; waits for repair. */
        EMPTY,
        /** Not there, though it should be. */
        MISSING,
        /** There, of another length than its extent makes it. */
        WRONG_LENGTH,
        /** Set aside by its store. */
        QUARANTINED,
        /** Read whole, but of other content than the extent makes it. */
        CORRUPT,
        /** Read whole, but it and the others do not give the extent, and which of them is wrong cannot be told. */
        SUSPECT,
        /** Its store does not answer. */
        UNKNOWN,
        /** Its store does not answer and was given up. */
        LOST
    }

    /** Whether it can be used. */
    public boolean good() {
        return state == State.GOOD;
    }
}
