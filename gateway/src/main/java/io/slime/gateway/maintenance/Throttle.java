package io.slime.gateway.maintenance;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final long LONGEST_WAIT = 2_000_000_000L;

    private final Foreground foreground;
    private final LongSupplier nanos;
    private final AtomicLong free;
    private volatile long limit;

    /** Gives way to those requests; the clock counts nanoseconds from anywhere. */
    public Throttle(Foreground foreground, LongSupplier nanos) {
        this.foreground = foreground;
        this.nanos = nanos;
        this.free = new AtomicLong(nanos.getAsLong());
    }

    /** How many extents may be worked on now. */
    int width() {
        return foreground.busy() ? 1 : MOST;
    }

    /** Sets the limit in bytes per second; 0 for none. */
    void limit(long bytesPerSecond) {
        limit = Math.max(0, bytesPerSecond);
    }

    /** Why work is slower than it could be, if it is. */
    Optional<String> reason() {
        return foreground.busy()
                ? Optional.of("slowed down while clients are served")
                : limit > 0 ? Optional.of("limited to " + limit + " bytes/s") : Optional.empty();
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
            long worked = Math.max(0, nanos.getAsLong() - since);
            long rest = foreground.busy() ? Math.min(worked, LONGEST_REST) : 0;
            rest = Math.max(rest, turn(bytes));
            if (rest > 0) {
                LockSupport.parkNanos(rest);
            }
            since = nanos.getAsLong();
        }

        /** Nanoseconds until so many bytes may pass. */
        private long turn(long bytes) {
            long rate = limit;
            if (rate == 0) {
                return 0;
            }
            long now = nanos.getAsLong();
            long length = (long) (bytes * 1e9 / rate);
            long mine = free.getAndUpdate(at -> (at - now < 0 ? now : at) + length);
            return Math.clamp(mine - now, 0, LONGEST_WAIT);
        }
    }
}
