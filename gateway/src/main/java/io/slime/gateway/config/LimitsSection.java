package io.slime.gateway.config;

import java.time.Duration;

/**
 * Section {@code [limits]}: how long things may take.
 *
 * @param shutdownGrace how long a stop waits for running requests
 * @param idleTimeout how long a connection may say nothing
 */
public record LimitsSection(Duration shutdownGrace, Duration idleTimeout) {
    static LimitsSection read(Settings settings) {
        return new LimitsSection(
                settings.duration("limits.shutdown-grace", Duration.ofSeconds(20)),
                settings.duration("limits.idle-timeout", Duration.ofSeconds(60)));
    }
}
