package io.slime.gateway.extent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Byte arrays that are used again and again. Small ones are simply made: that is cheaper than keeping them. There is a share of the
 * heap that they should not exceed: writers wait for it, within limits, so that many uploads at once are slower rather than too much.
 */
final class Buffers {
    private static final int SMALLEST_KEPT = 1 << 15;
    private static final int LARGEST_KEPT = 1 << 20;
    private static final long MOST_KEPT = 64L << 20;

    private final List<ArrayDeque<byte[]>> classes = new ArrayList<>();
    private final long share;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong leased = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();

    /** Buffers that should not exceed so many bytes. */
    Buffers(long share) {
        this.share = share;
        for (int size = SMALLEST_KEPT; size <= LARGEST_KEPT; size *= 2) {
            classes.add(new ArrayDeque<>());
        }
    }

    /** An array of at least that length, with anything in it. */
    byte[] lease(int length) {
        byte[] buffer = length <= SMALLEST_KEPT / 2 || length > LARGEST_KEPT ? new byte[length] : take(length);
        leased.addAndGet(buffer.length);
        return buffer;
    }

    /** Gives an array back, once, when nobody uses it any more. */
    void giveBack(byte[] buffer) {
        leased.addAndGet(-buffer.length);
        if (waiting.get() > 0) {
            wake();
        }
        if (buffer.length >= SMALLEST_KEPT && buffer.length <= LARGEST_KEPT && kept.get() < MOST_KEPT) {
            ArrayDeque<byte[]> same = classes.get(classOf(buffer.length));
            synchronized (same) {
                same.push(buffer);
            }
            kept.addAndGet(buffer.length);
        }
    }

    /**
     * Waits while more than the share is in use, but not for longer than that many nanoseconds: what is in use may be waiting for
     * slow clients. Returns early when interrupted.
     */
    void awaitShare(long nanos) {
        if (leased.get() <= share) {
            return;
        }
        lock.lock();
        waiting.incrementAndGet();
        try {
            long left = nanos;
            while (left > 0 && leased.get() > share) {
                left = less.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            less.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of arrays that were not given back yet. */
    long leased() {
        return leased.get();
    }

    private byte[] take(int length) {
        int number = classOf(length);
        ArrayDeque<byte[]> same = classes.get(number);
        byte[] buffer;
        synchronized (same) {
            buffer = same.poll();
        }
        if (buffer == null) {
            return new byte[SMALLEST_KEPT << number];
        }
        kept.addAndGet(-buffer.length);
        return buffer;
    }

    /** The class of the smallest size that is not less. */
    private static int classOf(int length) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(length, SMALLEST_KEPT) - 1);
        return bits - Integer.numberOfTrailingZeros(SMALLEST_KEPT);
    }
}
