package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of the heap that contents on their way may hold, shared out before they begin: what was begun can then end, however slow
 * its client is, and the heap holds all of it. The less is left, the smaller are the shares, so that many get one; of those who find
 * nothing left a few wait for a while, first come first served.
 */
final class Allowance {
    /** What needs less asks for nothing: there are no more such requests at a time than are admitted. */
    static final long SMALL = 64 << 10;

    /** A share is at most this part of what is left, if it can be. */
    private static final int PART = 32;

    /** So few wait, for whoever waits keeps one of the requests that are admitted from others; more are refused at once. */
    private static final int MOST_WAITING = 32;

    /** A unit of the allowance, so that a semaphore can count it. */
    private static final int UNIT = 1 << 10;

    private final int units;
    private final Semaphore free;
    private final Duration patience;

    /**
     * Shares out so many bytes.
     *
     * @param patience how long is waited for a share
     */
    Allowance(long bytes, Duration patience) {
        this.units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
        this.free = new Semaphore(units, true);
        this.patience = patience;
    }

    /**
     * Takes a share.
     *
     * @param most bytes that are of use
     * @param least bytes that it can do with; if that is more than there is in all, all of it
     * @throws StorageException.Overloaded if there is not even that in time
     */
    Share take(long most, long least) {
        if (most <= SMALL) {
            return new Share(0, most);
        }
        int lowest = unitsOf(Math.min(least, most));
        int wanted = Math.clamp(free.availablePermits() / PART, lowest, unitsOf(most));
        if (!free.hasQueuedThreads() && free.tryAcquire(wanted)) {
            return new Share(wanted, Math.clamp((long) wanted * UNIT, Math.min(least, most), most));
        }
        try {
            if (free.getQueueLength() < MOST_WAITING
                    && free.tryAcquire(lowest, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Share(lowest, Math.min(least, most));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StorageException.Overloaded("the memory for requests is in use: " + taken() + " bytes");
    }

    /** Bytes that are shared out. */
    long taken() {
        return (long) (units - free.availablePermits()) * UNIT;
    }

    private int unitsOf(long bytes) {
        return Math.clamp((bytes + UNIT - 1) / UNIT, 1, units);
    }

    /** What may be held; until it is closed, once or more often. */
    final class Share implements AutoCloseable {
        private final int taken;
        private final long bytes;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Share(int taken, long bytes) {
            this.taken = taken;
            this.bytes = bytes;
        }

        long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            if (taken > 0 && !closed.getAndSet(true)) {
                free.release(taken);
            }
        }
    }
}
