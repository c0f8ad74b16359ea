package io.slime.gateway.extent;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import java.util.concurrent.Executor;

/** What all writers and readers of extents of a gateway share. */
public final class Workshop {
    /** Buffers should take no more than this part of the heap. */
    private static final int HEAP_SHARE = 4;

    private final Cluster cluster;
    private final Placements placements;
    private final Pulse pulse;
    private final Executor threads;
    private final ExtentSettings settings;
    private final Buffers buffers = new Buffers(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
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

    Coding coding() {
        return coding;
    }
}
