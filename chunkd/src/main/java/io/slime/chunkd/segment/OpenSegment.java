package io.slime.chunkd.segment;

import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.ChunkHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The segment that records are appended to. Used by one thread at a time. */
final class OpenSegment implements Closeable {
    private static final long WORTH_PUNCHING = 64 * 1024;
    private static final long DISK_BLOCK = 4096;

    private final Disk disk;
    private final Segment segment;
    private final DiskFile file;
    private final Object key;
    private final ByteBuffer head = ByteBuffer.allocate(RecordHead.LONGEST);
    private int entries;
    private long end;
    private long durable;
    private long flushed;

    /** Appends from a position on; all before it is durable, and {@code entries} records of it are in the index. */
    OpenSegment(Disk disk, Segment segment, long end) throws IOException {
        this.disk = disk;
        this.segment = segment;
        this.end = end;
        durable = end;
        flushed = end;
        entries = segment.sorted().size();
        file = disk.openToWrite(segment.path());
        try {
            key = disk.key(segment.path());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    /** Bytes that a record with so much data may take, at most. */
    static long most(int size) {
        return Place.roundUp(RecordHead.LONGEST + size);
    }

    /** Whether a record with so much data has room, and the index that will name it. */
    boolean fits(int size) {
        return end + most(size) + SegmentFormat.footer(entries + 1) <= segment.capacity();
    }

    /** Whether the index has room behind all records; not in a segment that was cut off. */
    boolean fitsIndex() {
        return end + SegmentFormat.footer(entries) <= segment.capacity();
    }

    /** Puts a record at the end; it is written and made durable by {@link #commit} at the latest. */
    RecordHead append(NewChunk chunk, long stamp, ByteBuffer scratch) throws IOException {
        ChunkHeader header = new ChunkHeader(chunk.id(), stamp, chunk.size(), chunk.description());
        RecordHead record = RecordHead.encode(
                head.clear(),
                segment.name().uuid(),
                end,
                durable,
                new RecordHead.NewHead(header, chunk.sums(), chunk.era()));
        put(head.array(), record.headLength(), scratch);
        put(chunk.bytes(), chunk.size(), scratch);
        int rest = Math.toIntExact(record.end() - record.dataStart() - chunk.size());
        put(new byte[rest], rest, scratch);
        end = record.end();
        entries++;
        return record;
    }

    private void put(byte[] bytes, int count, ByteBuffer scratch) throws IOException {
        int done = 0;
        while (done < count) {
            if (!scratch.hasRemaining()) {
                flush(scratch);
            }
            int step = Math.min(count - done, scratch.remaining());
            scratch.put(bytes, done, step);
            done += step;
        }
    }

    private void flush(ByteBuffer scratch) throws IOException {
        int count = scratch.flip().remaining();
        file.write(scratch, flushed);
        flushed += count;
        scratch.clear();
    }

    /** Writes and syncs what was appended. The file must still have its name then: else the store is gone. */
    void commit(ByteBuffer scratch) throws IOException {
        flush(scratch);
        file.sync();
        if (!disk.key(segment.path()).equals(key)) {
            throw new IOException(segment.path() + " was replaced");
        }
        durable = end;
    }

    /** What was appended since the last commit: after a failure it must never be served. */
    Mark.Never sinceCommit() {
        return new Mark.Never(durable, segment.capacity());
    }

    /** Writes the index to the segment's end, durably: nothing is appended after that. Room that is left is given back. */
    void seal() throws IOException {
        List<Entry> sorted = segment.sorted();
        long start = segment.capacity() - SegmentFormat.footer(sorted.size());
        file.write(SegmentFormat.footer(segment.name().uuid(), segment.capacity(), sorted), start);
        file.sync();
        segment.indexed(sorted);
        long from = (end + DISK_BLOCK - 1) / DISK_BLOCK * DISK_BLOCK;
        long to = start / DISK_BLOCK * DISK_BLOCK;
        if (to - from >= WORTH_PUNCHING) {
            file.punch(from, to - from);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
