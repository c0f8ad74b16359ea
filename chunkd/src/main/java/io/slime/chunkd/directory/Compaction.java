package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.segment.Append;
import io.slime.chunkd.segment.NewChunk;
import io.slime.chunkd.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Frees the space of dead chunks: the live ones of a segment that is mostly dead are moved to the open segment, and keep
 * their stamps; when none is left the segment is removed.
 */
final class Compaction {
    private static final int IDS_AT_A_TIME = 1024;
    private static final int BATCH = 32;
    private static final long BYTES_PER_SECOND = 32L << 20;

    private final StoreSession session;

    Compaction(StoreSession session) {
        this.session = session;
    }

    /** Rewrites segments until none is mostly dead; says how many. */
    int run(Pause pause) throws InterruptedException {
        Segments segments = session.segments();
        int rewritten = 0;
        session.disk(scratch -> {
            segments.removeDead();
            return true;
        });
        OptionalInt segment = segments.mostlyDead();
        while (segment.isPresent() && empty(segment.getAsInt(), pause)) {
            rewritten++;
            segment = segments.mostlyDead();
        }
        return rewritten;
    }

    /** Moves all chunks out of a segment; says no if it is still there then, or the work is not to go on. */
    private boolean empty(int segment, Pause pause) throws InterruptedException {
        Segments segments = session.segments();
        List<ChunkId> live = live(segment);
        while (!live.isEmpty()) {
            for (int from = 0; from < live.size(); from += BATCH) {
                long bytes = move(segment, live.subList(from, Math.min(live.size(), from + BATCH)));
                if (!pause.hold(TimeUnit.SECONDS.toNanos(bytes) / BYTES_PER_SECOND)) {
                    return false;
                }
            }
            List<ChunkId> left = live(segment);
            if (left.equals(live)) {
                return false;
            }
            live = left;
        }
        pay(segment);
        return !segments.isThere(segment);
    }

    /** Marks what an earlier move, which failed, left unmarked: else the segment is never wholly dead. */
    private void pay(int segment) {
        Segments segments = session.segments();
        List<ChunkId> owed = segments.owedIn(segment);
        for (int from = 0; from < owed.size(); from += IDS_AT_A_TIME) {
            List<ChunkId> some = owed.subList(from, Math.min(owed.size(), from + IDS_AT_A_TIME));
            try (Hold hold = session.claims().take(some)) {
                pay(some, hold);
            }
        }
    }

    private void pay(List<ChunkId> ids, Hold hold) {
        session.disk(
                scratch -> {
                    session.segments().pay(ids);
                    return true;
                },
                hold.extend());
    }

    private List<ChunkId> live(int segment) {
        return session.disk(scratch -> session.segments().liveIn(segment, IDS_AT_A_TIME));
    }

    /** Moves some chunks, and marks their old records, also when not all could be moved; returns how many bytes that were. */
    private long move(int segment, List<ChunkId> ids) {
        Segments segments = session.segments();
        try (Hold hold = session.claims().take(ids)) {
            List<NewChunk> copies = session.disk(scratch -> copies(segment, ids, scratch), hold.extend());
            List<Append> appends = copies.stream()
                    .map(copy -> segments.put(copy, true, session.options().patience(), hold.extend()))
                    .toList();
            try {
                appends.forEach(this::await);
            } finally {
                pay(ids, hold);
            }
            return copies.stream().mapToLong(NewChunk::size).sum();
        }
    }

    private void await(Append append) {
        try {
            append.await(session.options().patience());
        } catch (IOException e) {
            throw new ChunkException.Unreachable("a chunk could not be moved", e);
        }
    }

    /** What is damaged is set aside on the way. */
    private List<NewChunk> copies(int segment, List<ChunkId> ids, ByteBuffer scratch) throws IOException {
        List<NewChunk> copies = new ArrayList<>();
        for (ChunkId id : ids) {
            try {
                session.segments().copyFrom(segment, id, scratch).ifPresent(copies::add);
            } catch (IOException e) {
                if (!DiskErrors.isDamage(e)) {
                    throw e;
                }
                session.reads().setAsideIfDamaged(id, scratch);
            }
        }
        return copies;
    }
}
