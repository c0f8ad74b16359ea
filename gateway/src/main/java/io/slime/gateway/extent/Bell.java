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
    void await(long nanos) {
        if (!awaitUnlessInterrupted(nanos)) {
            throw new StorageException.Unavailable("interrupted while waiting for stores");
        }
    }

    /** The same; false if the thread was interrupted, which it stays. */
    @SuppressWarnings("WaitNotInLoop")
    boolean awaitUnlessInterrupted(long nanos) {
        try {
            return rung.awaitNanos(nanos) <= nanos;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
