package io.slime.gateway.maintenance;

import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.UUID;

/**
 * How a task goes round the stores.
 *
 * @param stores the stores
 * @param tasks where leases and cursors are kept
 * @param gateway on whose behalf
 * @param pace from round to round, and from page to page
 */
public record Round(Stores stores, TaskTable tasks, UUID gateway, Pace pace) {
    /** At the usual pace: a page of 1000 chunks every tenth of a second, and {@code period} between rounds. */
    public static Round every(Duration period, Stores stores, TaskTable tasks, UUID gateway) {
        return new Round(stores, tasks, gateway, new Pace(period, Duration.ofMillis(100)));
    }

    StoreWalk walk(String task) {
        return new StoreWalk(task, stores, tasks, gateway);
    }
}
