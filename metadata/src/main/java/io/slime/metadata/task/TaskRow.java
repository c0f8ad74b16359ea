package io.slime.metadata.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A background task of the cluster; one gateway at a time holds its lease.
 *
 * @param name what it is called
 * @param holder the gateway that holds the lease, if one does
 * @param leaseUntil when the lease ends, in database time
 * @param cursor how far it got, in the task's own words
 * @param progress a JSON object for people
 * @param paused whether an operator stopped it
 * @param reason why it is paused, or does not get on
 */
public record TaskRow(
        String name,
        Optional<UUID> holder,
        Instant leaseUntil,
        Optional<String> cursor,
        String progress,
        boolean paused,
        Optional<String> reason) {}
