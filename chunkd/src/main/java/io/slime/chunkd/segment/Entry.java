package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.format.ChunkHeader;
import java.nio.ByteBuffer;

/**
 * A record as the segment's index names it.
 *
 * @param id which chunk
 * @param stamp its stamp
 * @param slot the record's first sector
 * @param length data bytes
 */
record Entry(ChunkId id, long stamp, int slot, int length) {
    /** Bytes of an entry on the disk. */
    static final int BYTES = 32 + 8 + 4 + 4;

    static Entry of(RecordHead head) {
        ChunkHeader header = head.header();
        return new Entry(
                header.id(),
                header.stamp(),
                Math.toIntExact(head.offset() / Place.SECTOR),
                Math.toIntExact(header.length()));
    }

    ChunkStat stat() {
        return new ChunkStat(id, length, stamp);
    }

    void writeTo(ByteBuffer out) {
        ChunkHeader.putId(out, id);
        out.putLong(stamp).putInt(slot).putInt(length);
    }

    static Entry readFrom(ByteBuffer in) {
        return new Entry(ChunkHeader.getId(in), in.getLong(), in.getInt(), in.getInt());
    }
}
