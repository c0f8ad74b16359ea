package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.DiskErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records out of service: the mark is durable, then the record leaves the index, then its space is given back. For
 * callers who hold the claims of the chunks.
 */
final class Burials {
    private static final Logger LOG = LoggerFactory.getLogger(Burials.class);
    private static final long DISK_BLOCK = 4096;

    /** Holes smaller than this cost the file system more than they give back; rewriting the segment gets them. */
    private static final long WORTH_PUNCHING = 4 * DISK_BLOCK;

    private final Shelf shelf;
    private final Records records;

    Burials(Shelf shelf, Records records) {
        this.shelf = shelf;
        this.records = records;
    }

    private record Grave(ChunkId id, Place place, Optional<RecordHead> head) {}

    /** Deletes chunks, durably: the live record of each, and those that are owed a mark. */
    void delete(Collection<ChunkId> ids) throws IOException {
        Map<Integer, List<Grave>> graves = new TreeMap<>();
        for (ChunkId id : ids) {
            records.find(id).ifPresent(found -> add(graves, new Grave(id, found.place(), found.head())));
            owed(graves, id);
        }
        bury(graves);
    }

    /** Marks what is owed a mark, durably. */
    void pay(Collection<ChunkId> ids) throws IOException {
        Map<Integer, List<Grave>> graves = new TreeMap<>();
        for (ChunkId id : ids) {
            owed(graves, id);
        }
        bury(graves);
    }

    private void owed(Map<Integer, List<Grave>> graves, ChunkId id) throws IOException {
        for (Place place : shelf.owed().of(id)) {
            add(graves, new Grave(id, place, quietly(place)));
        }
    }

    private static void add(Map<Integer, List<Grave>> graves, Grave grave) {
        graves.computeIfAbsent(grave.place().segment(), number -> new ArrayList<>())
                .add(grave);
    }

    private void bury(Map<Integer, List<Grave>> graves) throws IOException {
        for (Map.Entry<Integer, List<Grave>> entry : graves.entrySet()) {
            Segment segment = shelf.segment(entry.getKey());
            segment.marks()
                    .append(entry.getValue().stream()
                            .map(grave -> new Mark.Dead(grave.place().slot()))
                            .toList());
            for (Grave grave : entry.getValue()) {
                boolean lived = shelf.index().remove(grave.id(), grave.place());
                boolean owed = shelf.owed().remove(grave.id(), grave.place());
                if (lived || owed) {
                    release(segment, grave.head());
                }
            }
            removeIfDead(segment);
        }
    }

    /** Removes a segment if nothing in it is live or must be kept. If that fails nobody misses anything but space. */
    void removeIfDead(Segment segment) {
        if (segment.claimRemoval()) {
            try {
                shelf.remove(segment);
            } catch (IOException e) {
                LOG.warn("segment {}, in which nothing lives, could not be removed", segment.name(), e);
            }
        }
    }

    /** Sets the chunk's live record aside where it is, durably. */
    Optional<KeptChunk> setAside(ChunkId id, String reason) throws IOException {
        Optional<Place> found = records.locate(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Place place = found.get();
        Segment segment = shelf.segment(place.segment());
        segment.marks().append(List.of(new Mark.Bad(place.slot(), id, reason)));
        segment.keep();
        if (shelf.index().remove(id, place)) {
            segment.bury(0);
        }
        return Optional.of(new KeptChunk(id, reason, place.segment(), place.slot()));
    }

    /** The chunk was deleted or is there again; its damaged record stays. */
    void settle(KeptChunk kept) throws IOException {
        Optional<Segment> segment = shelf.find(kept.segment());
        if (segment.isPresent()) {
            segment.get().marks().append(List.of(new Mark.Settled(kept.slot())));
        }
    }

    /** Counts a record out, and gives the space of its data back if that is worth it; the head stays. */
    private void release(Segment segment, Optional<RecordHead> head) throws IOException {
        segment.bury(head.map(RecordHead::footprint).orElse((long) Place.SECTOR));
        if (head.isPresent()) {
            long from = roundUp(head.get().dataStart());
            long to = (head.get().dataStart() + head.get().header().length()) / DISK_BLOCK * DISK_BLOCK;
            if (to - from >= WORTH_PUNCHING) {
                try (Handles.Handle file = shelf.handles().acquire(segment)) {
                    file.file().punch(from, to - from);
                }
            }
        }
    }

    private Optional<RecordHead> quietly(Place place) throws IOException {
        try {
            return records.head(place);
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static long roundUp(long position) {
        return (position + DISK_BLOCK - 1) / DISK_BLOCK * DISK_BLOCK;
    }
}
