package io.slime.gateway.cluster;

import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.transaction.MetadataException;
import java.util.TreeMap;
import java.util.UUID;

/**
 * This gateway's signs of life, what it learns by them (the era), and its running reads, whose oldest one travels with each sign
 * so that reclaim waits for it. A read counts as of the era learned by the sign before the last: so also what it looked up shortly
 * before it began, less than the time between two signs, is not reclaimed.
 */
public final class Pulse {
    private final EpochTable table;
    private final UUID gateway;
    private final String name;
    private final TreeMap<Long, Integer> running = new TreeMap<>();
    private long era;
    private long eraBefore;

    /** The pulse of that gateway, called {@code name} by people; the era is 0 until the first {@link #beat}. */
    public Pulse(EpochTable table, UUID gateway, String name) {
        this.table = table;
        this.gateway = gateway;
        this.name = name;
    }

    /**
     * Gives a sign of life and learns the era. Called by one thread at a time, first before anything is read.
     *
     * @throws MetadataException if the database does not answer
     */
    public void beat() {
        long learned = table.beat(gateway, name, oldest());
        synchronized (this) {
            eraBefore = Math.min(era, learned);
            era = learned;
        }
    }

    /** The era learned last. It falls when the database went back in time, which stores must see. */
    public synchronized long era() {
        return era;
    }

    /** Begins a read; to be called before, or shortly after, the metadata of what is read is looked up. */
    public synchronized RunningRead begin() {
        running.merge(eraBefore, 1, Integer::sum);
        return new RunningRead(this, eraBefore);
    }

    /** How many reads are running. */
    public synchronized int running() {
        return running.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized void ended(long began) {
        running.computeIfPresent(began, (key, count) -> count == 1 ? null : count - 1);
    }

    private synchronized long oldest() {
        return running.isEmpty() ? eraBefore : Math.min(eraBefore, running.firstKey());
    }
}
