package io.slime.gateway.maintenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Works on several pieces at a time, as many as the throttle allows.
 *
 * @param throttle how many, and how fast
 * @param threads runs the workers: a virtual thread each
 */
public record Crew(Throttle throttle, Executor threads) {
    /**
     * Works on all of them, and waits for that. When one fails or the caller is interrupted, no more are begun, those at work go
     * on to their end.
     */
    <T> void work(List<T> pieces, Consumer<T> work) {
        work(pieces, 1, work);
    }

    /** The same with {@code fold} times as many workers, for pieces that are small. */
    <T> void work(List<T> pieces, int fold, Consumer<T> work) {
        Queue<T> left = new ConcurrentLinkedQueue<>(pieces);
        AtomicBoolean stopped = new AtomicBoolean();
        List<FutureTask<Boolean>> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(pieces.size(), fold * throttle.width()); i++) {
            int number = i;
            FutureTask<Boolean> worker =
                    new FutureTask<>(() -> work(left, work, () -> number < fold * throttle.width(), stopped), true);
            workers.add(worker);
            threads.execute(worker);
        }
        try {
            for (FutureTask<Boolean> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            stopped.set(true);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            stopped.set(true);
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** A worker leaves when there is no more room for it; there is always room for the first one. */
    private static <T> void work(Queue<T> left, Consumer<T> work, BooleanSupplier room, AtomicBoolean stopped) {
        while (!stopped.get() && room.getAsBoolean()) {
            T piece = left.poll();
            if (piece == null) {
                return;
            }
            work.accept(piece);
        }
    }
}
