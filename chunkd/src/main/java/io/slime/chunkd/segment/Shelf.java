package io.slime.chunkd.segment;

import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The segments of a store and what is known of them. */
final class Shelf {
    private final Disk disk;
    private final Path directory;
    private final Path drafts;
    private final PlaceIndex index = new PlaceIndex();
    private final Owed owed = new Owed();
    private final Handles handles;
    private final ConcurrentSkipListMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastNumber = new AtomicInteger();
    private volatile boolean settled = true;

    Shelf(Disk disk, Path directory, Path drafts) {
        this.disk = disk;
        this.directory = directory;
        this.drafts = drafts;
        handles = new Handles(disk);
    }

    /** Something that was not made durable could not be marked so. */
    void unsettle() {
        settled = false;
    }

    boolean isSettled() {
        return settled;
    }

    Disk disk() {
        return disk;
    }

    Path directory() {
        return directory;
    }

    PlaceIndex index() {
        return index;
    }

    Owed owed() {
        return owed;
    }

    Handles handles() {
        return handles;
    }

    /** All segments, the oldest first. */
    Collection<Segment> segments() {
        return List.copyOf(segments.values());
    }

    /**
     * A segment by its number.
     *
     * @throws NoSuchFileException if it was removed
     */
    Segment segment(int number) throws NoSuchFileException {
        Segment segment = segments.get(number);
        if (segment == null) {
            throw new NoSuchFileException("segment " + number);
        }
        return segment;
    }

    /** The segment, if it is still there. */
    Optional<Segment> find(int number) {
        return Optional.ofNullable(segments.get(number));
    }

    void add(Segment segment) {
        segments.put(segment.number(), segment);
        lastNumber.accumulateAndGet(segment.number(), Math::max);
    }

    /** A segment that is not taken in keeps its number. */
    void leaveOut(SegmentName name) {
        lastNumber.accumulateAndGet(name.number(), Math::max);
    }

    /** Makes an empty segment of that size; its header and its name are durable. */
    Segment create(long capacity) throws IOException {
        int number = lastNumber.incrementAndGet();
        if (number > Place.MOST_SEGMENTS) {
            throw new IOException("the store has had " + number + " segments and can have no more");
        }
        SegmentName name = new SegmentName(number, UUID.randomUUID(), 0);
        Path draft = drafts.resolve(name.toString());
        Path path = directory.resolve(name.toString());
        try {
            try (DiskFile file = disk.create(draft)) {
                file.allocate(capacity);
                file.write(SegmentFormat.header(name.uuid(), capacity), 0);
                if (file.size() < capacity) {
                    file.write(ByteBuffer.allocate(1), capacity - 1);
                }
                file.sync();
            }
            disk.rename(draft, path);
            disk.syncDirectory(directory);
        } catch (IOException e) {
            drop(draft, e);
            drop(path, e);
            throw e;
        }
        Segment segment = new Segment(name, path, capacity, new Marks(this, name, 0, 0));
        add(segment);
        return segment;
    }

    /** Leaves nothing of a segment that could not be made; it holds nothing. */
    private void drop(Path file, IOException why) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /**
     * Removes a segment in which nothing lives: first it, durably, then its marks, without which its dead would return. If it
     * is gone, but not durably, it is forgotten and its marks stay: the next opening finds either both or no segment.
     */
    void remove(Segment segment) throws IOException {
        try {
            disk.delete(segment.path());
        } catch (IOException e) {
            segment.renounceRemoval();
            throw e;
        }
        segments.remove(segment.number());
        handles.drop(segment.number());
        try {
            disk.syncDirectory(directory);
        } catch (IOException e) {
            unsettle();
            throw e;
        }
        segment.marks().delete();
    }

    /**
     * Lets go of a segment whose file is gone, by whatever hand: its chunks are missing from now on. Its marks stay until the
     * next opening, which knows for sure. How many chunks there were.
     */
    int lose(Segment segment) {
        segment.close();
        segments.remove(segment.number());
        int chunks = index.removeAll(segment.number());
        owed.removeAll(segment.number());
        handles.drop(segment.number());
        return chunks;
    }
}
