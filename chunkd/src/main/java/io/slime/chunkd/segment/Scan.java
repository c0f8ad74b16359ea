package io.slime.chunkd.segment;

import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.VerifiedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads all records of a segment that has no index, verifying all of their data. After a bad record it goes on at the next
 * sector. What is bad was torn by a power cut if it was never durable and looks like that ({@link Tear}), and is damage
 * otherwise: each record tells how far the segment was durable when it was written.
 */
final class Scan {
    private static final int WINDOW = 1 << 20;

    private final DiskFile file;
    private final SegmentName name;
    private final MarkSet marks;
    private final boolean settled;
    private final long size;
    private final Tear tear;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private final ByteBuffer scratch = ByteBuffer.allocate(WINDOW);
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> dead = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<RecordHead> damaged = new ArrayList<>();
    private final List<RecordHead> whole = new ArrayList<>();
    /** Where something is that was whole once: the positions of bad records. */
    private final TreeSet<Long> harmed = new TreeSet<>();
    /** Bytes [key, value) cannot be read. */
    private final TreeMap<Long, Long> unreadable = new TreeMap<>();

    private long windowStart = -WINDOW;
    private long end = SegmentFormat.HEADER;
    private long durable = SegmentFormat.HEADER;
    /** Where a record starts, if there is one more. */
    private long next = SegmentFormat.HEADER;
    /** Where the last byte is that was written at all. */
    private long written = SegmentFormat.HEADER;

    /** Bytes between whole records that are none themselves, or what was written after the last of them. */
    private record Gap(long from, long to) {}

    /** {@code settled}: the store was left with all changes durable, so that nothing is torn. */
    Scan(DiskFile file, SegmentName name, MarkSet marks, boolean settled) throws IOException {
        this.file = file;
        this.name = name;
        this.marks = marks;
        this.settled = settled;
        size = file.size();
        tear = new Tear(file, size);
        run();
    }

    /** The records that are chunks, in the order in which they were written. */
    List<Entry> entries() {
        return entries;
    }

    /** Records that are no chunks any more. */
    List<Entry> dead() {
        return dead;
    }

    /** All records whose heads are whole, those with bad data first. */
    List<Entry> named() {
        return Stream.concat(damaged.stream().map(Entry::of), entries.stream()).toList();
    }

    /** Where the last whole record ends, or the damaged ones behind it, which are kept: from here on nothing is needed. */
    long end() {
        return hasTail() ? Math.max(end, lostTo(tail())) : end;
    }

    /** Whether anything was written after the last whole record: then nothing may be appended, because it may be needed. */
    boolean hasTail() {
        return written > end;
    }

    private Gap tail() {
        return new Gap(end, written);
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
        gaps.forEach(gap -> add(findings, gap, gap.to()));
        if (hasTail()) {
            add(findings, tail(), size);
        }
        return findings;
    }

    /** Tells what is lost in a gap, and that the rest up to {@code to} is nothing. */
    private void add(List<Mark> findings, Gap gap, long to) {
        long lostTo = lostTo(gap);
        if (gap.from() < lostTo) {
            findings.add(new Mark.Lost(gap.from(), lostTo));
            damaged.stream()
                    .filter(head -> head.offset() >= gap.from() && Math.min(head.end(), size) <= lostTo)
                    .filter(head -> head.end() <= durable || harmed.contains(head.offset()))
                    .map(head ->
                            new Mark.Bad(Entry.of(head).slot(), head.header().id(), "its data fails its checksum"))
                    .forEach(findings::add);
        }
        if (lostTo < to) {
            findings.add(new Mark.Never(Math.max(gap.from(), lostTo), to));
        }
    }

    /** Up to where a gap holds what was durable once; not after its beginning if nothing was. */
    private long lostTo(Gap gap) {
        Long first = harmed.ceiling(gap.from());
        return first != null && first < gap.to() ? gap.to() : Math.min(gap.to(), durable);
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
            ByteBuffer here = bytes(at);
            Optional<RecordHead> head = RecordHead.decode(here.duplicate(), name.uuid(), at);
            if (head.isPresent() && accept(head.get())) {
                at = head.get().end();
            } else {
                if (head.isEmpty()) {
                    look(here, at);
                }
                at += Place.SECTOR;
            }
        }
    }

    /** Looks at a sector that holds no whole head. Where a record should start, a bad one may be. */
    private void look(ByteBuffer here, long at) {
        boolean isUnreadable = isUnreadable(at);
        if (isUnreadable || !Tear.isZeros(here)) {
            written = Math.max(written, at + Place.SECTOR);
            if (at == next && (isUnreadable || Tear.isBadHead(here, name.uuid(), at))) {
                harmed.add(at);
            }
        }
    }

    private boolean isUnreadable(long at) {
        Map.Entry<Long, Long> before = unreadable.lowerEntry(at + Place.SECTOR);
        return before != null && before.getValue() > at;
    }

    /** Takes in a record; says no if its data is damaged. The data of a dead record may be gone. */
    private boolean accept(RecordHead head) throws IOException {
        boolean gone = marks.isGone(Entry.of(head).slot());
        durable = Math.max(durable, head.durable());
        next = head.end();
        written = Math.max(written, Math.min(head.end(), size));
        if (!gone && !isWhole(head)) {
            damaged.add(head);
            if (settled || !tear.explains(head)) {
                harmed.add(head.offset());
            }
            return false;
        }
        if (gone) {
            dead.add(Entry.of(head));
        } else {
            entries.add(Entry.of(head));
            whole.add(head);
        }
        whole(head.offset(), head.end());
        return true;
    }

    private void whole(long from, long to) {
        if (from > end) {
            gaps.add(new Gap(end, from));
        }
        end = to;
        next = to;
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

    /** The file from a position on: at least a head, unless the file ends. What cannot be read counts as zeros. */
    private ByteBuffer bytes(long at) throws IOException {
        if (at < windowStart || Math.min(at + RecordHead.LONGEST, size) > windowStart + window.limit()) {
            windowStart = at;
            window.clear().limit((int) Math.min(WINDOW, size - at));
            Salvage.read(file, window, at, (from, to) -> unreadable.merge(from, to, Math::max));
            window.flip();
        }
        return window.position(Math.toIntExact(at - windowStart));
    }
}
