package io.slime.metadata.epoch;

import java.time.Instant;
import java.util.UUID;

/**
 * A gateway's sign of life.
 *
 * @param gateway the gateway
 * @param name what people call it
 * @param beat a counter that grows with each sign
 * @param oldestRead the era at which its oldest running read began
 * @param seen when the sign came, in database time
 */
public record Beat(UUID gateway, String name, long beat, long oldestRead, Instant seen) {}
