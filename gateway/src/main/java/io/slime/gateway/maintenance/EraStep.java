package io.slime.gateway.maintenance;

import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.UUID;

/**
 * Moves the era on. Before that, every gateway compares it with the stores that it reaches; where none answers or deletion is
 * frozen, the era stays, so that a database which went back in time does not catch up unnoticed.
 */
public final class EraStep implements Task {
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final EpochTable epochs;
    private final TaskTable tasks;
    private final Freeze freeze;
    private final UUID gateway;

    /** Moves that era on, on behalf of a gateway. */
    public EraStep(EpochTable epochs, TaskTable tasks, Freeze freeze, UUID gateway) {
        this.epochs = epochs;
        this.tasks = tasks;
        this.freeze = freeze;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "era-step";
    }

    @Override
    public Pace pace() {
        return Pace.every(Duration.ofSeconds(5));
    }

    @Override
    public boolean run() {
        if (!freeze.check()) {
            tasks.release(name(), gateway);
        } else if (!freeze.holds() && tasks.lease(name(), gateway, LEASE).isPresent()) {
            epochs.bumpEra();
        }
        return false;
    }
}
