package io.slime.gateway.journal;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.transaction.MetadataException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to accept what is foreign, which one gateway has at a time. It is lost for good once another may have had it, also if it
 * could be had again: that one filled the same tables.
 */
final class AcceptanceLease {
    static final Duration LENGTH = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(AcceptanceLease.class);
    private static final String TASK = "acceptance";

    private final TaskTable tasks;
    private final UUID gateway;
    private final LongSupplier nanos;
    private long since;
    private boolean lost;

    private AcceptanceLease(TaskTable tasks, UUID gateway, LongSupplier nanos) {
        this.tasks = tasks;
        this.gateway = gateway;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /**
     * Takes it.
     *
     * @throws StorageException.Refused if another gateway has it
     */
    static AcceptanceLease take(TaskTable tasks, UUID gateway, LongSupplier nanos) {
        AcceptanceLease lease = new AcceptanceLease(tasks, gateway, nanos);
        if (DatabaseCalls.ask(() -> tasks.lease(TASK, gateway, LENGTH)).isEmpty()) {
            throw new StorageException.Refused("an acceptance is running at another gateway, or ended there less than "
                    + LENGTH.toSeconds() + " s ago without saying so");
        }
        return lease;
    }

    /** Prolongs it as long as it is not lost; called several times in its length. */
    synchronized void prolong() {
        try {
            lost = lost || !renew();
        } catch (MetadataException e) {
            LOG.warn("the lease of meta accept was not prolonged, will be tried again: {}", e.getMessage());
        }
    }

    /** It ran out if the last time at which it was had for sure is too long ago: by our own clock, which began before the database's. */
    private boolean renew() {
        long now = nanos.getAsLong();
        if (now - since >= LENGTH.toNanos()
                || tasks.lease(TASK, gateway, LENGTH).isEmpty()) {
            return false;
        }
        since = now;
        return true;
    }

    /**
     * Makes sure that it is held, and is for its whole length from now on.
     *
     * @throws StorageException.Refused if it is lost
     * @throws StorageException.Unavailable if the database does not answer
     */
    synchronized void demand() {
        lost = lost || !DatabaseCalls.ask(this::renew);
        if (lost) {
            throw new StorageException.Refused(
                    "another gateway may have begun an acceptance meanwhile, for the database "
                            + "did not answer this one in time; do it again");
        }
    }

    void release() {
        try {
            tasks.release(TASK, gateway);
        } catch (MetadataException e) {
            LOG.debug("the lease of meta accept was not given back, and ends by itself", e);
        }
    }
}
