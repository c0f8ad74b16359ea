package io.slime.chunkd.segment;

import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.DiskErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Tells what a power cut may leave of a write from what it cannot. A drive writes a sector wholly or not at all, and what was
 * never written of a segment is zeros: where a torn write is not whole, a sector of zeros is. Anything else was whole once,
 * and may have been acknowledged.
 */
final class Tear {
    private final DiskFile file;
    private final long size;

    Tear(DiskFile file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Whether a record whose head is whole and whose data is not may have been torn. */
    boolean explains(RecordHead head) throws IOException {
        long end = head.dataStart() + head.header().length();
        for (int block = 0; block < head.sums().length; block++) {
            long from = head.dataStart() + (long) block * Checksums.BLOCK;
            if (!explains(from, Math.min(from + Checksums.BLOCK, end), head.sums()[block])) {
                return false;
            }
        }
        return true;
    }

    private boolean explains(long from, long to, int sum) throws IOException {
        if (to > size) {
            return false; // a segment has its whole length before anything is written into it: this one was cut off
        }
        long start = from / Place.SECTOR * Place.SECTOR;
        ByteBuffer bytes = ByteBuffer.allocate((int) (Math.min(Place.roundUp(to), size) - start));
        try {
            file.read(bytes, start);
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return false;
        }
        bytes.clear();
        return Checksums.of(bytes.slice((int) (from - start), (int) (to - from))) == sum
                || hasSectorOfZeros(bytes, 0, bytes.limit());
    }

    /** Whether a sector, where no whole head is, holds the beginning of one that was whole once. */
    static boolean isBadHead(ByteBuffer in, UUID segment, long offset) {
        ByteBuffer head = in.slice();
        if (head.remaining() < Place.SECTOR) {
            return false;
        }
        boolean here = head.getLong(40) == offset;
        boolean ours = head.getLong(24) == segment.getMostSignificantBits()
                && head.getLong(32) == segment.getLeastSignificantBits();
        boolean magic = head.getLong(0) == RecordHead.MAGIC;
        int length = head.getInt(12);
        if (!ours && !(magic && here)) {
            return false;
        }
        boolean sound = ours && magic && here && length > 0 && length <= RecordHead.LONGEST;
        if (!sound) {
            return true;
        }
        int to = Math.min((int) Place.roundUp(length), head.limit() - head.limit() % Place.SECTOR);
        return !hasSectorOfZeros(head, Place.SECTOR, to);
    }

    /** Whether nothing but zeros is in the sector at the buffer's position. */
    static boolean isZeros(ByteBuffer in) {
        int at = in.position();
        return isZeros(in, at, Math.min(in.limit(), at + Place.SECTOR));
    }

    private static boolean hasSectorOfZeros(ByteBuffer in, int from, int to) {
        for (int at = from; at < to; at += Place.SECTOR) {
            if (isZeros(in, at, Math.min(to, at + Place.SECTOR))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isZeros(ByteBuffer in, int from, int to) {
        for (int at = from; at < to; at++) {
            if (in.get(at) != 0) {
                return false;
            }
        }
        return true;
    }
}
