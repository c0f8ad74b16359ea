package io.slime.chunkd.format;

import io.slime.chunkd.chunk.ChunkException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A chunk's data on a disk: bytes leave it only after the CRC32C of their block was checked. */
public final class VerifiedData {
    private final Source source;
    private final long start;
    private final long length;
    private final int[] sums;

    /** The data is {@code length} bytes of a source from {@code start} on, with a CRC32C for each block. */
    public VerifiedData(Source source, long start, long length, int[] sums) {
        this.source = source;
        this.start = start;
        this.length = length;
        this.sums = sums;
    }

    /** CRC32C of each block. */
    public int[] sums() {
        return sums;
    }

    /**
     * Reads data bytes [from, from + count), in steps of whole blocks that fit into {@code scratch}.
     *
     * @throws ChunkException.Refused if the range is not within the data
     * @throws DamagedChunk if a block fails its checksum
     */
    public void read(long from, int count, Target target, ByteBuffer scratch) throws IOException {
        if (from < 0 || count < 0 || from > length - count) {
            throw new ChunkException.Refused(
                    "bytes [" + from + ", " + (from + count) + ") are not within the chunk of " + length);
        }
        int stepBlocks = scratch.capacity() / Checksums.BLOCK;
        long end = from + count;
        long at = from;
        while (at < end) {
            int block = Math.toIntExact(at / Checksums.BLOCK);
            long blockStart = (long) block * Checksums.BLOCK;
            int lastBlock = Math.min(block + stepBlocks, Checksums.blocks(end));
            long stepEnd = Math.min((long) lastBlock * Checksums.BLOCK, length);
            scratch.clear().limit(Math.toIntExact(stepEnd - blockStart));
            source.read(scratch, start + blockStart);
            verify(scratch, block, lastBlock);
            long until = Math.min(end, stepEnd);
            scratch.limit(Math.toIntExact(until - blockStart)).position(Math.toIntExact(at - blockStart));
            target.accept(scratch, Math.toIntExact(at - from));
            at = until;
        }
    }

    private void verify(ByteBuffer bytes, int firstBlock, int endBlock) throws DamagedChunk {
        int size = bytes.position();
        for (int block = firstBlock; block < endBlock; block++) {
            int from = (block - firstBlock) * Checksums.BLOCK;
            bytes.limit(Math.min(from + Checksums.BLOCK, size)).position(from);
            if (Checksums.of(bytes) != sums[block]) {
                throw new DamagedChunk("block " + block + " fails its checksum");
            }
        }
    }

    /** Where the bytes come from: a file, or what was read of it already. */
    public interface Source {
        /** Fills the buffer's remaining space from a position. */
        void read(ByteBuffer into, long position) throws IOException;
    }

    /** Takes verified bytes. */
    public interface Target {
        /** Takes the remaining bytes, which belong at {@code at} within the range asked for. */
        void accept(ByteBuffer bytes, int at);
    }
}
