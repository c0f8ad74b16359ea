package io.slime.chunkd.directory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives each PUT a stamp greater than all before it, also across restarts and a clock that went back: a file holds a
 * ceiling that no stamp given so far exceeds, raised in large steps.
 */
final class Stamps {
    private static final long STEP = 1L << 32;

    private final Layout layout;
    private final AtomicLong last;
    private final ReentrantLock raising = new ReentrantLock();
    private volatile long ceiling;

    Stamps(Layout layout, InstantSource clock) throws IOException {
        this.layout = layout;
        long known = Long.parseLong(layout.text(Layout.STAMPS_FILE).orElse("0"));
        long micros = Math.multiplyExact(clock.millis(), 1_000L);
        last = new AtomicLong(Math.max(micros, known));
        raise(last.get());
    }

    /** A stamp > 0 that no chunk of this store ever had. */
    long next() throws IOException {
        long stamp = last.incrementAndGet();
        if (stamp > ceiling) {
            raise(stamp);
        }
        return stamp;
    }

    private void raise(long above) throws IOException {
        raising.lock();
        try {
            if (above >= ceiling) {
                layout.writeText(Layout.STAMPS_FILE, Long.toString(above + STEP));
                ceiling = above + STEP;
            }
        } finally {
            raising.unlock();
        }
    }
}
