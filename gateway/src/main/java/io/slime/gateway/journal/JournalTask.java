package io.slime.gateway.journal;

import io.slime.gateway.maintenance.Pace;
import io.slime.gateway.maintenance.Task;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One of the tasks that keep the journal. One gateway at a time does it: it holds a lease, which is prolonged while it writes. */
public final class JournalTask implements Task {
    private final Work work;
    private final TaskTable tasks;
    private final UUID gateway;

    private JournalTask(Work work, TaskTable tasks, UUID gateway) {
        this.work = work;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    /**
     * What is done.
     *
     * @param todo is given a way to prolong the lease, which tells whether that is still held
     */
    private record Work(String name, Duration period, Duration lease, Consumer<BooleanSupplier> todo) {}

    /**
     * The tasks of a gateway that does background work: what changed is written every few seconds, and everything where it is not
     * in the stores yet, or the changes outgrew it.
     */
    public static List<Task> writing(Journal journal, TaskTable tasks, UUID gateway) {
        return List.of(
                new JournalTask(
                        new Work("journal", Duration.ofSeconds(5), Duration.ofSeconds(20), journal::writeChanges),
                        tasks,
                        gateway),
                new JournalTask(
                        new Work(
                                "journal-full", Duration.ofSeconds(15), Duration.ofMinutes(2), journal::writeFullIfDue),
                        tasks,
                        gateway));
    }

    /** The task of a gateway that does no background work: there may be no other, and then the journal must not grow for ever. */
    public static Task bounding(Journal journal, TaskTable tasks, UUID gateway) {
        return new JournalTask(
                new Work("journal-bound", Duration.ofMinutes(1), Duration.ofMinutes(1), lease -> journal.bound()),
                tasks,
                gateway);
    }

    @Override
    public String name() {
        return work.name();
    }

    @Override
    public Pace pace() {
        return Pace.every(work.period());
    }

    @Override
    public boolean run() {
        if (leased()) {
            work.todo().accept(this::leased);
        }
        return false;
    }

    private boolean leased() {
        return tasks.lease(name(), gateway, work.lease()).isPresent();
    }
}
