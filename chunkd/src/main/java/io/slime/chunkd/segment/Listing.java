package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Lists the chunks of all segments in order, by merging the segments' indexes. */
final class Listing {
    private static final int ATTEMPTS = 5;

    private final Shelf shelf;
    private final Records records;

    Listing(Shelf shelf, Records records) {
        this.shelf = shelf;
        this.records = records;
    }

    /** The first chunks after an id. Chunks that are moved meanwhile are not missed. */
    List<ChunkStat> page(Optional<ChunkId> after, int limit) throws IOException {
        NoSuchFileException last = new NoSuchFileException("no segment");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return merge(after, limit);
            } catch (NoSuchFileException e) {
                last = e;
            }
        }
        throw last;
    }

    private List<ChunkStat> merge(Optional<ChunkId> after, int limit) throws IOException {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (Segment segment : shelf.segments()) {
            Cursor cursor = cursor(segment, after);
            if (cursor.hasNext()) {
                cursors.add(cursor);
            }
        }
        List<ChunkStat> page = new ArrayList<>();
        Optional<ChunkId> previous = Optional.empty();
        while (page.size() < limit && !cursors.isEmpty()) {
            Cursor cursor = cursors.remove();
            Entry entry;
            try {
                entry = cursor.take();
            } catch (IOException e) {
                reread(cursor.segment(), e);
                cursor = new Cursor(shelf, cursor.segment(), previous.or(() -> after));
                if (cursor.hasNext()) {
                    cursors.add(cursor);
                }
                continue;
            }
            if (cursor.hasNext()) {
                cursors.add(cursor);
            }
            if (!previous.equals(Optional.of(entry.id()))) {
                previous = Optional.of(entry.id());
                live(entry, cursor.segment()).ifPresent(page::add);
            }
        }
        return page;
    }

    private Cursor cursor(Segment segment, Optional<ChunkId> after) throws IOException {
        try {
            return new Cursor(shelf, segment, after);
        } catch (IOException e) {
            reread(segment, e);
            return new Cursor(shelf, segment, after);
        }
    }

    /** An index that is damaged, or cannot be read, is made anew from the records. */
    private void reread(Segment segment, IOException why) throws IOException {
        if (!DiskErrors.isDamage(why)) {
            throw why;
        }
        try (Handles.Handle file = shelf.handles().acquire(segment)) {
            segment.reread(new Scan(file.file(), segment.name(), new MarkSet(), true).named());
        }
    }

    /** An entry's chunk if it lives, there or elsewhere. */
    private Optional<ChunkStat> live(Entry entry, Segment segment) throws IOException {
        if (shelf.index().holds(entry.id(), new Place(segment.number(), entry.slot()))) {
            return Optional.of(entry.stat());
        }
        try {
            Optional<StoredChunk> moved = records.open(entry.id());
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            try (StoredChunk chunk = moved.get()) {
                return Optional.of(chunk.header().stat());
            }
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The live chunks of one segment, some at a time. */
    List<ChunkId> liveIn(Segment segment, int limit) throws IOException {
        return liveEntries(segment, limit).stream().map(Entry::id).toList();
    }

    /** The live chunks of one segment as they lie in it. */
    List<ChunkId> inOrderOfPlace(Segment segment) throws IOException {
        return liveEntries(segment, Integer.MAX_VALUE).stream()
                .sorted(Comparator.comparingInt(Entry::slot))
                .map(Entry::id)
                .toList();
    }

    private List<Entry> liveEntries(Segment segment, int limit) throws IOException {
        try {
            return walk(segment, limit);
        } catch (IOException e) {
            reread(segment, e);
            return walk(segment, limit);
        }
    }

    private List<Entry> walk(Segment segment, int limit) throws IOException {
        List<Entry> live = new ArrayList<>();
        Cursor cursor = new Cursor(shelf, segment, Optional.empty());
        while (live.size() < limit && cursor.hasNext()) {
            Entry entry = cursor.take();
            if (shelf.index().holds(entry.id(), new Place(segment.number(), entry.slot()))) {
                live.add(entry);
            }
        }
        return live;
    }
}
