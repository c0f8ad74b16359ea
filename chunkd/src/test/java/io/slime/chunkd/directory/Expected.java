package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.disk.DiskOp;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a store must be like at some point of its history: told by the notes in the log of its drive. */
final class Expected {
    private final Map<ChunkId, Set<Seen>> chunks = new TreeMap<>();
    private long era;
    private long stamp;

    /** From now on a reader of the chunk must find one of these. */
    record Finds(ChunkId id, Set<Seen> possible) {}

    /** A write with this era and stamp was answered. */
    record Answered(long era, long stamp) {}

    /** A point at which nothing runs. */
    record Quiet(String what) {}

    /** Goes on by one step of the history. */
    void apply(DiskOp op) {
        if (op instanceof DiskOp.Note(Finds finds)) {
            chunks.put(finds.id(), finds.possible());
        } else if (op instanceof DiskOp.Note(Answered answered)) {
            era = Math.max(era, answered.era());
            stamp = Math.max(stamp, answered.stamp());
        }
    }

    Expected copy() {
        Expected copy = new Expected();
        copy.chunks.putAll(chunks);
        copy.era = era;
        copy.stamp = stamp;
        return copy;
    }

    /** What may be found of each chunk that was ever named. */
    Map<ChunkId, Set<Seen>> chunks() {
        return chunks;
    }

    Set<Seen> of(ChunkId id) {
        return chunks.getOrDefault(id, EnumSet.of(Seen.ABSENT));
    }

    /** Least era that the store must know. */
    long era() {
        return era;
    }

    /** Greatest stamp that was ever given. */
    long stamp() {
        return stamp;
    }
}
