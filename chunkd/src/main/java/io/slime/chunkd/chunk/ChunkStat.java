package io.slime.chunkd.chunk;

/**
 * A chunk as a store lists it.
 *
 * @param id which chunk
 * @param length data bytes of the chunk
 * @param stamp changes with every PUT of the chunk; a delete must carry the stamp that it means
 */
public record ChunkStat(ChunkId id, long length, long stamp) {}
