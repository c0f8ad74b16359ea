package io.slime.chunkd.format;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What is kept with a chunk's data, in a file or in a segment.
 *
 * @param id which chunk
 * @param stamp of the PUT that wrote this copy
 * @param length data bytes
 * @param description what the chunk tells about itself
 */
public record ChunkHeader(ChunkId id, long stamp, long length, ChunkDescription description) {
    private static final int FIXED = 32 + 8 + 8 + 12 + 8 + 8 + 1 + 4 + 2 + 2;
    private static final int LONGEST_PATH = 1_200;
    private static final int LONGEST_VERSION = 128;

    /** Bytes of the longest header. */
    public static final int LONGEST = FIXED + LONGEST_PATH + LONGEST_VERSION;

    public ChunkStat stat() {
        return new ChunkStat(id, length, stamp);
    }

    /** Refuses a description whose texts are too long to be kept. */
    public static void check(ChunkDescription description) {
        if (description.path().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
                || description.versionId().getBytes(StandardCharsets.UTF_8).length > LONGEST_VERSION) {
            throw new ChunkException.Refused("path or version id of the description is too long");
        }
    }

    public void writeTo(ByteBuffer out) {
        putId(out, id);
        out.putLong(stamp).putLong(length);
        out.putInt(description.need()).putInt(description.total()).putInt(description.cell());
        out.putLong(description.extentLength()).putLong(description.extentStart());
        out.put((byte) (description.last() ? 1 : 0)).putInt(description.extentCrc());
        putText(out, description.path());
        putText(out, description.versionId());
    }

    public static ChunkHeader readFrom(ByteBuffer in) {
        ChunkId id = getId(in);
        long stamp = in.getLong();
        long length = in.getLong();
        int need = in.getInt();
        int total = in.getInt();
        int cell = in.getInt();
        long extentLength = in.getLong();
        long extentStart = in.getLong();
        boolean last = in.get() != 0;
        int extentCrc = in.getInt();
        String path = getText(in);
        String versionId = getText(in);
        return new ChunkHeader(
                id,
                stamp,
                length,
                new ChunkDescription(need, total, cell, extentLength, extentStart, last, extentCrc, path, versionId));
    }

    /** 32 bytes that sort as the ids do. */
    public static void putId(ByteBuffer out, ChunkId id) {
        out.putLong(id.epoch().getMostSignificantBits()).putLong(id.epoch().getLeastSignificantBits());
        out.putLong(id.number()).putInt(id.position()).putInt(id.index());
    }

    public static ChunkId getId(ByteBuffer in) {
        return new ChunkId(new UUID(in.getLong(), in.getLong()), in.getLong(), in.getInt(), in.getInt());
    }

    private static void putText(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String getText(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
