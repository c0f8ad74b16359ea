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
    /** The mode that a permission may bypass. */
    public static final String GOVERNANCE = "GOVERNANCE";

    /** Nothing does. */
    public static final Lock NONE = new Lock(Optional.empty(), Optional.empty(), false);

    /**
     * Whether its retention may become another. While it lasts, it may be prolonged in the same mode; anything else takes the
     * permission to bypass, which COMPLIANCE does not know.
     *
     * @param newMode the mode to be; empty to be retained no more
     * @param newUntil until when
     * @param now the time by the database
     * @param bypassGovernance whether a GOVERNANCE retention does not stop it
     */
    boolean allows(Optional<String> newMode, Optional<Instant> newUntil, Instant now, boolean bypassGovernance) {
        boolean over = mode.isEmpty()
                || retainUntil.filter(until -> !until.isAfter(now)).isPresent();
        boolean prolonged = newMode.equals(mode)
                && newUntil.isPresent()
                && retainUntil.filter(until -> !until.isAfter(newUntil.get())).isPresent();
        return over || prolonged || (bypassGovernance && mode.equals(Optional.of(GOVERNANCE)));
    }
}
