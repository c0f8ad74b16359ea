package io.slime.gateway.cli.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for SIGTERM or SIGINT. The JVM stays up until what followed {@link #await} has ended and {@link #done} was called, within
 * bounds, and then exits with 0: that a server was told to stop is no failure.
 */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Duration patience;
    private final Thread hook;

    private StopSignal(Duration patience) {
        this.patience = patience;
        this.hook = Thread.ofPlatform().name("slime-stop").unstarted(this::stop);
    }

    /**
     * Listens from now on.
     *
     * @param patience how long the orderly end may take
     */
    static StopSignal listen(Duration patience) {
        StopSignal signal = new StopSignal(patience);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Whether the end was asked for. */
    boolean asked() {
        return asked.getCount() == 0;
    }

    /** Waits until the end is asked for. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Says that everything is closed. */
    void done() {
        stopped.countDown();
        if (!asked()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        asked.countDown();
        try {
            boolean orderly = stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            System.out.flush();
            Runtime.getRuntime().halt(orderly ? 0 : 1);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
