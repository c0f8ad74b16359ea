package io.slime.chunkd.chunk;

/**
 * A chunk that is stored as a whole by {@link ChunkStore#start}.
 *
 * @param id which chunk; new, no store has had it
 * @param bytes holds its data from 0 on; the store copies what it needs before {@code start} returns
 * @param length bytes of data
 * @param era the database's era, as in {@link ChunkStore#create}
 * @param description what it tells about itself
 */
// Nobody compares these: the array is carried, not looked at.
@SuppressWarnings("ArrayRecordComponent")
public record SmallChunk(ChunkId id, byte[] bytes, int length, long era, ChunkDescription description) {}
