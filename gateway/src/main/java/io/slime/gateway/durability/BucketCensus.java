package io.slime.gateway.durability;

import io.slime.gateway.maintenance.Pace;
import io.slime.gateway.maintenance.Task;
import io.slime.metadata.tally.BucketTallies;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.transaction.MetadataException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what lies in buckets that were made over objects, or by an older release; who asks before sees less than there is. */
public final class BucketCensus implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(BucketCensus.class);
    private static final Duration LEASE = Duration.ofHours(1);
    private static final int PAGE = 100;

    private final BucketTallies tallies;
    private final TaskTable tasks;
    private final UUID gateway;

    /** Counts on behalf of a gateway. */
    public BucketCensus(BucketTallies tallies, TaskTable tasks, UUID gateway) {
        this.tallies = tallies;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "bucket-census";
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(5), Duration.ofMillis(100));
    }

    @Override
    public boolean run() {
        List<String> owed = tallies.owed(PAGE);
        if (owed.isEmpty() || tasks.lease(name(), gateway, LEASE).isEmpty()) {
            return false;
        }
        try {
            boolean all = true;
            for (String bucket : owed) {
                all &= settled(bucket);
            }
            return all && owed.size() == PAGE;
        } finally {
            tasks.release(name(), gateway);
        }
    }

    private boolean settled(String bucket) {
        try {
            tallies.settle(bucket);
            return true;
        } catch (MetadataException e) {
            LOG.warn("what lies in bucket {} could not be counted, which is tried again: {}", bucket, e.getMessage());
            return false;
        }
    }
}
