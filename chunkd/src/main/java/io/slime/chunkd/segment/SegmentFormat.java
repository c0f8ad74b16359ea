package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.DamagedChunk;
import io.slime.chunkd.format.DiskErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A segment file, version 1, big-endian. Bytes [0, 4096): magic, version, UUID, capacity, zeros, and in the last four
 * CRC32C of all before. Then records. When it is sealed, the file's end: pages of 4096 bytes with the index entries in
 * order of ids (count, entries, zeros, CRC32C), then a trailer of 512 bytes that says where they are (with CRC32C).
 */
final class SegmentFormat {
    static final int HEADER = 4096;
    static final int PAGE = 4096;
    static final int TRAILER = 512;

    /** Entries of a full page. */
    static final int PER_PAGE = (PAGE - 8) / Entry.BYTES;

    private static final long MAGIC = 0x534C_4D53_4547_4D0AL;
    private static final long TRAILER_MAGIC = 0x534C_4D53_4541_4C0AL;
    private static final int VERSION = 1;

    private SegmentFormat() {}

    static int pages(int entries) {
        return (entries + PER_PAGE - 1) / PER_PAGE;
    }

    /** Bytes that index and trailer take. */
    static long footer(int entries) {
        return (long) pages(entries) * PAGE + TRAILER;
    }

    static ByteBuffer header(UUID uuid, long capacity) {
        ByteBuffer out = ByteBuffer.allocate(HEADER);
        out.putLong(MAGIC).putInt(VERSION);
        out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        out.putLong(capacity);
        return sum(out);
    }

    /**
     * Checks the version; a damaged header is no hindrance, because the name says all that is needed.
     *
     * @throws IOException if the segment has a newer format
     */
    static boolean checkHeader(DiskFile file, UUID uuid) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(HEADER);
        try {
            file.read(in, 0);
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return false;
        }
        in.clear();
        if (!sumHolds(in) || in.getLong() != MAGIC) {
            return false;
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new IOException(
                    "segment " + uuid + " has format " + version + ", this program knows " + VERSION + " only");
        }
        return new UUID(in.getLong(), in.getLong()).equals(uuid);
    }

    /** Index pages and trailer, as they are written at {@code capacity - footer(entries)}. */
    static ByteBuffer footer(UUID uuid, long capacity, List<Entry> sorted) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(footer(sorted.size())));
        for (int from = 0; from < sorted.size(); from += PER_PAGE) {
            ByteBuffer page = ByteBuffer.allocate(PAGE);
            List<Entry> entries = sorted.subList(from, Math.min(sorted.size(), from + PER_PAGE));
            page.putInt(entries.size());
            entries.forEach(entry -> entry.writeTo(page));
            out.put(sum(page));
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
        trailer.putLong(TRAILER_MAGIC).putInt(VERSION);
        trailer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        trailer.putLong(capacity - footer(sorted.size())).putInt(sorted.size());
        return out.put(sum(trailer)).flip();
    }

    /** The index of a sealed segment, every page verified; empty if the segment is not sealed, or its index is damaged. */
    static Optional<List<Entry>> readIndex(DiskFile file, UUID uuid, long capacity) throws IOException {
        try {
            return read(file, uuid, capacity);
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<List<Entry>> read(DiskFile file, UUID uuid, long capacity) throws IOException {
        if (capacity < HEADER + TRAILER) {
            return Optional.empty();
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
        file.read(trailer, capacity - TRAILER);
        trailer.clear();
        if (!sumHolds(trailer) || trailer.getLong() != TRAILER_MAGIC || trailer.getInt() != VERSION) {
            return Optional.empty();
        }
        UUID found = new UUID(trailer.getLong(), trailer.getLong());
        long start = trailer.getLong();
        int count = trailer.getInt();
        if (!found.equals(uuid) || count < 0 || start != capacity - footer(count)) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int page = 0; page < pages(count); page++) {
            entries.addAll(readPage(file, start + (long) page * PAGE));
        }
        return entries.size() == count ? Optional.of(entries) : Optional.empty();
    }

    /** One page of an index. */
    static List<Entry> readPage(DiskFile file, long position) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        file.read(page, position);
        page.clear();
        int count = page.getInt();
        if (!sumHolds(page) || count < 0 || count > PER_PAGE) {
            throw new DamagedChunk("an index page at " + position + " fails its checksum");
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(Entry.readFrom(page));
        }
        return entries;
    }

    /** The first id of each page: with these in memory, any id's page is known. */
    static List<ChunkId> fences(List<Entry> sorted) {
        List<ChunkId> fences = new ArrayList<>(pages(sorted.size()));
        for (int at = 0; at < sorted.size(); at += PER_PAGE) {
            fences.add(sorted.get(at).id());
        }
        return List.copyOf(fences);
    }

    private static ByteBuffer sum(ByteBuffer block) {
        int at = block.capacity() - 4;
        return block.putInt(at, Checksums.of(block.slice(0, at))).clear();
    }

    private static boolean sumHolds(ByteBuffer block) {
        int at = block.capacity() - 4;
        return Checksums.of(block.slice(0, at)) == block.getInt(at);
    }
}
