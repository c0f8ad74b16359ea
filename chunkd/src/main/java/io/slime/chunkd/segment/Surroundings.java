package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** What segments need of the store around them. */
public interface Surroundings {
    /** A stamp > 0 that no chunk of the store ever had. */
    long nextStamp() throws IOException;

    /** Bytes that new segments may take; the reserve is taken off. */
    long free() throws IOException;

    /** Bytes that segments may take for chunks that are moved to free space: the reserve is there for that, too. */
    long freeForMoves() throws IOException;

    /** Whether the store was closed with all changes durable; else what is read now may be lost by a power cut. */
    boolean wasLeftCleanly();

    /** Whether the chunk has a file of its own. */
    boolean hasFile(ChunkId id) throws IOException;

    /**
     * Runs something on a disk thread, which lends it a buffer of whole checksum blocks.
     *
     * @param failed runs there instead, if there is no memory for a buffer
     * @throws io.slime.chunkd.chunk.ChunkException.Unreachable if no thread can take it; then neither ever runs
     */
    void onDiskThread(Consumer<ByteBuffer> work, Consumer<Throwable> failed);
}
