package io.slime.gateway.extent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Byte arrays that are used again and again. Small ones are simply made: that is cheaper than keeping them. How many are in use is
 * bounded by the {@link Allowance}.
 */
final class Buffers {
    private static final int SMALLEST_KEPT = 1 << 15;
    private static final int LARGEST_KEPT = 1 << 20;

    private final List<ArrayDeque<byte[]>> classes = new ArrayList<>();
    private final long mostKept;
    private final AtomicLong leased = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();

    /** Keeps at most so many bytes of buffers that nobody uses. */
    Buffers(long mostKept) {
        this.mostKept = mostKept;
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
        if (buffer.length >= SMALLEST_KEPT && buffer.length <= LARGEST_KEPT && kept.get() < mostKept) {
            ArrayDeque<byte[]> same = classes.get(classOf(buffer.length));
            synchronized (same) {
                same.push(buffer);
            }
            kept.addAndGet(buffer.length);
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
