package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Writes a session's chunks. */
final class ChunkWrites {
    private final StoreSession session;
    private final ChunkReads reads;

    ChunkWrites(StoreSession session, ChunkReads reads) {
        this.session = session;
        this.reads = reads;
    }

    /** Longest chunk that is kept in memory until it is packed into a segment. */
    int smallLimit() {
        return 0;
    }

    /** Answers "full" early, if the length is known. */
    void expect(long length) {
        session.disk(scratch -> {
            session.space().check(Math.max(0, length));
            return true;
        });
    }

    /** Starts a chunk file; {@code expected} is its length, or negative if unknown. */
    FileDraft startFile(long expected) {
        return session.disk(scratch ->
                new FileDraft(session.files().layout(), session.files().stamps().next(), expected));
    }

    void append(FileDraft draft, byte[] bytes, int offset, int length) {
        draft.sum(bytes, offset, length);
        session.disk(scratch -> {
            if (!draft.allocated()) {
                session.space().check(length);
            }
            draft.append(bytes, offset, length, scratch);
            return true;
        });
    }

    /** Makes a draft the chunk; whatever happens, the draft is gone afterwards. */
    ChunkStat commitFile(ChunkId id, ChunkDescription description, FileDraft draft, long era) {
        Runnable release;
        try {
            release = session.claims().take(List.of(id));
        } catch (ChunkException.Unreachable e) {
            discard(draft);
            throw e;
        }
        return session.disk(scratch -> commit(id, description, draft, era, scratch), release);
    }

    private ChunkStat commit(ChunkId id, ChunkDescription description, FileDraft draft, long era, ByteBuffer scratch)
            throws IOException {
        try (draft) {
            draft.complete();
            checkExisting(id, draft, scratch);
            session.files().era().raise(era);
            ChunkHeader header = new ChunkHeader(id, session.files().stamps().next(), draft.length(), description);
            session.chunkFiles().commit(draft, header);
            session.files().quarantine().settle(id);
            return header.stat();
        }
    }

    /** Refuses other content than what is there; a damaged copy goes into quarantine and is no hindrance. */
    private void checkExisting(ChunkId id, Content content, ByteBuffer scratch) throws IOException {
        try {
            Optional<StoredChunk> existing = session.chunkFiles().open(id);
            if (existing.isPresent()) {
                try (StoredChunk chunk = existing.get()) {
                    if (!chunk.holds(content, scratch)) {
                        throw new ChunkException.Conflict(id);
                    }
                }
            }
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            reads.setAsideIfDamaged(id, scratch);
        }
    }

    void discard(FileDraft draft) {
        session.disk(scratch -> {
            draft.close();
            return true;
        });
    }
}
