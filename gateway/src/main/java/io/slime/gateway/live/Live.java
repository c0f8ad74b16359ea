package io.slime.gateway.live;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who looks that something changed. While somebody does, one thread looks each second, however many they are; while nobody does,
 * nothing is done.
 */
public final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Changes changes = new Changes();
    private final Semaphore nudge = new Semaphore(0);
    private final Seats seats;
    private final Sights sights;
    private final Executor threads;
    private boolean watching;
    private boolean blind;

    /**
     * Nobody looks yet.
     *
     * @param sights what is looked at
     * @param most how many may listen at the same time
     * @param threads runs what looks
     */
    Live(Sights sights, int most, Executor threads) {
        this.sights = sights;
        this.seats = new Seats(most, changes::wake);
        this.threads = threads;
    }

    /** Looks at a gateway's cluster, and at what it serves. */
    public static Live of(Surroundings surroundings, int most, Executor threads) {
        Sights sights = new Sights(
                surroundings.cluster(), surroundings.stores(), surroundings.metadata(), surroundings.requests());
        return new Live(sights, most, threads);
    }

    /**
     * A listener for who shows {@code owner}, such as a session; {@link Listener#close} ends it. Where they have too many, their oldest
     * one makes room.
     *
     * @return empty if all places are taken by others, or the gateway is about to stop
     */
    public Optional<Listener> listen(String owner) {
        Optional<Seats.Seat> seat = seats.take(owner);
        if (seat.isPresent()) {
            watch();
        }
        return seat.map(taken -> new Listener(taken, changes));
    }

    /** Has it looked at once, since something was changed here. */
    public void nudge() {
        nudge.release();
    }

    /** How many listen. */
    public int listening() {
        return seats.taken();
    }

    private synchronized void watch() {
        if (!watching) {
            watching = true;
            threads.execute(this::run);
        }
    }

    private void run() {
        try {
            while (goesOn()) {
                look();
                if (nudge.tryAcquire(PACE.toNanos(), TimeUnit.NANOSECONDS)) {
                    nudge.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean goesOn() {
        watching = seats.taken() > 0;
        return watching;
    }

    /** While the database does not answer nothing is known; that this begins and ends is news to everybody. */
    private void look() {
        try {
            Set<Topic> changed = sights.look();
            changes.tell(blind ? EnumSet.allOf(Topic.class) : changed);
            blind = false;
        } catch (RuntimeException e) {
            if (!blind) {
                LOG.warn("what changed is not known at present: {}", e.getMessage(), e);
                changes.tell(EnumSet.allOf(Topic.class));
            }
            blind = true;
        }
    }

    /** Ends all listeners, and takes no more. */
    @Override
    public void close() {
        seats.close();
    }
}
