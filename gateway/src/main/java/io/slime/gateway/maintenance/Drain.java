package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.repair.RepairTable.ExtentName;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.task.TaskRow;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Queues for repair whatever counts on a store that the operator gave up, a page of extents at a time. Repair then moves it
 * elsewhere, from the store itself while that can be read.
 */
public final class Drain implements Task {
    private static final String TASK = "drain";
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int PAGE = 1000;
    private static final int MOST_COUNTED = 1_000_000;

    private final Metadata metadata;
    private final UUID gateway;

    /** Drains on behalf of a gateway. */
    public Drain(Metadata metadata, UUID gateway) {
        this.metadata = metadata;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(2), Duration.ofMillis(10));
    }

    @Override
    public boolean run() {
        Set<UUID> dead = metadata.stores().list().stream()
                .filter(store -> store.state() == StoreState.DEAD)
                .map(StoreRow::uuid)
                .collect(Collectors.toSet());
        Optional<TaskRow> lease =
                dead.isEmpty() ? Optional.empty() : metadata.tasks().lease(TASK, gateway, LEASE);
        if (lease.isEmpty()) {
            if (dead.isEmpty() && metadata.tasks().find(TASK).isPresent()) {
                metadata.tasks().forget(TASK);
            }
            return false;
        }
        Optional<ExtentName> after = lease.get().cursor().map(Drain::parse);
        Optional<ExtentName> last = metadata.repairs().queueLosses(dead, after, PAGE);
        metadata.tasks().save(TASK, gateway, last.map(Drain::text), progress(dead, lease.get(), last.isEmpty()));
        if (last.isEmpty()) {
            metadata.tasks().release(TASK, gateway);
        }
        return last.isPresent();
    }

    /** Counted at the end of each pass: what is left, out of the most that was ever left. */
    private String progress(Set<UUID> dead, TaskRow row, boolean through) {
        if (!through) {
            return row.progress();
        }
        long left = dead.stream()
                .mapToLong(store -> metadata.extents().countNaming(store, MOST_COUNTED))
                .sum();
        long total = Math.max(left, Progress.of(Optional.of(row)).total());
        return String.format(Locale.ROOT, "{\"done\":%d,\"total\":%d}", total - left, total);
    }

    private static String text(ExtentName name) {
        return name.content().epoch() + "/" + name.content().number() + "/" + name.position();
    }

    private static ExtentName parse(String cursor) {
        String[] parts = cursor.split("/", -1);
        return new ExtentName(
                new ContentId(UUID.fromString(parts[0]), Long.parseLong(parts[1])), Integer.parseInt(parts[2]));
    }
}
