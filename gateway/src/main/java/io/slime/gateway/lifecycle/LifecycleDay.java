package io.slime.gateway.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a day of a rule lasts, and when it is due: as S3 does, the time is rounded up to the next midnight of UTC. A day that is
 * shortened for a trial has its midnights accordingly.
 *
 * @param length at least a millisecond
 */
public record LifecycleDay(Duration length) {
    /** Checks the length. */
    public LifecycleDay {
        if (length.toMillis() < 1) {
            throw new IllegalArgumentException("a day of " + length);
        }
    }

    /** The first midnight that is at least so many days behind {@code from}. */
    public Instant due(Instant from, int days) {
        long day = length.toMillis();
        long after = Math.addExact(from.toEpochMilli(), Math.multiplyExact(day, days));
        return Instant.ofEpochMilli(Math.ceilDiv(after, day) * day);
    }

    /** A number that is another one each quarter of a day, and once more at midnight. */
    long quarter(Instant now) {
        return now.toEpochMilli() / Math.max(1, length.toMillis() / 4);
    }
}
