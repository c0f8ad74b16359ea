package io.slime.chunkd.testing;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import java.util.Random;
import java.util.UUID;

/** Chunks to test with. */
public final class Chunks {
    private static final UUID EPOCH = new UUID(0x0198_c0ff_ee00_7abcL, 0x8def_0123_4567_89abL);

    private Chunks() {}

    /** The id of the first chunk of content {@code number} in a fixed epoch. */
    public static ChunkId id(long number) {
        return new ChunkId(EPOCH, number, 0, 0);
    }

    /** So many bytes that depend on the seed alone. */
    public static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A description whose texts depend on the seed. */
    public static ChunkDescription description(long seed) {
        return new ChunkDescription(2, 3, 65_536, 1 << 20, 0, true, (int) seed, "bucket/kéy " + seed, "v" + seed);
    }

    /** Writes a chunk of known length in era 1. */
    public static ChunkStat put(ChunkStore store, ChunkId id, byte[] data) {
        try (ChunkWriter writer = store.create(id, data.length, 1)) {
            writer.write(data, 0, data.length);
            return writer.finish(description(id.number()));
        }
    }

    /** Reads the first {@code length} bytes of a chunk. */
    public static byte[] get(ChunkStore store, ChunkId id, int length) {
        byte[] data = new byte[length];
        store.read(id, 0, length, data, 0);
        return data;
    }
}
