package io.slime.gateway.maintenance;

import java.time.Duration;

/**
 * How often a task is run.
 *
 * @param period the time from the end of one run to the next, when there was no more to do
 * @param pause the same when there was more to do: bounds the load that the task makes
 */
public record Pace(Duration period, Duration pause) {
    public Pace {
        if (!period.isPositive() || pause.isNegative()) {
            throw new IllegalArgumentException("no pace: period " + period + ", pause " + pause);
        }
    }

    /** Every so often, whatever there is to do. */
    public static Pace every(Duration period) {
        return new Pace(period, period);
    }
}
