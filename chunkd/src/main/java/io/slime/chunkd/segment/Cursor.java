package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A walk over the entries of one segment in order; a page of the index is read when its first entry is needed. */
final class Cursor implements Comparable<Cursor> {
    private final Shelf shelf;
    private final Segment segment;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private final Iterator<Entry> memory;
    private final Segment.@Nullable InPages pages;
    private int nextPage;
    private @Nullable ChunkId next;

    Cursor(Shelf shelf, Segment segment, Optional<ChunkId> after) throws IOException {
        this.shelf = shelf;
        this.segment = segment;
        switch (segment.names()) {
            case Segment.InMemory(var entries) -> {
                memory = (after.isPresent() ? entries.tailMap(after.get(), false) : entries)
                        .values()
                        .iterator();
                pages = null;
            }
            case Segment.InPages inPages -> {
                memory = List.<Entry>of().iterator();
                pages = inPages;
                start(inPages, after);
            }
        }
        look();
    }

    Segment segment() {
        return segment;
    }

    private void start(Segment.InPages inPages, Optional<ChunkId> after) throws IOException {
        if (after.isEmpty()) {
            return;
        }
        ChunkId from = after.get();
        if (inPages.last().isEmpty() || inPages.last().get().compareTo(from) <= 0) {
            nextPage = inPages.fences().size();
            return;
        }
        nextPage = Math.max(0, Records.pageOf(inPages.fences(), from));
        if (inPages.fences().get(nextPage).compareTo(from) <= 0) {
            load(inPages);
            ready.removeIf(entry -> entry.id().compareTo(from) <= 0);
        }
    }

    private void load(Segment.InPages inPages) throws IOException {
        try (Handles.Handle file = shelf.handles().acquire(segment)) {
            ready.addAll(SegmentFormat.readPage(file.file(), inPages.position(nextPage)));
            nextPage++;
        }
    }

    /** Finds out which id comes next; the fences tell it without reading. */
    private void look() {
        if (ready.isEmpty() && memory.hasNext()) {
            ready.add(memory.next());
        }
        Segment.InPages inPages = pages;
        if (!ready.isEmpty()) {
            next = ready.getFirst().id();
        } else if (inPages != null && nextPage < inPages.fences().size()) {
            next = inPages.fences().get(nextPage);
        } else {
            next = null;
        }
    }

    boolean hasNext() {
        return next != null;
    }

    /** The next entry. */
    Entry take() throws IOException {
        if (ready.isEmpty()) {
            load(Objects.requireNonNull(pages));
        }
        Entry entry = ready.removeFirst();
        look();
        return entry;
    }

    @Override
    public int compareTo(Cursor other) {
        return Objects.requireNonNull(next).compareTo(Objects.requireNonNull(other.next));
    }
}
