package io.slime.chunkd.directory;

import java.util.function.LongSupplier;

/** How fast a scrub is of late: an average over the last one to two minutes. Thread safe. */
final class ScrubSpeed {
    private static final double SECOND = 1e9;
    private static final long WINDOW = 60_000_000_000L;

    /** Below this, pauses weigh more than what was read between them. */
    private static final long LEAST = 10_000_000_000L;

    private final LongSupplier nanos;
    private long since;
    private long bytes;
    private long nanosBefore;
    private long bytesBefore;
    private boolean running;

    /** The clock counts nanoseconds from anywhere. */
    ScrubSpeed(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** It goes on. */
    synchronized void begin() {
        since = nanos.getAsLong();
        bytes = 0;
        nanosBefore = 0;
        bytesBefore = 0;
        running = true;
    }

    /** It stands still. */
    synchronized void end() {
        running = false;
    }

    synchronized void add(long read) {
        long age = nanos.getAsLong() - since;
        if (age > WINDOW) {
            nanosBefore = age;
            bytesBefore = bytes;
            since += age;
            bytes = 0;
        }
        bytes += read;
    }

    /** Bytes a second; 0 while it stands still, or has not run for long enough to tell. */
    synchronized long perSecond() {
        long time = nanosBefore + nanos.getAsLong() - since;
        return running && time >= LEAST ? (long) ((bytesBefore + bytes) / (time / SECOND)) : 0;
    }
}
