package io.slime.gateway.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What must hold of the version that a write finds, besides its entity tag. Dates have whole seconds, as HTTP writes them.
 *
 * @param modified when it must have been published
 * @param size its length in bytes
 * @param modifiedSince it must be there, and newer
 * @param unmodifiedSince it must not be newer
 */
public record StateCondition(
        Optional<Instant> modified,
        Optional<Long> size,
        Optional<Instant> modifiedSince,
        Optional<Instant> unmodifiedSince) {
    /** Anything may hold. */
    public static final StateCondition NONE =
            new StateCondition(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** That it was published then, and has that length in bytes. */
    public static StateCondition of(Optional<Instant> modified, Optional<Long> size) {
        return new StateCondition(modified, size, Optional.empty(), Optional.empty());
    }

    /** Whether anything may hold. */
    boolean isEmpty() {
        return modified.isEmpty() && size.isEmpty() && modifiedSince.isEmpty() && unmodifiedSince.isEmpty();
    }

    /** Whether it holds; where nothing is, all does but that it is newer. */
    boolean holds(Optional<ObjectVersion> found) {
        if (found.isEmpty()) {
            return modifiedSince.isEmpty();
        }
        return holds(found.get().modified(), Optional.of(found.get().size()));
    }

    /** Whether it holds of a version that was published then, and has so many bytes; a delete marker has none, not even zero. */
    boolean holds(Instant published, Optional<Long> length) {
        Instant second = second(published);
        return modified.filter(time -> !second(time).equals(second)).isEmpty()
                && (size.isEmpty() || size.equals(length))
                && modifiedSince.filter(time -> !second.isAfter(time)).isEmpty()
                && unmodifiedSince.filter(second::isAfter).isEmpty();
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
