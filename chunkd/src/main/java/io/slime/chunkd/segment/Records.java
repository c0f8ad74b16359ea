package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.DamagedChunk;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import io.slime.chunkd.format.VerifiedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds and reads records. Takes no locks: a record that was moved meanwhile is looked for again. */
final class Records {
    private static final int FIRST_READ = 8 * 1024;
    private static final int ATTEMPTS = 5;

    private final Shelf shelf;

    Records(Shelf shelf) {
        this.shelf = shelf;
    }

    /**
     * Opens the chunk's live record.
     *
     * @throws DamagedChunk if its head is damaged
     */
    Optional<StoredChunk> open(ChunkId id) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean moved = false;
            for (Place place : shelf.index().candidates(id)) {
                try {
                    Optional<StoredChunk> chunk = open(id, place);
                    if (chunk.isPresent()) {
                        return chunk;
                    }
                } catch (NoSuchFileException e) {
                    if (shelf.index().holds(id, place)) {
                        throw e;
                    }
                }
                moved |= !shelf.index().holds(id, place);
            }
            if (!moved) {
                return Optional.empty();
            }
        }
        throw new IOException("chunk " + id + " is moved again and again");
    }

    /**
     * Reads a range of a chunk, verified, if its record is short and can be read without waiting.
     *
     * @return false if not, or if anything is wrong: {@link #open} then finds out
     */
    boolean readAtOnce(ChunkId id, long from, ByteBuffer into) throws IOException {
        for (Place place : shelf.index().candidates(id)) {
            Segment segment = shelf.segment(place.segment());
            Optional<Handles.Handle> known = shelf.handles().known(segment);
            if (known.isEmpty()) {
                return false;
            }
            ByteBuffer first = firstBuffer(segment, place);
            try (Handles.Handle file = known.get()) {
                if (!file.readAtOnce(first, place.offset())) {
                    return false;
                }
            }
            Optional<RecordHead> head =
                    RecordHead.decode(first.flip(), segment.name().uuid(), place.offset());
            if (head.isEmpty()) {
                return false;
            }
            if (head.get().header().id().equals(id)) {
                return copy(head.get(), first, from, into);
            }
        }
        return false;
    }

    private static boolean copy(RecordHead head, ByteBuffer first, long from, ByteBuffer into) {
        int length = (int) Math.min(head.header().length(), Integer.MAX_VALUE);
        if (length > first.limit() - head.headLength() || from < 0 || from > length - into.remaining()) {
            return false;
        }
        if (head.sums().length != 1 || Checksums.of(first.slice(head.headLength(), length)) != head.sums()[0]) {
            return false;
        }
        into.put(first.slice(head.headLength() + (int) from, into.remaining()));
        return true;
    }

    /**
     * Where a record is.
     *
     * @param head its head, unless that cannot be read any more
     */
    record Located(Place place, Optional<RecordHead> head) {}

    /** Where the chunk's live record is, also when its head cannot be read any more. */
    Optional<Place> locate(ChunkId id) throws IOException {
        return find(id).map(Located::place);
    }

    /** The same, with the record's head. */
    Optional<Located> find(ChunkId id) throws IOException {
        for (Place place : shelf.index().candidates(id)) {
            Optional<Located> found = find(id, place);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Located> find(ChunkId id, Place place) throws IOException {
        try {
            Optional<RecordHead> head = head(place);
            boolean found = head.isPresent() ? head.get().header().id().equals(id) : isNamed(id, place);
            return found ? Optional.of(new Located(place, head)) : Optional.empty();
        } catch (NoSuchFileException e) {
            if (shelf.index().holds(id, place)) {
                throw e;
            }
            return Optional.empty();
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return isNamed(id, place) ? Optional.of(new Located(place, Optional.empty())) : Optional.empty();
        }
    }

    /** What the segment's index says of the chunk's record at that place, if it names it. */
    Optional<Entry> entry(ChunkId id, Place place) throws IOException {
        Segment segment = shelf.segment(place.segment());
        return switch (segment.names()) {
            case Segment.InMemory memory ->
                Optional.ofNullable(memory.entries().get(id)).filter(entry -> entry.slot() == place.slot());
            case Segment.InPages pages -> {
                int page = pageOf(pages.fences(), id);
                yield page < 0 ? Optional.empty() : entry(segment, pages, page, new Entry(id, 0, place.slot(), 0));
            }
        };
    }

    private Optional<Entry> entry(Segment segment, Segment.InPages pages, int page, Entry wanted) throws IOException {
        try (Handles.Handle file = shelf.handles().acquire(segment)) {
            return SegmentFormat.readPage(file.file(), pages.position(page)).stream()
                    .filter(entry -> entry.slot() == wanted.slot() && entry.id().equals(wanted.id()))
                    .findFirst();
        }
    }

    /** The head of a record, if it is whole. */
    Optional<RecordHead> head(Place place) throws IOException {
        Segment segment = shelf.segment(place.segment());
        try (Handles.Handle file = shelf.handles().acquire(segment)) {
            return RecordHead.decode(first(file, segment, place), segment.name().uuid(), place.offset());
        }
    }

    private Optional<StoredChunk> open(ChunkId id, Place place) throws IOException {
        Segment segment = shelf.segment(place.segment());
        Handles.Handle file = shelf.handles().acquire(segment);
        boolean handedOver = false;
        try {
            ByteBuffer first = first(file, segment, place);
            Optional<RecordHead> head =
                    RecordHead.decode(first.duplicate(), segment.name().uuid(), place.offset());
            if (head.isEmpty() && isNamed(id, place)) {
                throw new DamagedChunk("the head of the record at " + place.offset() + " of segment " + segment.name()
                        + " fails its checksum");
            }
            if (head.isEmpty() || !head.get().header().id().equals(id)) {
                return Optional.empty();
            }
            handedOver = true;
            return Optional.of(chunk(head.get(), first, file));
        } finally {
            if (!handedOver) {
                file.close();
            }
        }
    }

    private static StoredChunk chunk(RecordHead head, ByteBuffer first, Handles.Handle file) {
        VerifiedData.Source source = (into, position) -> {
            long from = position - head.offset();
            if (from + into.remaining() <= first.limit()) {
                into.put(first.slice(Math.toIntExact(from), into.remaining()));
            } else {
                file.read(into, position);
            }
        };
        VerifiedData data =
                new VerifiedData(source, head.dataStart(), head.header().length(), head.sums());
        return new StoredChunk(head.header(), data, file);
    }

    /** What is read of a record first, up to what cannot be read: that may be another's. */
    private static ByteBuffer first(Handles.Handle file, Segment segment, Place place) throws IOException {
        ByteBuffer first = firstBuffer(segment, place);
        long[] bad = {segment.capacity()};
        Salvage.read(file.file(), first, place.offset(), (from, to) -> bad[0] = Math.min(bad[0], from));
        return first.flip().limit((int) Math.min(first.limit(), bad[0] - place.offset()));
    }

    private static ByteBuffer firstBuffer(Segment segment, Place place) {
        return ByteBuffer.allocate((int) Math.min(FIRST_READ, segment.capacity() - place.offset()));
    }

    /** Whether the segment's index says that the record is the chunk's; an index that is damaged says so, too. */
    private boolean isNamed(ChunkId id, Place place) throws IOException {
        try {
            return entry(id, place).isPresent();
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return true;
        }
    }

    /** The page that names an id, if any does; -1 if the id is before all of them. */
    static int pageOf(List<ChunkId> fences, ChunkId id) {
        int found = Collections.binarySearch(fences, id);
        return found >= 0 ? found : -found - 2;
    }
}
