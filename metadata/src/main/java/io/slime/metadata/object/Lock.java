package io.slime.metadata.object;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a version from being removed.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}, if it is retained
 * @param retainUntil until when, if it is
 * @param legalHold whether it is held regardless of time
 */
public record Lock(Optional<String> mode, Optional<Instant> retainUntil, boolean legalHold) {
    /** Nothing does. */
    public static final Lock NONE = new Lock(Optional.empty(), Optional.empty(), false);
}
