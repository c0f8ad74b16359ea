package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One segment: who it is, what its index names, and how much of it is live. */
final class Segment {
    private final SegmentName name;
    private final Path path;
    private final long capacity;
    private final Marks marks;
    private final AtomicInteger liveRecords = new AtomicInteger();
    private final AtomicLong liveBytes = new AtomicLong();
    private final AtomicLong end = new AtomicLong(SegmentFormat.HEADER);
    private final AtomicBoolean removing = new AtomicBoolean();
    private volatile Names names = new InMemory(new ConcurrentSkipListMap<>());
    private volatile boolean closed;
    private volatile boolean keeping;

    /** Where a segment's entries are. */
    sealed interface Names {}

    /** In memory, as long as the segment has no index on the disk. */
    record InMemory(ConcurrentSkipListMap<ChunkId, Entry> entries) implements Names {}

    /**
     * In the index at the segment's end.
     *
     * @param start position of the first page
     * @param fences first id of each page
     * @param last greatest id of all, if there is one
     */
    record InPages(long start, List<ChunkId> fences, Optional<ChunkId> last) implements Names {
        long position(int page) {
            return start + (long) page * SegmentFormat.PAGE;
        }
    }

    Segment(SegmentName name, Path path, long capacity, Marks marks) {
        this.name = name;
        this.path = path;
        this.capacity = capacity;
        this.marks = marks;
    }

    int number() {
        return name.number();
    }

    SegmentName name() {
        return name;
    }

    Path path() {
        return path;
    }

    long capacity() {
        return capacity;
    }

    Marks marks() {
        return marks;
    }

    Names names() {
        return names;
    }

    /** Takes in the entry of a durable record. */
    void add(Entry entry) {
        if (names instanceof InMemory memory) {
            memory.entries().put(entry.id(), entry);
        }
    }

    /** The entries in memory; a copy in order of ids. */
    List<Entry> sorted() {
        return names instanceof InMemory memory
                ? new ArrayList<>(memory.entries().values())
                : Collections.emptyList();
    }

    /** From now on the entries are found in the index that was written. */
    void indexed(List<Entry> sorted) {
        names = new InPages(
                capacity - SegmentFormat.footer(sorted.size()),
                SegmentFormat.fences(sorted),
                sorted.isEmpty()
                        ? Optional.empty()
                        : Optional.of(sorted.getLast().id()));
        closed = true;
    }

    /** The index on the disk is damaged: from now on these entries are kept in memory. */
    void reread(List<Entry> entries) {
        ConcurrentSkipListMap<ChunkId, Entry> memory = new ConcurrentSkipListMap<>();
        entries.forEach(entry -> memory.put(entry.id(), entry));
        names = new InMemory(memory);
    }

    /** Nothing is appended any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Something in it must be kept for ever. */
    void keep() {
        keeping = true;
    }

    boolean keeps() {
        return keeping;
    }

    void enliven(long bytes) {
        liveRecords.incrementAndGet();
        liveBytes.addAndGet(bytes);
    }

    void bury(long bytes) {
        liveRecords.decrementAndGet();
        liveBytes.addAndGet(-bytes);
    }

    /** A record ends there. */
    void reach(long position) {
        end.accumulateAndGet(position, Math::max);
    }

    /** The part of the bytes of records, of all there ever were, that live ones take; 1 if there was none. */
    double liveShare() {
        long all = end.get() - SegmentFormat.HEADER;
        return all == 0 ? 1 : (double) liveBytes.get() / all;
    }

    boolean isWhollyDead() {
        return closed && !keeping && liveRecords.get() == 0;
    }

    /** Says true to one caller: the one that removes the segment. */
    boolean claimRemoval() {
        return isWhollyDead() && removing.compareAndSet(false, true);
    }

    /** It could not be removed: another may try. */
    void renounceRemoval() {
        removing.set(false);
    }

    /** Says true to one caller, if nobody removes the segment: the one that finds its file gone. */
    boolean claimLoss() {
        return removing.compareAndSet(false, true);
    }
}
