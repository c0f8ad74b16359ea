package io.slime.gateway.maintenance;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The requests of clients that are running: background work gives way to them. */
public final class Foreground {
    /** So long after the last request the next one is still expected. */
    private static final long LINGER = 200_000_000L;

    private final LongSupplier nanos;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong lastEnd;

    /** None yet; the clock counts nanoseconds from anywhere. */
    public Foreground(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastEnd = new AtomicLong(nanos.getAsLong() - LINGER);
    }

    /** A request begins. */
    public void begin() {
        running.incrementAndGet();
    }

    /** A request has ended. */
    public void end() {
        lastEnd.set(nanos.getAsLong());
        running.decrementAndGet();
    }

    /** Whether clients are being served now, or were a moment ago. */
    public boolean busy() {
        return running.get() > 0 || nanos.getAsLong() - lastEnd.get() < LINGER;
    }
}
