package io.slime.chunkd.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** CRC32C of each 64 KiB block of a chunk's data, summed up as the data comes. */
public final class Checksums {
    /** Bytes that share one checksum. */
    public static final int BLOCK = 64 * 1024;

    private final CRC32C crc = new CRC32C();
    private int[] sums = new int[16];
    private int count;
    private int inBlock;

    public static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    public static int of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** How many blocks data of that length has. */
    public static int blocks(long length) {
        return Math.toIntExact((length + BLOCK - 1) / BLOCK);
    }

    public void update(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int step = Math.min(length - done, BLOCK - inBlock);
            crc.update(bytes, offset + done, step);
            inBlock += step;
            done += step;
            if (inBlock == BLOCK) {
                endBlock();
            }
        }
    }

    /** The checksums of all data so far; ends the sum. */
    public int[] finish() {
        if (inBlock > 0) {
            endBlock();
        }
        return Arrays.copyOf(sums, count);
    }

    private void endBlock() {
        if (count == sums.length) {
            sums = Arrays.copyOf(sums, 2 * count);
        }
        sums[count++] = (int) crc.getValue();
        crc.reset();
        inBlock = 0;
    }
}
