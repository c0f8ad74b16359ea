package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.disk.Disk;
import java.io.IOException;

/** The drive's free space, of which a reserve is kept for deletes, marks and whatever else lives there. */
final class SpareSpace {
    private final Layout layout;
    private final StoreOptions options;

    SpareSpace(Layout layout, StoreOptions options) {
        this.layout = layout;
        this.options = options;
    }

    /** Bytes that chunks may still take, and the drive's capacity. */
    Disk.Space now() throws IOException {
        Disk.Space space = layout.disk().space(layout.root());
        return new Disk.Space(Math.max(0, space.free() - options.reserveOf(space.capacity())), space.capacity());
    }

    /** Bytes that are free, the reserve among them. */
    long withReserve() throws IOException {
        return layout.disk().space(layout.root()).free();
    }

    /** Throws if so many bytes would touch the reserve. */
    void check(long bytes) throws IOException {
        long free = now().free();
        if (bytes > free) {
            throw new ChunkException.Full("the store has " + free + " bytes left, this takes " + bytes);
        }
    }
}
