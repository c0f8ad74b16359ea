package io.slime.gateway.maintenance;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How hard background work presses. With nothing else to do, several extents are worked on at a time and without a pause; while
 * clients are served, one, which rests as long as it works; never faster than a limit that an operator may set.
 */
public final class Throttle {
    /** Most extents worked on at a time by one gateway. */
    public static final int MOST = 8;

    private static final long LONGEST_REST = 100_000_000L;

    /** What is written meanwhile must not be given up by its store. */
    private static final long LONGEST_WAIT = 20_000_000_000L;

    /** So often a wait notices that the limit was changed. */
    private static final long LOOK = 500_000_000L;

    /** Bytes per second below which fewer extents are worked on, one for each of these. */
    private static final long PER_EXTENT = 1 << 20;

    private final Foreground foreground;
    private final LongSupplier nanos;
    private volatile long limit;
    private long entered;
    private double paid;
    private long paidAt;

    /** Gives way to those requests; the clock counts nanoseconds from anywhere. */
    public Throttle(Foreground foreground, LongSupplier nanos) {
        this.foreground = foreground;
        this.nanos = nanos;
        this.paidAt = nanos.getAsLong();
    }

    /** How many extents may be worked on now. */
    int width() {
        long rate = limit;
        return foreground.busy() ? 1 : rate == 0 ? MOST : Math.clamp(rate / PER_EXTENT, 1, MOST);
    }

    /** Sets the limit in bytes per second; 0 for none. */
    synchronized void limit(long bytesPerSecond) {
        pay();
        limit = Math.max(0, bytesPerSecond);
    }

    /** Why work is slower than it could be, if it is. */
    Optional<String> reason() {
        return foreground.busy()
                ? Optional.of("slowed down while clients are served")
                : limit > 0 ? Optional.of("limited to " + limit + " bytes/s") : Optional.empty();
    }

    /** Announces so many bytes; their turn comes when all that were announced before are paid for by time. */
    synchronized long enter(long bytes) {
        pay();
        long turn = entered;
        entered += bytes;
        return turn;
    }

    /** Nanoseconds until it is the turn of bytes that were announced, if the limit stays; 0 if it is. */
    synchronized long left(long turn) {
        pay();
        return paid >= turn ? 0 : (long) Math.ceil((turn - paid) * 1e9 / limit);
    }

    /** Lets bytes go whose turn has not come: what was not waited for is not owed by those behind them. */
    private synchronized void forgive(long turn) {
        pay();
        paid = Math.max(paid, (double) turn);
    }

    /** Time that passes while nothing is owed is worth nothing, so that no burst follows a rest. */
    private void pay() {
        long now = nanos.getAsLong();
        paid = limit == 0
                ? (double) entered
                : Math.min((double) entered, paid + limit * Math.max(0, now - paidAt) / 1e9);
        paidAt = now;
    }

    /** The pace of one piece of work, used by its thread. */
    Pacer pacer() {
        return new Pacer();
    }

    /** Keeps one piece of work from going too fast. */
    final class Pacer {
        private long since = nanos.getAsLong();

        /** Says that so many bytes were worked on since the last call; rests as long as is due. */
        void passed(long bytes) {
            long began = nanos.getAsLong();
            long rest = foreground.busy() ? Math.clamp(began - since, 0, LONGEST_REST) : 0;
            long turn = enter(bytes);
            long wait = Math.max(rest, left(turn));
            while (wait > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(Math.min(wait, LOOK));
                long rested = nanos.getAsLong() - began;
                wait = Math.min(Math.max(rest - rested, left(turn)), LONGEST_WAIT - rested);
            }
            forgive(turn);
            since = nanos.getAsLong();
        }
    }
}
