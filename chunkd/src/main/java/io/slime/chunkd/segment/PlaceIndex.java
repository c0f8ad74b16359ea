package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the live record of each chunk is, in about 16 bytes of memory a chunk. It keeps 32 bits of an id's hash, so that
 * what it finds is a candidate: the record tells whether it is the chunk's. A record is live exactly if it is in here.
 * Readers take no lock.
 */
final class PlaceIndex {
    private static final int SHARDS = 64;

    private final PlaceTable[] shards = new PlaceTable[SHARDS];
    private final AtomicLong count = new AtomicLong();

    PlaceIndex() {
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new PlaceTable();
        }
    }

    long count() {
        return count.get();
    }

    /** Places that may be the chunk's; most often one or none. */
    List<Place> candidates(ChunkId id) {
        List<Place> found = List.of();
        long hash = hash(id);
        PlaceTable.Probe probe = shard(hash).probe((int) hash);
        for (long packed = probe.next(); packed != 0; packed = probe.next()) {
            found = found.isEmpty() ? new ArrayList<>(1) : found;
            found.add(Place.unpack(packed));
        }
        return found;
    }

    /** Whether the record at that place is the chunk's live one. */
    boolean holds(ChunkId id, Place place) {
        long hash = hash(id);
        PlaceTable.Probe probe = shard(hash).probe((int) hash);
        long wanted = place.packed();
        long packed = probe.next();
        while (packed != 0 && packed != wanted) {
            packed = probe.next();
        }
        return packed != 0;
    }

    void put(ChunkId id, Place place) {
        long hash = hash(id);
        shard(hash).put((int) hash, place.packed());
        count.incrementAndGet();
    }

    /** Puts a new place where the old one is, at once for readers; says whether the old one was there. */
    boolean replace(ChunkId id, Place old, Place place) {
        long hash = hash(id);
        return shard(hash).replace((int) hash, old.packed(), place.packed());
    }

    /** Takes a place out; says whether it was there. */
    boolean remove(ChunkId id, Place place) {
        long hash = hash(id);
        boolean removed = shard(hash).remove((int) hash, place.packed());
        if (removed) {
            count.decrementAndGet();
        }
        return removed;
    }

    /** Takes out every place in a segment; how many there were. */
    int removeAll(int segment) {
        int removed = 0;
        for (PlaceTable shard : shards) {
            removed += shard.removeAll(segment);
        }
        count.addAndGet(-removed);
        return removed;
    }

    private PlaceTable shard(long hash) {
        return shards[(int) (hash >>> 58)];
    }

    private static long hash(ChunkId id) {
        long hash = mix(id.epoch().getMostSignificantBits());
        hash = mix(hash ^ id.epoch().getLeastSignificantBits());
        hash = mix(hash ^ id.number());
        return mix(hash ^ (((long) id.position() << 8) | id.index()));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = value + 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
