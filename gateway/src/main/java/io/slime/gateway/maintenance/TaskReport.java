package io.slime.gateway.maintenance;

import java.util.Optional;

/**
 * How a task of this gateway is doing.
 *
 * @param name the task
 * @param runs how often it was run
 * @param failures how many runs failed in a row up to now
 * @param error why the last run failed, if it did
 */
public record TaskReport(String name, long runs, long failures, Optional<String> error) {}
