package io.slime.gateway.maintenance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task until the loop is closed, whatever it throws. */
final class TaskRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLoop.class);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final Task task;
    private final CountDownLatch closing;
    private final FailureCount count = new FailureCount();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile TaskReport report;
    private volatile @Nullable Thread thread;

    TaskRun(Task task, CountDownLatch closing) {
        this.task = task;
        this.closing = closing;
        this.report = new TaskReport(task.name(), 0, 0, Optional.empty());
    }

    TaskReport report() {
        return report;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            Duration wait = Duration.ZERO;
            while (!closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                wait = once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread = null;
            ended.countDown();
        }
    }

    /** Waits for the end, at most so long; whether it came. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    }

    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** The one place of this room where every failure ends: nothing may end the loop. How long to wait then. */
    private Duration once() {
        try {
            boolean more = task.run();
            succeeded();
            return more ? task.pace().pause() : task.pace().period();
        } catch (RuntimeException | Error e) {
            failed(e);
            Duration period = task.pace().period();
            return period.compareTo(LONGEST_RETRY) < 0 ? period : LONGEST_RETRY;
        }
    }

    private void succeeded() {
        TaskReport before = report;
        long over = count.succeeded();
        if (over > 1) {
            LOG.info("{} works again, after {} failures", task.name(), over);
        }
        report = new TaskReport(task.name(), before.runs() + 1, 0, Optional.empty());
    }

    private void failed(Throwable e) {
        TaskReport before = report;
        long failures = count.failed();
        boolean first = failures == 1;
        if (first && e instanceof Error) {
            LOG.error("{} failed, will be tried again", task.name(), e);
        } else if (first) {
            // Others were quicker, or something is about to end: no news before it happens again.
            LOG.debug("{} failed, will be tried again: {}", task.name(), e.toString());
        } else if (count.noteworthy() && closing.getCount() > 0) {
            LOG.warn(
                    "{} failed {} times and never worked {} times in a row meanwhile, will be tried again: {}",
                    task.name(),
                    failures,
                    FailureCount.SETTLED,
                    e.toString());
        }
        report = new TaskReport(
                task.name(), before.runs() + 1, before.failures() + 1, Optional.of(String.valueOf(e.getMessage())));
    }
}
