package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.format.StoredChunk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small chunks of a store, packed into segments. Whoever changes a chunk holds its claim; readers need none. Methods
 * that throw IOException run on disk threads.
 */
public final class Segments implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

    private static final double MOSTLY_DEAD = 0.5;

    private final Shelf shelf;
    private final Records records;
    private final Burials burials;
    private final Listing listing;
    private final Appender appender;
    private final Lane lane;
    private final List<KeptChunk> kept;

    private Segments(Shelf shelf, Surroundings around, long segmentSize) throws IOException {
        this.shelf = shelf;
        records = new Records(shelf);
        burials = new Burials(shelf, records);
        listing = new Listing(shelf, records);
        appender = new Appender(shelf, records, burials, around, segmentSize);
        lane = new Lane(around, appender);
        Recovery recovery = new Recovery(shelf, records, around.wasLeftCleanly());
        recovery.run(burials);
        kept = List.copyOf(recovery.kept());
        if (recovery.tail().isPresent()) {
            Recovery.Tail tail = recovery.tail().get();
            appender.goOn(tail.segment(), tail.end());
        }
    }

    /**
     * Opens the segments in a directory, and recovers what a power cut left of them.
     *
     * @param disk the file layer
     * @param directory where segments and their marks are
     * @param drafts where files are made, on the same file system
     * @param around the store
     * @param segmentSize bytes of a new segment, at most 512 MiB
     */
    public static Segments open(Disk disk, Path directory, Path drafts, Surroundings around, int segmentSize)
            throws IOException {
        if (segmentSize > Place.LARGEST_SEGMENT) {
            throw new IllegalArgumentException("segment size " + segmentSize);
        }
        Shelf shelf = new Shelf(disk, directory, drafts);
        try {
            return new Segments(shelf, around, segmentSize);
        } catch (IOException | RuntimeException e) {
            shelf.handles().close();
            throw e;
        }
    }

    /** Damaged chunks that were kept in place before this opening, and neither deleted nor written again since. */
    public List<KeptChunk> kept() {
        return kept;
    }

    /** Whether all that was done is durable, or marked as undone. */
    public boolean isSettled() {
        return shelf.isSettled();
    }

    /** Chunks held. */
    public long count() {
        return shelf.index().count();
    }

    /** Whether the chunk may be here; answered from memory, seldom wrong if it says yes and never if it says no. */
    public boolean mayHold(ChunkId id) {
        return !shelf.index().candidates(id).isEmpty();
    }

    /**
     * Opens a chunk, if it is here.
     *
     * @throws io.slime.chunkd.format.DamagedChunk if its record cannot be trusted
     */
    public Optional<StoredChunk> open(ChunkId id) throws IOException {
        return records.open(id);
    }

    /** Reads a range of a chunk, verified, if that can be done without waiting; false if not. On any thread. */
    public boolean readAtOnce(ChunkId id, long from, ByteBuffer into) {
        try {
            return records.readAtOnce(id, from, into);
        } catch (IOException e) {
            return false; // a reader that waits is told what is wrong
        }
    }

    /**
     * Starts to make a chunk durable; replaces the record that is here, which is owed a mark then: see {@link #owes}. Waits
     * while too many bytes do.
     *
     * @param fileKnown whether the caller has looked at a file that the chunk may have
     * @param patience how long it waits at most; then the append fails
     * @param after runs exactly once, when it has ended or will never start
     */
    public Append put(NewChunk chunk, boolean fileKnown, Duration patience, Runnable after) {
        Append append = new Append(chunk, fileKnown, after);
        lane.submit(append, patience);
        return append;
    }

    /**
     * The same for a chunk of whose file nothing is known, without waiting; empty, and nothing started, if it would have to.
     *
     * @param after runs exactly once, unless the result is empty
     */
    public Optional<Append> tryPut(NewChunk chunk, Runnable after) {
        Append append = new Append(chunk, false, after);
        return lane.trySubmit(append) ? Optional.of(append) : Optional.empty();
    }

    /** Whether older records of the chunk must be marked before the write that replaced them is answered. */
    public boolean owes(ChunkId id) {
        return !shelf.owed().of(id).isEmpty();
    }

    /** The chunks of which a segment holds records that are not live any more, and not marked yet. */
    public List<ChunkId> owedIn(int segment) {
        return shelf.owed().in(segment);
    }

    /** Whether a segment has not been removed. */
    public boolean isThere(int segment) {
        return shelf.find(segment).isPresent();
    }

    /** Marks older records of chunks, durably. */
    public void pay(Collection<ChunkId> ids) throws IOException {
        burials.pay(ids);
    }

    /** Deletes chunks, durably; those that are not here count as deleted. */
    public void delete(Collection<ChunkId> ids) throws IOException {
        burials.delete(ids);
    }

    /** Sets a damaged chunk aside where it is, durably; empty if it is not here. */
    public Optional<KeptChunk> setAside(ChunkId id, String reason) throws IOException {
        return burials.setAside(id, reason);
    }

    /** The chunk was deleted or is there again; the damaged copy stays. */
    public void settle(KeptChunk chunk) throws IOException {
        burials.settle(chunk);
    }

    /**
     * Lets go of segments whose files are gone though the store is there, open or not: their chunks are missing from now on,
     * so that they can be found to be.
     */
    public void dropLost() throws IOException {
        for (Segment segment : shelf.segments()) {
            if (!shelf.disk().exists(segment.path()) && segment.claimLoss()) {
                LOG.error("segment {} is gone, and {} chunks with it", segment.name(), shelf.lose(segment));
            }
        }
    }

    /** Chunks in order, those after one if given, at most {@code limit}. */
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) throws IOException {
        return listing.page(after, limit);
    }

    /** Removes segments in which nothing lives, and which could not be removed before. */
    public void removeDead() {
        shelf.segments().forEach(burials::removeIfDead);
    }

    /** The number of the segment of whose records most is dead, if that is more than half of one. Room that was never used is none. */
    public OptionalInt mostlyDead() {
        return shelf.segments().stream()
                .filter(segment -> segment.isClosed() && !segment.keeps() && !segment.isWhollyDead())
                .filter(segment -> segment.liveShare() < MOSTLY_DEAD)
                .min(Comparator.comparingDouble(Segment::liveShare))
                .map(segment -> OptionalInt.of(segment.number()))
                .orElse(OptionalInt.empty());
    }

    /** The number of the next segment after one, if there is any. */
    public OptionalInt nextSegment(int after) {
        return shelf.segments().stream()
                .mapToInt(Segment::number)
                .filter(number -> number > after)
                .findFirst();
    }

    /** Lets the next reads of a segment come from the drive. */
    public void forget(int segment) throws IOException {
        Optional<Segment> found = find(segment);
        if (found.isPresent()) {
            try (Handles.Handle file = shelf.handles().acquire(found.get())) {
                file.file().forget();
            }
        }
    }

    /** The live chunks of a segment as they lie in it; none if it was removed. */
    public List<ChunkId> inOrderOfPlace(int segment) throws IOException {
        Optional<Segment> found = find(segment);
        return found.isPresent() ? listing.inOrderOfPlace(found.get()) : List.of();
    }

    private Optional<Segment> find(int segment) {
        return shelf.segments().stream().filter(one -> one.number() == segment).findFirst();
    }

    /** Some live chunks of a segment, at most {@code limit}; none if it was removed. */
    public List<ChunkId> liveIn(int segment, int limit) throws IOException {
        Optional<Segment> found = find(segment);
        return found.isPresent() ? listing.liveIn(found.get(), limit) : List.of();
    }

    /** Reads a chunk to be moved, if its live record is in that segment; it keeps its stamp. */
    public Optional<NewChunk> copyFrom(int segment, ChunkId id, ByteBuffer scratch) throws IOException {
        Optional<Place> place = records.locate(id);
        if (place.isEmpty() || place.get().segment() != segment) {
            return Optional.empty();
        }
        Optional<StoredChunk> found = records.open(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredChunk chunk = found.get()) {
            int length = Math.toIntExact(chunk.header().length());
            byte[] bytes = new byte[length];
            chunk.data().read(0, length, (part, at) -> part.get(bytes, at, part.remaining()), scratch);
            long era = records.head(place.get()).map(RecordHead::era).orElse(0L);
            ChunkDescription description = chunk.header().description();
            OptionalLong stamp = OptionalLong.of(chunk.header().stamp());
            return Optional.of(new NewChunk(
                    id, description, era, bytes, length, chunk.data().sums(), stamp));
        }
    }

    /** Lets go of all files; no other method runs any more. */
    @Override
    public void close() throws IOException {
        try {
            appender.close();
        } finally {
            shelf.handles().close();
        }
    }
}
