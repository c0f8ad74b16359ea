package io.slime.chunkd.segment;

import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.VerifiedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads all records of a segment that has no index, verifying all of their data. After a bad record it goes on at the next
 * sector. What is bad with whole records behind it was torn by a power cut if it was never durable, and is damage
 * otherwise: each record tells how far the segment was durable when it was written.
 */
final class Scan {
    private static final int WINDOW = 1 << 20;
    private static final int PIECE = 4096;

    private final DiskFile file;
    private final SegmentName name;
    private final MarkSet marks;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private final ByteBuffer scratch = ByteBuffer.allocate(WINDOW);
    private final List<Entry> entries = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<RecordHead> damaged = new ArrayList<>();
    private final List<RecordHead> whole = new ArrayList<>();
    private long windowStart = -WINDOW;
    private long end = SegmentFormat.HEADER;
    private long durable = SegmentFormat.HEADER;

    /** Bytes between whole records that are none themselves. */
    private record Gap(long from, long to) {}

    Scan(DiskFile file, SegmentName name, MarkSet marks) throws IOException {
        this.file = file;
        this.name = name;
        this.marks = marks;
        size = file.size();
        run();
    }

    /** The records that are chunks, in the order in which they were written. */
    List<Entry> entries() {
        return entries;
    }

    /** Where the last whole record ends: what follows is the torn tail, or was never written. */
    long end() {
        return end;
    }

    /** Bytes after the end that look like a record which is not whole. */
    boolean hasTornTail() {
        return damaged.stream().anyMatch(head -> head.offset() >= end);
    }

    /**
     * Writes whole records that may not be durable once more where they are, and syncs. To sync alone is not enough: when a
     * sync failed, and the process ended before it could tell, the system still shows bytes that the drive never took.
     */
    void makeDurable() throws IOException {
        for (RecordHead head : whole) {
            if (head.offset() >= durable) {
                long to = Math.min(head.end(), size);
                for (long at = head.offset(); at < to; at += scratch.limit()) {
                    scratch.clear().limit((int) Math.min(scratch.capacity(), to - at));
                    file.read(scratch, at);
                    file.write(scratch.flip(), at);
                }
            }
        }
        file.sync();
    }

    /** What must be written down of the gaps before anything else is done with the segment. */
    List<Mark> findings() {
        List<Mark> findings = new ArrayList<>();
        for (Gap gap : gaps) {
            long lostTo = Math.min(gap.to(), durable);
            if (gap.from() < lostTo) {
                findings.add(new Mark.Lost(gap.from(), lostTo));
                damaged.stream()
                        .filter(head -> head.offset() >= gap.from() && head.end() <= lostTo)
                        .map(head -> new Mark.Bad(
                                Entry.of(head).slot(), head.header().id(), "its data fails its checksum"))
                        .forEach(findings::add);
            }
            if (lostTo < gap.to()) {
                findings.add(new Mark.Never(Math.max(gap.from(), lostTo), gap.to()));
            }
        }
        return findings;
    }

    private void run() throws IOException {
        long at = SegmentFormat.HEADER;
        while (at + Place.SECTOR <= size) {
            long skipped = marks.skippedTo(at);
            if (skipped > 0) {
                whole(at, Math.min(skipped, size));
                at = end;
                continue;
            }
            Optional<RecordHead> head = RecordHead.decode(bytes(at), name.uuid(), at);
            if (head.isPresent() && accept(head.get())) {
                at = head.get().end();
            } else {
                at += Place.SECTOR;
            }
        }
    }

    /** Takes in a record; says no if its data is damaged. The data of a dead record may be gone. */
    private boolean accept(RecordHead head) throws IOException {
        boolean gone = marks.isGone(Entry.of(head).slot());
        if (!gone && !isWhole(head)) {
            damaged.add(head);
            return false;
        }
        if (!gone) {
            entries.add(Entry.of(head));
            whole.add(head);
        }
        whole(head.offset(), head.end());
        durable = Math.max(durable, head.durable());
        return true;
    }

    private void whole(long from, long to) {
        if (from > end) {
            gaps.add(new Gap(end, from));
        }
        end = to;
    }

    private boolean isWhole(RecordHead head) throws IOException {
        int length = Math.toIntExact(head.header().length());
        try {
            new VerifiedData(file::read, head.dataStart(), length, head.sums())
                    .read(0, length, (bytes, at) -> {}, scratch);
            return true;
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return false;
        }
    }

    /** The file from a position on: at least a head, unless the file ends. */
    private ByteBuffer bytes(long at) throws IOException {
        if (at < windowStart || Math.min(at + RecordHead.LONGEST, size) > windowStart + window.limit()) {
            windowStart = at;
            window.clear().limit((int) Math.min(WINDOW, size - at));
            try {
                file.read(window, at);
            } catch (IOException e) {
                if (!DiskErrors.isDamage(e)) {
                    throw e;
                }
                readAround(at);
            }
            window.flip();
        }
        return window.position(Math.toIntExact(at - windowStart));
    }

    /** Reads what can be read; the rest counts as zeros. */
    private void readAround(long at) throws IOException {
        int limit = window.limit();
        for (int from = 0; from < limit; from += PIECE) {
            ByteBuffer piece = ByteBuffer.allocate(Math.min(PIECE, limit - from));
            try {
                file.read(piece, at + from);
            } catch (IOException e) {
                if (!DiskErrors.isDamage(e)) {
                    throw e;
                }
                piece.clear();
            }
            window.put(from, piece.array(), 0, piece.capacity());
        }
        window.position(limit);
    }
}
