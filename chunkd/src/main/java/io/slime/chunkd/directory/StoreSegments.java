package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import io.slime.chunkd.segment.KeptChunk;
import io.slime.chunkd.segment.Segments;
import io.slime.chunkd.segment.Surroundings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens a session's segments, and gives them what they need of the store. */
final class StoreSegments implements Surroundings {
    private final StoreSession session;

    private StoreSegments(StoreSession session) {
        this.session = session;
    }

    /**
     * Opens them. Of a chunk that has both a record and a file, as a power cut may leave it, the newer copy stays; a
     * damaged one is left to its next reader, who sets it aside and finds the other.
     */
    static Segments open(StoreSession session) throws IOException {
        Layout layout = session.files().layout();
        Segments segments = Segments.open(
                layout.disk(),
                layout.segments(),
                layout.tmp(),
                new StoreSegments(session),
                session.options().segmentSize());
        for (KeptChunk kept : segments.kept()) {
            session.files().quarantine().addInPlace(kept.id(), kept.reason(), () -> segments.settle(kept));
        }
        for (ChunkId id : session.chunkFiles().matching(segments::mayHold)) {
            dropOlder(id, segments, session);
        }
        for (ChunkId id : session.files().quarantine().ids()) {
            settle(id, segments, session);
        }
        return segments;
    }

    /** A chunk that was written again just before a power cut is not set aside any more. */
    private static void settle(ChunkId id, Segments segments, StoreSession session) throws IOException {
        try {
            if (stamp(segments.open(id)).isPresent()
                    || session.chunkFiles().header(id).isPresent()) {
                session.files().quarantine().settle(id);
            }
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
        }
    }

    private static void dropOlder(ChunkId id, Segments segments, StoreSession session) throws IOException {
        try {
            Optional<Long> packed = stamp(segments.open(id));
            Optional<Long> inFile = session.chunkFiles().header(id).map(ChunkHeader::stamp);
            if (packed.isPresent() && inFile.isPresent() && inFile.get() > packed.get()) {
                segments.delete(List.of(id));
            } else if (packed.isPresent()) {
                session.chunkFiles().delete(List.of(id));
            }
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
        }
    }

    private static Optional<Long> stamp(Optional<StoredChunk> found) throws IOException {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredChunk chunk = found.get()) {
            return Optional.of(chunk.header().stamp());
        }
    }

    @Override
    public long nextStamp() throws IOException {
        return session.files().stamps().next();
    }

    @Override
    public long free() throws IOException {
        return session.space().now().free();
    }

    @Override
    public long freeForMoves() throws IOException {
        return session.space().withReserve();
    }

    @Override
    public boolean wasLeftCleanly() {
        return session.files().wasLeftCleanly();
    }

    @Override
    public boolean hasFile(ChunkId id) throws IOException {
        return session.chunkFiles().has(id);
    }

    @Override
    public void onDiskThread(Consumer<ByteBuffer> work, Consumer<Throwable> failed) {
        session.threads().start(work, failed);
    }
}
