package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MaintenanceLoopTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void noThreadIsLeft() {
        threads.shutdownNow();
        await().until(threads::isTerminated);
    }

    @Test
    void aTaskThatFailsIsTriedAgainAndDisturbsNoOther() {
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger healthy = new AtomicInteger();
        Task bad = task("bad", Pace.every(Duration.ofMillis(1)), () -> {
            if (failing.incrementAndGet() < 5) {
                throw new IllegalStateException("no luck " + failing.get());
            }
            return false;
        });
        Task worse = task("worse", Pace.every(Duration.ofMillis(1)), () -> {
            throw new AssertionError("a bug");
        });
        Task good = task("good", Pace.every(Duration.ofMillis(1)), () -> healthy.incrementAndGet() < 0);
        try (MaintenanceLoop loop = MaintenanceLoop.start(List.of(bad, worse, good), threads)) {
            await().until(() -> failing.get() >= 10 && healthy.get() >= 10);
            await().until(() -> loop.reports().get(1).runs() >= 10);
            assertThat(loop.reports().get(0).failures()).isZero();
            assertThat(loop.reports().get(0).error()).isEmpty();
            assertThat(loop.reports().get(1).error()).isEqualTo(Optional.of("a bug"));
            assertThat(loop.reports().get(1).failures())
                    .isEqualTo(loop.reports().get(1).runs());
        }
    }

    @Test
    void aTaskWithMoreToDoWaitsForThePauseOnly() {
        AtomicInteger left = new AtomicInteger(20);
        Task busy = task("busy", new Pace(Duration.ofHours(1), Duration.ofMillis(1)), () -> left.decrementAndGet() > 0);
        try (MaintenanceLoop loop = MaintenanceLoop.start(List.of(busy), threads)) {
            await().until(() -> loop.reports().getFirst().runs() == 20);
            assertThat(left.get()).isZero();
        }
    }

    @Test
    void closeEndsIdleTasksAtOnce() {
        Task idle = task("idle", Pace.every(Duration.ofHours(1)), () -> false);
        MaintenanceLoop loop = MaintenanceLoop.start(List.of(idle, idle, idle), threads);
        await().until(() -> loop.reports().stream().allMatch(report -> report.runs() == 1));
        long begun = System.nanoTime();
        loop.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        threads.shutdown();
        await().atMost(Duration.ofSeconds(1)).until(threads::isTerminated);
    }

    @Test
    void closeInterruptsATaskThatWaits() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Task stuck = task("stuck", Pace.every(Duration.ofHours(1)), () -> {
            waiting.countDown();
            try {
                never.await();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });
        MaintenanceLoop loop = MaintenanceLoop.start(List.of(stuck), threads);
        await().until(() -> waiting.getCount() == 0);
        loop.close();
        threads.shutdown();
        await().atMost(Duration.ofSeconds(1)).until(threads::isTerminated);
    }

    private static Task task(String name, Pace pace, BooleanSupplier run) {
        return new Task() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Pace pace() {
                return pace;
            }

            @Override
            public boolean run() {
                return run.getAsBoolean();
            }
        };
    }
}
