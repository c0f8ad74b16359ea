package io.slime.chunkd.chunk;

/**
 * One chunk to delete.
 *
 * @param id which chunk
 * @param stamp the stamp that the caller means, as returned by PUT or a listing, or {@link #ANY_STAMP}
 */
public record ChunkDeletion(ChunkId id, long stamp) {
    /** For reclaim: the content is known to be dead, whatever copy of the chunk is there. Real stamps are > 0. */
    public static final long ANY_STAMP = 0;
}
