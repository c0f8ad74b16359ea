package io.slime.chunkd.directory;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Claims that are held by a caller and by the disk operations that it started: they are let go of when the last of these
 * has ended, also if the caller has given up before.
 */
final class Hold implements AutoCloseable {
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Runnable release;

    Hold(Runnable release) {
        this.release = release;
    }

    /** Holds on for one more operation; the result is run when it has ended, or will never start. */
    Runnable extend() {
        holders.incrementAndGet();
        return this::close;
    }

    /** The caller, or an operation, is done. */
    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            release.run();
        }
    }
}
