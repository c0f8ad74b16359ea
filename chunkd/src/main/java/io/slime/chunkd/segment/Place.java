package io.slime.chunkd.segment;

/**
 * Where a record is: it has this place for ever, and no other record of the segment ever has it.
 *
 * @param segment the segment's number, in [1, 2^28 - 1)
 * @param slot the record's first sector in the segment, in [0, 2^20)
 */
record Place(int segment, int slot) {
    /** Bytes on whose boundaries records start: a drive writes so many at once or not at all. */
    static final int SECTOR = 512;

    static final int MOST_SEGMENTS = (1 << 28) - 2;
    static final int LARGEST_SEGMENT = SECTOR << 20;
    private static final int SLOT_BITS = 20;

    static Place at(int segment, long offset) {
        return new Place(segment, Math.toIntExact(offset / SECTOR));
    }

    static Place unpack(long packed) {
        return new Place((int) (packed >>> SLOT_BITS), (int) packed & ((1 << SLOT_BITS) - 1));
    }

    /** Both numbers in one that is > 0. */
    long packed() {
        return ((long) segment << SLOT_BITS) | slot;
    }

    /** The record's first byte in the segment. */
    long offset() {
        return (long) slot * SECTOR;
    }

    /** The next boundary at which a record may start, from a position on. */
    static long roundUp(long position) {
        return (position + SECTOR - 1) / SECTOR * SECTOR;
    }
}
