package io.slime.gateway.cluster;

/** A read that goes on: while it does, nothing that it may need is reclaimed. Closing twice is harmless. */
public final class RunningRead implements AutoCloseable {
    private final Pulse pulse;
    private final long era;
    private boolean closed;

    RunningRead(Pulse pulse, long era) {
        this.pulse = pulse;
        this.era = era;
    }

    /** The era at which it began, or an earlier one. */
    public long era() {
        return era;
    }

    /** Ends it. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            pulse.ended(era);
        }
    }
}
