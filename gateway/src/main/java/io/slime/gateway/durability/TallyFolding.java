package io.slime.gateway.durability;

import io.slime.gateway.maintenance.Pace;
import io.slime.gateway.maintenance.Task;
import io.slime.metadata.tally.TallyTable;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.UUID;

/** Folds the differences that publishes leave in the counters, so that adding them up stays quick. */
public final class TallyFolding implements Task {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final TallyTable tallies;
    private final TaskTable tasks;
    private final UUID gateway;

    /** Folds on behalf of a gateway. */
    public TallyFolding(TallyTable tallies, TaskTable tasks, UUID gateway) {
        this.tallies = tallies;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "tally-folding";
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(10), Duration.ofMillis(100));
    }

    @Override
    public boolean run() {
        return tasks.lease(name(), gateway, LEASE).isPresent() && tallies.fold() >= TallyTable.MANY;
    }
}
