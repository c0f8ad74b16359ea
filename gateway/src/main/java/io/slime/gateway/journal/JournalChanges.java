package io.slime.gateway.journal;

import io.slime.gateway.maintenance.Pace;
import io.slime.gateway.maintenance.Task;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.UUID;

/** Writes what changed in the metadata into the stores, every few seconds. */
public final class JournalChanges implements Task {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final Journal journal;
    private final TaskTable tasks;
    private final UUID gateway;

    /** Writes on behalf of a gateway. */
    public JournalChanges(Journal journal, TaskTable tasks, UUID gateway) {
        this.journal = journal;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Pace pace() {
        return Pace.every(PERIOD);
    }

    @Override
    public boolean run() {
        if (tasks.lease(name(), gateway, LEASE).isPresent()) {
            journal.writeChanges();
        }
        return false;
    }
}
