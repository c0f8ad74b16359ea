package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A lock, and a bell that is rung whenever what it guards has changed. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Wakes all that wait; the lock is held. */
    void ring() {
        rung.signalAll();
    }

    /** Waits to be rung, at most so long; the lock is held. May return early, so callers look again, in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    void await(long nanos) {
        try {
            long left = rung.awaitNanos(nanos);
            assert left <= nanos;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable("interrupted while waiting for stores", e);
        }
    }
}
