package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;
import io.slime.metadata.task.TaskRow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How the repairs get on: each gateway adds what it did to the task's row, and the one with the lease says how much there is, how
 * fast it goes and why it waits.
 */
final class RepairProgress {
    /** The task whose row it is. */
    static final String TASK = "repair";

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final long PERIOD = 2_000_000_000L;

    /** Of the time, at most this part is spent counting. */
    private static final int SHARE = 20;

    private final Metadata metadata;
    private final UUID gateway;
    private final Throttle throttle;
    private final LongSupplier nanos;
    private final LongAdder done = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Rate rate = new Rate();
    private long next;
    private boolean idle;
    private boolean paused;

    RepairProgress(Metadata metadata, UUID gateway, Throttle throttle, LongSupplier nanos) {
        this.metadata = metadata;
        this.gateway = gateway;
        this.throttle = throttle;
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** An extent is whole again, for which so many bytes were written. */
    void repaired(long written) {
        done.increment();
        bytes.add(written);
    }

    /** Bytes were written for an extent that is not whole yet. */
    void advanced(long written) {
        bytes.add(written);
    }

    /** Tells now and then, and learns; whether an operator paused repair. */
    boolean paused() {
        long now = nanos.getAsLong();
        if (now - next >= 0) {
            tell(now);
            long spent = nanos.getAsLong() - now;
            next = now + Math.max(PERIOD, SHARE * spent);
        }
        return paused;
    }

    private void tell(long now) {
        long finished = done.sumThenReset();
        long written = bytes.sumThenReset();
        if (finished > 0 || written > 0) {
            metadata.tasks().count(TASK, finished, written);
        }
        Optional<TaskRow> row = metadata.tasks().find(TASK);
        paused = row.filter(TaskRow::paused).isPresent();
        throttle.limit(BackgroundSettings.repairRate(metadata.settings()));
        Map<Integer, Long> histogram = metadata.repairs().histogram();
        long waiting = histogram.values().stream().mapToLong(Long::longValue).sum();
        if (waiting == 0 && idle) {
            return;
        }
        boolean begins = waiting > 0 && idle;
        idle = waiting == 0;
        if (paused || metadata.tasks().lease(TASK, gateway, LEASE).isPresent()) {
            report(now, waiting, begins);
        }
        if (idle) {
            metadata.tasks().release(TASK, gateway);
        }
    }

    private void report(long now, long waiting, boolean begins) {
        if (begins) {
            metadata.tasks().report(TASK, "{\"done\":0,\"bytes\":0}", Optional.empty());
        }
        Progress before = Progress.of(metadata.tasks().find(TASK));
        rate.at(now, before.done(), before.bytes());
        metadata.tasks().report(TASK, rate.fields(before.done() + waiting, waiting), reason(waiting));
    }

    private Optional<String> reason(long waiting) {
        if (waiting == 0) {
            return Optional.empty();
        }
        return metadata.repairs().postponed(1).entrySet().stream()
                .findFirst()
                .map(entry -> entry.getValue() + " of " + waiting + " extents wait: " + entry.getKey())
                .or(throttle::reason);
    }
}
