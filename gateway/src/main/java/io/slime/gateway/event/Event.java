package io.slime.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A change that was kept.
 *
 * @param number grows from event to event
 * @param at when, by the database's clock
 * @param way by which front
 * @param subject what was changed
 * @param document {@code user}, {@code key}, {@code from}, {@code request_id}, {@code what}, {@code before}, {@code after}
 */
public record Event(long number, Instant at, String way, String subject, JsonNode document) {}
