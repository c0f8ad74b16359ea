package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.transaction.MetadataException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    /** Extents up to this length, in bytes, cost commits and syncs rather than bandwidth, which many of them share. */
    private static final int SMALL = 1 << 20;

    /** So many of them are worked on in place of one that is larger. */
    private static final int SMALL_FOLD = 8;

    private final ExtentRepair.Means means;
    private final Crew crew;
    private final UUID gateway;
    private final RepairProgress progress;
    private Set<UUID> seen = new HashSet<>();
    private long arrivals;
    private int fold = 1;

    /** Repairs on behalf of a gateway. */
    public Repair(Metadata metadata, Stores stores, UUID gateway, Crew crew) {
        this.means = ExtentRepair.Means.of(metadata, stores, crew.throttle());
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
        RepairTable queue = means.metadata().repairs();
        List<RepairRow> rows =
                queue.take(gateway, LEASE, 2 * fold * crew.throttle().width());
        Map<RepairRow, ExtentRow> extents = queue.extents(rows);
        fold = extents.values().stream().allMatch(extent -> extent.length() <= SMALL) ? SMALL_FOLD : 1;
        crew.work(rows, fold, row -> repair(row, Optional.ofNullable(extents.get(row))));
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

    private void repair(RepairRow row, Optional<ExtentRow> extent) {
        try {
            ExtentRepair.Outcome outcome = ExtentRepair.run(means, row, extent);
            if (outcome.waiting().isPresent()) {
                progress.advanced(outcome.bytes());
                postpone(row, outcome.waiting().get());
            } else {
                progress.repaired(outcome.bytes());
            }
        } catch (MetadataException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("extent {} of content {} cannot be repaired", row.position(), row.content(), e);
            postpone(row, String.valueOf(e.getMessage()));
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
