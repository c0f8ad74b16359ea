package io.slime.chunkd.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A copy of a chunk on the disk, its header verified, open for reading.
 *
 * @param header what it tells about itself
 * @param data its bytes
 * @param lease held while it is open
 */
public record StoredChunk(ChunkHeader header, VerifiedData data, Closeable lease) implements Closeable {
    private static final int COMPARED_AT_A_TIME = Checksums.BLOCK;

    /** Whether the data is the same, byte for byte. */
    public boolean holds(Content content, ByteBuffer scratch) throws IOException {
        if (content.length() != header.length() || !Arrays.equals(content.sums(), data.sums())) {
            return false;
        }
        boolean[] same = {true};
        ByteBuffer other = ByteBuffer.allocate(COMPARED_AT_A_TIME);
        long at = 0;
        while (same[0] && at < header.length()) {
            int step = (int) Math.min(COMPARED_AT_A_TIME, header.length() - at);
            content.read(other.clear().limit(step), at);
            other.flip();
            data.read(
                    at, step, (bytes, from) -> same[0] &= bytes.equals(other.slice(from, bytes.remaining())), scratch);
            at += step;
        }
        return same[0];
    }

    /** Reads all of the data, so that damage shows. */
    public void verify(ByteBuffer scratch) throws IOException {
        long at = 0;
        while (at < header.length()) {
            int step = (int) Math.min(Integer.MAX_VALUE, header.length() - at);
            data.read(at, step, (bytes, from) -> {}, scratch);
            at += step;
        }
    }

    @Override
    public void close() throws IOException {
        lease.close();
    }
}
