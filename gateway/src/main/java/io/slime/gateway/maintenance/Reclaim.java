package io.slime.gateway.maintenance;

import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.garbage.Reclaimed;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Deletes contents that nothing references any more: first their rows, and after that COMMIT their chunks. What a crash leaves
 * in between are orphans.
 */
public final class Reclaim implements Task {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int STAMPED = 5000;
    private static final int RECLAIMED = 200;

    private final GarbageTable garbage;
    private final TaskTable tasks;
    private final Freeze freeze;
    private final Consumer<List<Reclaimed>> eraser;
    private final UUID gateway;

    /** Reclaims on behalf of a gateway; the eraser deletes the chunks. */
    public Reclaim(
            GarbageTable garbage, TaskTable tasks, Freeze freeze, Consumer<List<Reclaimed>> eraser, UUID gateway) {
        this.garbage = garbage;
        this.tasks = tasks;
        this.freeze = freeze;
        this.eraser = eraser;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "reclaim";
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(3), Duration.ofMillis(50));
    }

    @Override
    public boolean run() {
        if (freeze.holds() || tasks.lease(name(), gateway, LEASE).isEmpty()) {
            return false;
        }
        int stamped = garbage.stamp(STAMPED);
        List<Reclaimed> gone = garbage.reclaim(RECLAIMED);
        eraser.accept(gone);
        return stamped == STAMPED || gone.size() == RECLAIMED;
    }
}
