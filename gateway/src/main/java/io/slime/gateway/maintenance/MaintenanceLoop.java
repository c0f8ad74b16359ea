package io.slime.gateway.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the background tasks of a gateway, each at its own pace and whatever happens to the others, until it is closed. */
public final class MaintenanceLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLoop.class);

    /** How long running tasks are let finish, and how long they then have to notice that they are interrupted. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<TaskRun> runs;

    private MaintenanceLoop(List<Task> tasks) {
        runs = tasks.stream().map(task -> new TaskRun(task, closing)).toList();
    }

    /** Starts the tasks, each of which keeps a thread of the executor until the loop is closed. */
    public static MaintenanceLoop start(List<Task> tasks, Executor threads) {
        MaintenanceLoop loop = new MaintenanceLoop(tasks);
        loop.runs.forEach(threads::execute);
        return loop;
    }

    /** How each task is doing, in the order in which they were given. */
    public List<TaskReport> reports() {
        return runs.stream().map(TaskRun::report).toList();
    }

    /** Ends the loop within {@code 2 × 2} seconds: tasks at work may finish, then they are interrupted. Throws nothing. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!awaitEnd()) {
                runs.forEach(TaskRun::interrupt);
                if (!awaitEnd()) {
                    LOG.warn("background tasks are still waiting for something, and are left to themselves");
                }
            }
        } catch (InterruptedException e) {
            runs.forEach(TaskRun::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        boolean all = true;
        for (TaskRun run : runs) {
            all &= run.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
        }
        return all;
    }
}
