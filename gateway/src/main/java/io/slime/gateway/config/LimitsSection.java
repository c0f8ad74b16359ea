package io.slime.gateway.config;

import java.time.Duration;

/**
 * Section {@code [limits]}: how long things may take.
 *
 * @param shutdownGrace how long a stop waits for running requests
 * @param idleTimeout how long a connection may say nothing
 * @param leastRate how many bytes a second of a body a client must send or take on average over a minute; 0 for no such limit
 */
public record LimitsSection(Duration shutdownGrace, Duration idleTimeout, long leastRate) {
    private static final long LEAST_RATE = 128;

    static LimitsSection read(Settings settings) {
        return new LimitsSection(
                settings.duration("limits.shutdown-grace", Duration.ofSeconds(20)),
                settings.duration("limits.idle-timeout", Duration.ofSeconds(60)),
                settings.value("limits.least-rate", LEAST_RATE, Quantity::bytes));
    }
}
