package io.slime.chunkd.chunk;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a store has read and verified its chunks by itself.
 *
 * @param finished when the last full pass ended, by the store's clock
 * @param found damaged chunks that the last full pass found
 * @param started when the pass that is under way began, if one is
 * @param chunks chunks that it has verified
 * @param bytes data bytes that it has verified
 * @param damaged damaged chunks that it has found
 */
public record ScrubStatus(
        Optional<Instant> finished, long found, Optional<Instant> started, long chunks, long bytes, long damaged) {
    /** Nothing was ever verified. */
    public static final ScrubStatus NONE = new ScrubStatus(Optional.empty(), 0, Optional.empty(), 0, 0, 0);
}
