package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;

/**
 * A damaged chunk that is kept where it is.
 *
 * @param id which chunk
 * @param reason what was found wrong with it
 * @param segment number of the segment that keeps it
 * @param slot where in the segment, in sectors
 */
public record KeptChunk(ChunkId id, String reason, int segment, int slot) {}
