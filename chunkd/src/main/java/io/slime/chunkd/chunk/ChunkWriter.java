package io.slime.chunkd.chunk;

/**
 * A chunk on its way into a store. Closing it before {@link #finish} has returned leaves nothing behind. Used by one
 * thread at a time.
 */
public interface ChunkWriter extends AutoCloseable {
    /**
     * Appends bytes to the chunk.
     *
     * @throws ChunkException.Full if the store has no space for them
     * @throws ChunkException.Unreachable if the store fails
     */
    void write(byte[] bytes, int offset, int length);

    /**
     * Makes the chunk durable and visible: returns once its bytes and its name survive a power cut.
     *
     * @return the chunk's length and stamp
     * @throws ChunkException.Conflict if the id is taken by other content
     * @throws ChunkException.Full if the store has no space
     * @throws ChunkException.Unreachable if the store fails: the chunk may or may not be there
     */
    ChunkStat finish(ChunkDescription description);

    /** Releases what the writer holds; if not finished, nothing of the chunk stays. */
    @Override
    void close();
}
