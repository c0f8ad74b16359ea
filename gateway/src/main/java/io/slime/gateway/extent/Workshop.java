package io.slime.gateway.extent;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import java.util.concurrent.Executor;

/** What all writers and readers of extents of a gateway share. */
public final class Workshop {
    /** Contents being written take no more than this part of the heap. */
    private static final int WRITING_SHARE = 4;

    /** Contents being read take no more than this part of the heap: of their own, so that stalled uploads keep nobody from reading. */
    private static final int READING_SHARE = 8;

    /** Buffers that nobody uses take no more than this part of the heap, nor more than {@link #MOST_KEPT}. */
    private static final int KEPT_SHARE = 16;

    private static final long MOST_KEPT = 64L << 20;

    private final Cluster cluster;
    private final Placements placements;
    private final Pulse pulse;
    private final Executor threads;
    private final ExtentSettings settings;
    private final Buffers buffers =
            new Buffers(Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / KEPT_SHARE));
    private final Allowance writing;
    private final Allowance reading;
    private final Coding coding = new Coding(Runtime.getRuntime().availableProcessors());

    /**
     * Sets it up.
     *
     * @param threads runs what waits for stores, each task on a (virtual) thread of its own
     */
    public Workshop(Cluster cluster, Placements placements, Pulse pulse, Executor threads, ExtentSettings settings) {
        this.cluster = cluster;
        this.placements = placements;
        this.pulse = pulse;
        this.threads = threads;
        this.settings = settings;
        long heap = Runtime.getRuntime().maxMemory();
        this.writing = new Allowance(heap / WRITING_SHARE, settings.stall());
        this.reading = new Allowance(heap / READING_SHARE, settings.stall());
    }

    /** Bytes of buffers in use; 0 when nothing is read or written. */
    public long bufferBytes() {
        return buffers.leased();
    }

    Cluster cluster() {
        return cluster;
    }

    Placements placements() {
        return placements;
    }

    Pulse pulse() {
        return pulse;
    }

    Executor threads() {
        return threads;
    }

    ExtentSettings settings() {
        return settings;
    }

    Buffers buffers() {
        return buffers;
    }

    /** The memory of contents that are being written. */
    Allowance writing() {
        return writing;
    }

    /** The memory of contents that are being read. */
    Allowance reading() {
        return reading;
    }

    Coding coding() {
        return coding;
    }
}
