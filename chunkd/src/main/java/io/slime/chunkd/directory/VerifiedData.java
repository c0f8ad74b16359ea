package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A chunk's data in a file: bytes leave it only after the CRC32C of their block was checked. */
final class VerifiedData {
    private final DiskFile file;
    private final long start;
    private final long length;
    private final int[] sums;

    /** The data is {@code length} bytes of a file from {@code start} on, with a CRC32C for each block. */
    VerifiedData(DiskFile file, long start, long length, int[] sums) {
        this.file = file;
        this.start = start;
        this.length = length;
        this.sums = sums;
    }

    /** CRC32C of each block. */
    int[] sums() {
        return sums;
    }

    /** Reads data bytes [from, from + count), in steps of whole blocks that fit into {@code scratch}. */
    void read(long from, int count, Target target, ByteBuffer scratch) throws IOException {
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
            file.read(scratch, start + blockStart);
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

    /** Takes verified bytes. */
    interface Target {
        /** Takes the remaining bytes, which belong at {@code at} within the range asked for. */
        void accept(ByteBuffer bytes, int at);
    }
}
