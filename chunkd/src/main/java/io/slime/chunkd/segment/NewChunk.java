package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.Content;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * A chunk to be packed into a segment. The array belongs to it until it is durable or has failed.
 *
 * @param id which chunk
 * @param description what it tells about itself
 * @param era the era that it came with
 * @param bytes holds its data from 0 on
 * @param size bytes of data
 * @param sums CRC32C of each block
 * @param stamp the stamp to keep, when a chunk is moved; a PUT gets a new one
 */
// Nobody compares these: the arrays are carried, not looked at.
@SuppressWarnings("ArrayRecordComponent")
public record NewChunk(
        ChunkId id, ChunkDescription description, long era, byte[] bytes, int size, int[] sums, OptionalLong stamp)
        implements Content {
    @Override
    public long length() {
        return size;
    }

    @Override
    public void read(ByteBuffer into, long from) {
        into.put(bytes, Math.toIntExact(from), into.remaining());
    }
}
