package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes batches of chunks durable: writes their records, syncs once, then lets readers find them. */
final class Appender implements Lane.Batch, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final long DISK_BLOCK = 4096;
    private static final long SMALLEST_SEGMENT = 1 << 20;

    private final Shelf shelf;
    private final Records records;
    private final Burials burials;
    private final Surroundings around;
    private final long segmentSize;
    private @Nullable OpenSegment open;
    /** Whether the open segment takes space of the reserve, which is there for chunks that are moved. */
    private boolean reserved;

    Appender(Shelf shelf, Records records, Burials burials, Surroundings around, long segmentSize) {
        this.shelf = shelf;
        this.records = records;
        this.burials = burials;
        this.around = around;
        this.segmentSize = segmentSize;
    }

    /** Goes on in a segment that was left open, from a position on. */
    void goOn(Segment segment, long end) throws IOException {
        open = new OpenSegment(shelf.disk(), segment, end);
        reserved = around.free() == 0;
    }

    private record Written(Append append, RecordHead record) {}

    @Override
    public void commit(List<Append> appends, ByteBuffer scratch) {
        List<Written> written = new ArrayList<>();
        try {
            commit(appends, written, scratch.clear());
        } catch (RuntimeException | Error e) {
            if (open != null) {
                giveUp(open, written, new IOException("a batch failed", e));
            }
            throw e;
        }
    }

    private void commit(List<Append> appends, List<Written> written, ByteBuffer scratch) {
        for (Append append : appends) {
            NewChunk chunk = append.chunk();
            try {
                if (!append.isFileKnown() && around.hasFile(chunk.id())) {
                    append.turnAway();
                    continue;
                }
                checkReserve(chunk);
                long stamp = chunk.stamp().isPresent() ? chunk.stamp().getAsLong() : around.nextStamp();
                if (open == null || open.segment().isClosed() || !open.fits(chunk.size())) {
                    finish(written, scratch);
                    turn(chunk);
                }
                write(append, stamp, written, scratch);
            } catch (IOException | ChunkException e) {
                append.fail(e);
            }
        }
        finish(written, scratch);
    }

    /** Throws if the chunk is new, and room is left in the reserve alone. */
    private void checkReserve(NewChunk chunk) throws IOException {
        if (open != null && reserved && chunk.stamp().isEmpty()) {
            if (around.free() == 0) {
                throw new ChunkException.Full("the store has no bytes left but its reserve");
            }
            reserved = false;
        }
    }

    /** A record that cannot be written fails all that were to be synced with it. */
    private void write(Append append, long stamp, List<Written> written, ByteBuffer scratch) throws IOException {
        OpenSegment target = Objects.requireNonNull(open);
        try {
            written.add(new Written(append, target.append(append.chunk(), stamp, scratch)));
        } catch (IOException e) {
            giveUp(target, written, e);
            scratch.clear();
            throw e;
        }
    }

    private void finish(List<Written> written, ByteBuffer scratch) {
        OpenSegment target = open;
        if (target != null && !written.isEmpty()) {
            try {
                target.commit(scratch);
                written.forEach(one -> publish(target.segment(), one));
            } catch (IOException e) {
                giveUp(target, written, e);
            }
            written.clear();
        }
        scratch.clear();
    }

    /** The record is durable: readers find it, and a record that it replaces is owed its mark. */
    private void publish(Segment segment, Written written) {
        Entry entry = Entry.of(written.record());
        long footprint = written.record().footprint();
        ChunkId id = entry.id();
        Place place = new Place(segment.number(), entry.slot());
        ChunkStat stat = entry.stat();
        try {
            Optional<Place> old = records.locate(id);
            segment.add(entry);
            segment.enliven(footprint);
            segment.reach(written.record().end());
            if (old.isPresent() && shelf.index().replace(id, old.get(), place)) {
                shelf.owed().add(id, old.get());
            } else {
                shelf.index().put(id, place);
            }
            if (shelf.find(segment.number()).isEmpty()) {
                shelf.index().remove(id, place);
                throw new NoSuchFileException(segment.path().toString());
            }
        } catch (IOException e) {
            segment.enliven(footprint);
            if (shelf.find(segment.number()).isPresent()) {
                shelf.owed().add(id, place);
            }
            written.append().fail(e);
            return;
        }
        written.append().succeed(stat);
    }

    /** Records that may not be durable are never served, now or later, and nothing is appended to their segment. */
    private void giveUp(OpenSegment failed, List<Written> written, IOException e) {
        open = null;
        failed.segment().close();
        LOG.error(
                "segment {} takes no more chunks: it could not be written",
                failed.segment().name(),
                e);
        try {
            mark(failed);
        } finally {
            written.forEach(one -> one.append().fail(e));
            written.clear();
        }
    }

    private void mark(OpenSegment failed) {
        try (failed) {
            failed.segment().marks().append(List.of(failed.sinceCommit()));
            burials.removeIfDead(failed.segment());
        } catch (IOException | RuntimeException e) {
            shelf.unsettle();
            LOG.error("segment {} could not be marked", failed.segment().name(), e);
        }
    }

    /** Opens a new segment, then seals the one that is full. */
    private void turn(NewChunk chunk) throws IOException {
        boolean isMove = chunk.stamp().isPresent();
        long spare = around.free();
        long free = (isMove ? around.freeForMoves() : spare) / DISK_BLOCK * DISK_BLOCK;
        long needed = SegmentFormat.HEADER + OpenSegment.most(chunk.size()) + SegmentFormat.footer(1);
        long capacity = Math.min(segmentSize, free);
        if (capacity < Math.min(segmentSize, Math.max(needed, SMALLEST_SEGMENT))) {
            throw new ChunkException.Full("the store has " + free + " bytes left, too few for a segment");
        }
        OpenSegment full = open;
        open = create(capacity);
        reserved = capacity > spare;
        if (full != null) {
            seal(full);
        }
    }

    private OpenSegment create(long capacity) throws IOException {
        Segment segment = shelf.create(capacity);
        try {
            return new OpenSegment(shelf.disk(), segment, SegmentFormat.HEADER);
        } catch (IOException e) {
            segment.close();
            burials.removeIfDead(segment);
            throw e;
        }
    }

    /** A segment that cannot be sealed is only slower to open: its records are durable. */
    private void seal(OpenSegment full) {
        try (full) {
            full.seal();
            burials.removeIfDead(full.segment());
        } catch (IOException e) {
            full.segment().close();
            LOG.warn("segment {} could not be sealed", full.segment().name(), e);
        }
    }

    /** Lets go of the open segment, which the next opening of the store goes on with. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
