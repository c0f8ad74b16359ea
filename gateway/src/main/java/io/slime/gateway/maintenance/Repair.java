package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.transaction.MetadataException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds missing chunks, the most urgent extents first and several at a time; one that cannot be rebuilt now is put back for
 * later, and tried again at once when a store comes back.
 */
public final class Repair implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int MAX_DOUBLINGS = 8;

    /** So many small extents at a time: their chunks share the syncs of stores, their transactions those of the database. */
    private static final int MOST_SMALL = 64;

    private final ExtentRepair.Means means;
    private final Crew crew;
    private final UUID gateway;
    private final RepairProgress progress;
    private Set<UUID> seen = new HashSet<>();
    private long arrivals;

    /** Whether the extents of the last page were small; those of the next are taken to be alike. */
    private boolean small;

    /** Repairs on behalf of a gateway. */
    public Repair(Metadata metadata, Stores stores, UUID gateway, Crew crew) {
        this.means = new ExtentRepair.Means(metadata, stores, new Spares(stores), crew.throttle());
        this.gateway = gateway;
        this.crew = crew;
        this.progress = new RepairProgress(metadata, gateway, crew.throttle(), System::nanoTime);
    }

    @Override
    public String name() {
        return RepairProgress.TASK;
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(1), Duration.ZERO);
    }

    @Override
    public boolean run() {
        if (progress.paused()) {
            return false;
        }
        wake();
        int most = small ? MOST_SMALL : Throttle.MOST;
        int page = small ? crew.throttle().width(most) : 2 * crew.throttle().width();
        List<RepairRow> rows = means.metadata().repairs().take(gateway, LEASE, Math.max(2, page));
        AtomicLong largest = new AtomicLong();
        crew.work(rows, most, row -> largest.accumulateAndGet(repair(row), Math::max));
        small = largest.get() <= ExtentRepair.SMALL;
        return !rows.isEmpty();
    }

    /** What waited for a store need not wait any longer once it is back, or was between two looks. */
    private void wake() {
        long arrived = means.stores().arrivals();
        Set<UUID> now = means.stores().present();
        if (arrived != arrivals || !seen.containsAll(now)) {
            means.metadata().repairs().wake();
        }
        arrivals = arrived;
        seen = now;
    }

    /** Attempts it; how many bytes of chunks were written. */
    private long repair(RepairRow row) {
        try {
            ExtentRepair.Outcome outcome = ExtentRepair.run(means, row);
            if (outcome.waiting().isPresent()) {
                progress.advanced(outcome.bytes());
                postpone(row, outcome.waiting().get());
            } else {
                progress.repaired(outcome.bytes());
            }
            return outcome.bytes();
        } catch (MetadataException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("extent {} of content {} cannot be repaired", row.position(), row.content(), e);
            postpone(row, String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private void postpone(RepairRow row, String reason) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(row.attempts(), MAX_DOUBLINGS));
        means.metadata().repairs().postpone(row, wait, reason);
        if (row.attempts() <= 1) {
            LOG.warn(
                    "extent {} of content {} lacks chunks {}, will be looked at again in {} s: {}",
                    row.position(),
                    row.content(),
                    row.slots(),
                    wait.toSeconds(),
                    reason);
        }
    }
}
