package io.slime.gateway.config;

import java.time.Duration;

/**
 * Section {@code [limits]}: how long things may take.
 *
 * @param shutdownDelay how long a gateway that was told to stop still serves, while it tells balancers to go elsewhere
 * @param shutdownGrace how long a stop waits for running requests
 * @param idleTimeout how long a connection may say nothing
 * @param leastRate how many bytes a second of a body a client must send or take on average over a minute; 0 for no such limit
 */
public record LimitsSection(Duration shutdownDelay, Duration shutdownGrace, Duration idleTimeout, long leastRate) {
    private static final long LEAST_RATE = 128;

    /** What an orderly end may take beyond what is waited for requests. */
    private static final Duration CLOSING = Duration.ofSeconds(60);

    static LimitsSection read(Settings settings) {
        return new LimitsSection(
                settings.value("limits.shutdown-delay", Duration.ZERO, Quantity::duration),
                settings.duration("limits.shutdown-grace", Duration.ofSeconds(20)),
                settings.duration("limits.idle-timeout", Duration.ofSeconds(60)),
                settings.value("limits.least-rate", LEAST_RATE, Quantity::bytes));
    }

    /** How long the whole of an orderly end may take. */
    public Duration shutdown() {
        return shutdownDelay.plus(shutdownGrace).plus(CLOSING);
    }
}
