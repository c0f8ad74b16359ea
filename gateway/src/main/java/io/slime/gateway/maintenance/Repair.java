package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;
import io.slime.metadata.repair.RepairRow;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebuilds missing chunks, the most urgent extent first; one that cannot be rebuilt now is put back for later. */
public final class Repair implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int MAX_DOUBLINGS = 8;

    private final Metadata metadata;
    private final Stores stores;
    private final UUID gateway;

    /** Repairs on behalf of a gateway. */
    public Repair(Metadata metadata, Stores stores, UUID gateway) {
        this.metadata = metadata;
        this.stores = stores;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "repair";
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(2), Duration.ofMillis(20));
    }

    @Override
    public boolean run() {
        List<RepairRow> rows = metadata.repairs().take(gateway, LEASE, 1);
        for (RepairRow row : rows) {
            try {
                new ExtentRepair(metadata, stores, row).run().ifPresent(reason -> postpone(row, reason));
            } catch (RuntimeException e) {
                postpone(row, String.valueOf(e.getMessage()));
                throw e;
            }
        }
        return !rows.isEmpty();
    }

    private void postpone(RepairRow row, String reason) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(row.attempts(), MAX_DOUBLINGS));
        metadata.repairs().postpone(row.content(), row.position(), wait, reason);
        LOG.warn(
                "extent {} of content {} lacks chunks {}, will be looked at again in {} s: {}",
                row.position(),
                row.content(),
                row.slots(),
                wait.toSeconds(),
                reason);
    }
}
