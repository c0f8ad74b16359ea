package io.slime.chunkd.segment;

import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.ChunkHeader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands before a chunk's data in a segment, version 1, big-endian: magic, version, bytes of the head, bytes of head
 * and data, the segment's UUID, the record's offset, how far the segment was durable then, era; the chunk's header; CRC32C
 * of each 64 KiB of data; zeros up to a multiple of 8, the last four being CRC32C of all before. A head is never punched.
 *
 * @param offset where the record starts in its segment
 * @param headLength bytes of the head, a multiple of 8; the data follows
 * @param durable all records that start before this position were durable when this one was written
 * @param era the era that the chunk came with
 * @param header the chunk's header
 * @param sums CRC32C of each block of data
 */
// Nobody compares heads.
@SuppressWarnings("ArrayRecordComponent")
record RecordHead(long offset, int headLength, long durable, long era, ChunkHeader header, int[] sums) {
    static final long MAGIC = 0x534C_4D52_4543_520AL;
    private static final int VERSION = 1;
    private static final int FIXED = 8 + 4 + 4 + 8 + 16 + 8 + 8 + 8;
    private static final int MOST_BLOCKS = 16;

    /** Bytes of the longest head. */
    static final int LONGEST = (FIXED + ChunkHeader.LONGEST + 4 * MOST_BLOCKS + 4 + 7) / 8 * 8;

    /** Where the data starts in the segment. */
    long dataStart() {
        return offset + headLength;
    }

    /** Where the next record may start. */
    long end() {
        return Place.roundUp(dataStart() + header.length());
    }

    /** Bytes of the segment that the record takes. */
    long footprint() {
        return end() - offset;
    }

    /** Writes a head at the buffer's position, and returns it as it will be read. */
    static RecordHead encode(ByteBuffer out, UUID segment, long offset, long durable, NewHead head) {
        int start = out.position();
        out.position(start + FIXED);
        head.header().writeTo(out);
        for (int sum : head.sums()) {
            out.putInt(sum);
        }
        int length = (out.position() - start + 4 + 7) / 8 * 8;
        while (out.position() < start + length - 4) {
            out.put((byte) 0);
        }
        out.position(start);
        out.putLong(MAGIC).putInt(VERSION).putInt(length);
        out.putLong(length + head.header().length());
        out.putLong(segment.getMostSignificantBits()).putLong(segment.getLeastSignificantBits());
        out.putLong(offset).putLong(durable).putLong(head.era());
        out.putInt(start + length - 4, Checksums.of(out.slice(start, length - 4)));
        out.position(start + length);
        return new RecordHead(offset, length, durable, head.era(), head.header(), head.sums());
    }

    /** What a head says besides where it is. */
    record NewHead(ChunkHeader header, int[] sums, long era) {}

    /** Reads the head at the buffer's position; empty if there is none that is whole and belongs there. */
    static Optional<RecordHead> decode(ByteBuffer in, UUID segment, long offset) {
        int start = in.position();
        if (in.remaining() < FIXED || in.getLong(start) != MAGIC || in.getInt(start + 8) != VERSION) {
            return Optional.empty();
        }
        int length = in.getInt(start + 12);
        if (length < FIXED || length > LONGEST || length > in.remaining()) {
            return Optional.empty();
        }
        ByteBuffer head = in.slice(start, length);
        if (Checksums.of(head.slice(0, length - 4)) != head.getInt(length - 4)) {
            return Optional.empty();
        }
        head.position(24);
        UUID uuid = new UUID(head.getLong(), head.getLong());
        if (!uuid.equals(segment) || head.getLong() != offset) {
            return Optional.empty();
        }
        try {
            long durable = head.getLong();
            long era = head.getLong();
            ChunkHeader header = ChunkHeader.readFrom(head);
            int[] sums = new int[Checksums.blocks(header.length())];
            head.slice().asIntBuffer().get(sums);
            return Optional.of(new RecordHead(offset, length, durable, era, header, sums));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
