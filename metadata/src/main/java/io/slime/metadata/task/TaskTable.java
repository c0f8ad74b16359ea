package io.slime.metadata.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The background tasks. A lease keeps two gateways from doing the same work; safety never rests on it. */
public final class TaskTable {
    /** Takes or prolongs the lease; empty if another gateway holds it or the task is paused. */
    public Optional<TaskRow> lease(String name, UUID gateway, Duration length) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Keeps cursor and progress (a JSON object), if the gateway still holds the lease; else false. */
    public boolean save(String name, UUID gateway, Optional<String> cursor, String progress) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Gives the lease back. */
    public void release(String name, UUID gateway) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** Stops a task, saying why, or lets it go on. */
    public void pause(String name, boolean paused, Optional<String> reason) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** All tasks, by name. */
    public List<TaskRow> list() {
        return io.slime.metadata.transaction.Pending.body();
    }
}
