package io.slime.chunkd.chunk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a store has read and verified its chunks by itself. Times are by the store's clock.
 *
 * @param last the last full pass, if there was one
 * @param running the pass that is under way, if one is
 * @param paused whether an operator holds it up; that lasts over restarts
 * @param reason why it does not go on at present, if it does not
 */
public record ScrubStatus(Optional<Pass> last, Optional<Running> running, boolean paused, Optional<String> reason) {
    /** Nothing was ever verified. */
    public static final ScrubStatus NONE = new ScrubStatus(Optional.empty(), Optional.empty(), false, Optional.empty());

    /**
     * A pass over all chunks that has ended.
     *
     * @param started when it began
     * @param finished when it ended
     * @param chunks chunks that it verified
     * @param bytes data bytes that it verified
     * @param damaged damaged chunks that it found
     */
    public record Pass(Instant started, Instant finished, long chunks, long bytes, long damaged) {}

    /**
     * A pass under way.
     *
     * @param started when it began
     * @param chunks chunks that it has verified
     * @param total chunks that the store holds
     * @param bytes data bytes that it has verified
     * @param damaged damaged chunks that it has found
     * @param rate data bytes a second of late; 0 while it stands still or has just begun
     * @param left about how long it will still take, where that can be told
     */
    public record Running(
            Instant started, long chunks, long total, long bytes, long damaged, long rate, Optional<Duration> left) {}

    /** Damaged chunks that the last full pass and the one under way have found. */
    public long damaged() {
        return last.map(Pass::damaged).orElse(0L)
                + running.map(Running::damaged).orElse(0L);
    }
}
