package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.ChunkHeader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What is written down about a segment after its records were: an entry of a mark file, version 1. Entries take whole
 * units of 64 bytes: magic, kind, units, half of the segment's UUID, two numbers, id and text of a {@link Bad}, zeros,
 * and CRC32C of all before. Big-endian.
 */
sealed interface Mark {
    int UNIT = 64;

    /** The record is dead: deleted, or written again elsewhere. */
    record Dead(int slot) implements Mark {}

    /** The record is damaged, and kept as it is. */
    record Bad(int slot, ChunkId id, String reason) implements Mark {}

    /** The chunk of a damaged record was deleted or is there again; the record is kept all the same. */
    record Settled(int slot) implements Mark {}

    /** Records in bytes [from, to) were never durable: whatever is there is no chunk. */
    record Never(long from, long to) implements Mark {}

    /** Bytes [from, to) held records that cannot be told any more; they are kept as they are. */
    record Lost(long from, long to) implements Mark {}

    /** The mark as it is on the disk. */
    default ByteBuffer encode(UUID segment) {
        return switch (this) {
            case Dead(int slot) -> encode(segment, new Fields(1, slot, 0));
            case Bad(int slot, ChunkId id, String reason) -> encodeBad(segment, slot, id, reason);
            case Settled(int slot) -> encode(segment, new Fields(3, slot, 0));
            case Never(long from, long to) -> encode(segment, new Fields(4, from, to));
            case Lost(long from, long to) -> encode(segment, new Fields(5, from, to));
        };
    }

    /** Reads the mark at the buffer's position and goes past it; or goes one unit on, if there is none that is whole. */
    static Optional<Mark> decode(ByteBuffer in, UUID segment) {
        int start = in.position();
        int units = in.remaining() < UNIT ? 0 : in.getShort(start + 6);
        boolean whole = units > 0
                && units * UNIT <= in.remaining()
                && in.getInt(start) == Fields.MAGIC
                && in.getLong(start + 8) == segment.getLeastSignificantBits()
                && Checksums.of(in.slice(start, units * UNIT - 4)) == in.getInt(start + units * UNIT - 4);
        in.position(Math.min(in.limit(), start + (whole ? units * UNIT : UNIT)));
        return whole ? read(in.slice(start, units * UNIT)) : Optional.empty();
    }

    private static Optional<Mark> read(ByteBuffer in) {
        int kind = in.getShort(4);
        long from = in.getLong(16);
        long to = in.getLong(24);
        try {
            return switch (kind) {
                case 1 -> Optional.of(new Dead(Math.toIntExact(from)));
                case 2 -> {
                    ChunkId id = ChunkHeader.getId(in.position(32));
                    byte[] reason = new byte[in.getShort()];
                    in.get(reason);
                    yield Optional.of(new Bad(Math.toIntExact(from), id, new String(reason, StandardCharsets.UTF_8)));
                }
                case 3 -> Optional.of(new Settled(Math.toIntExact(from)));
                case 4 -> Optional.of(new Never(from, to));
                case 5 -> Optional.of(new Lost(from, to));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer encodeBad(UUID segment, int slot, ChunkId id, String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(bytes, Math.min(bytes.length, Fields.LONGEST_TEXT));
        ByteBuffer more = ByteBuffer.allocate(32 + 2 + text.length);
        ChunkHeader.putId(more, id);
        more.putShort((short) text.length).put(text);
        return encode(segment, new Fields(2, slot, 0), more.flip());
    }

    private static ByteBuffer encode(UUID segment, Fields fields) {
        return encode(segment, fields, ByteBuffer.allocate(0));
    }

    private static ByteBuffer encode(UUID segment, Fields fields, ByteBuffer more) {
        int units = (32 + more.remaining() + 4 + UNIT - 1) / UNIT;
        ByteBuffer out = ByteBuffer.allocate(units * UNIT);
        out.putInt(Fields.MAGIC).putShort((short) fields.kind()).putShort((short) units);
        out.putLong(segment.getLeastSignificantBits()).putLong(fields.from()).putLong(fields.to());
        out.put(more);
        int at = out.capacity() - 4;
        return out.putInt(at, Checksums.of(out.slice(0, at))).clear();
    }

    /** What every mark has. */
    record Fields(int kind, long from, long to) {
        private static final int MAGIC = 0x534D_4152;
        private static final int LONGEST_TEXT = 400;
    }
}
