package io.slime.chunkd.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes connections whose calls are late, which wakes who waits on them: a blocking write has no timeout of its own. */
final class Watch {
    private static final long LONGEST_TICK = 500;

    private final Set<Connection> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final long callNanos;
    private final Executor soon;

    /** Allows each call so much time, and up to an eighth of it or half a second more. */
    Watch(Duration call) {
        callNanos = call.toNanos();
        long tick = Math.clamp(call.toMillis() / 8, 1, LONGEST_TICK);
        soon = CompletableFuture.delayedExecutor(tick, TimeUnit.MILLISECONDS, Runnable::run);
    }

    void start(Connection connection) {
        connection.deadline(System.nanoTime() + callNanos);
        running.add(connection);
        tickOn();
    }

    void stop(Connection connection) {
        running.remove(connection);
        connection.deadline(Long.MAX_VALUE);
    }

    private void tickOn() {
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            soon.execute(this::tick);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        running.forEach(connection -> connection.closeIfLate(now));
        ticking.set(false);
        if (!running.isEmpty()) {
            tickOn();
        }
    }
}
