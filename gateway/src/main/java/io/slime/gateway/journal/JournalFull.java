package io.slime.gateway.journal;

import io.slime.gateway.maintenance.Pace;
import io.slime.gateway.maintenance.Task;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.UUID;

/** Writes all metadata into the stores where none is, and when the changes since the last time outgrew it. */
public final class JournalFull implements Task {
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Journal journal;
    private final TaskTable tasks;
    private final UUID gateway;

    /** Writes on behalf of a gateway. */
    public JournalFull(Journal journal, TaskTable tasks, UUID gateway) {
        this.journal = journal;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "journal-full";
    }

    @Override
    public Pace pace() {
        return Pace.every(PERIOD);
    }

    @Override
    public boolean run() {
        if (tasks.lease(name(), gateway, LEASE).isPresent()) {
            journal.writeFullIfDue();
        }
        return false;
    }
}
