package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.SmallChunk;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.format.Content;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import io.slime.chunkd.segment.Append;
import io.slime.chunkd.segment.NewChunk;
import io.slime.chunkd.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
        return session.options().smallLimit();
    }

    /** Answers "full" early, if the length is known and too long for a segment. */
    void expect(long length) {
        if (length > smallLimit()) {
            session.disk(scratch -> {
                session.space().check(length);
                return true;
            });
        }
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

    /**
     * Packs a chunk into a segment. What an id held before is replaced only when the new copy is durable, and is marked
     * dead before this returns.
     */
    ChunkStat commitSmall(NewChunk chunk) {
        ChunkId id = chunk.id();
        Segments segments = session.segments();
        try (Hold hold = session.claims().take(List.of(id))) {
            raise(chunk.era(), hold);
            if (segments.mayHold(id)) {
                look(chunk, hold);
            }
            Optional<ChunkStat> stat = put(chunk, false, hold);
            boolean hasFile = stat.isEmpty();
            if (stat.isEmpty()) {
                look(chunk, hold);
                stat = put(chunk, true, hold);
            }
            if (hasFile
                    || segments.owes(id)
                    || session.files().quarantine().reason(id).isPresent()) {
                session.disk(
                        scratch -> {
                            segments.pay(List.of(id));
                            session.chunkFiles().delete(List.of(id));
                            session.files().quarantine().settle(id);
                            return true;
                        },
                        hold.extend());
            }
            return stat.orElseThrow();
        }
    }

    /**
     * Starts to pack a new chunk into a segment, of which nothing is here. False, and nothing started, if it needs a look at the disk
     * before.
     */
    boolean start(SmallChunk chunk, Consumer<Optional<ChunkException>> ended) {
        ChunkId id = chunk.id();
        Segments segments = session.segments();
        if (chunk.length() > smallLimit() || chunk.era() > session.files().era().get() || session.isLost()) {
            return false;
        }
        ChunkHeader.check(chunk.description());
        Optional<Hold> claimed = session.claims().tryTake(id);
        if (claimed.isEmpty()) {
            return false;
        }
        try (Hold hold = claimed.get()) {
            if (segments.mayHold(id)
                    || segments.owes(id)
                    || session.files().quarantine().reason(id).isPresent()) {
                return false;
            }
            byte[] bytes = Arrays.copyOf(chunk.bytes(), chunk.length());
            Checksums sums = new Checksums();
            sums.update(bytes, 0, bytes.length);
            NewChunk packed = new NewChunk(
                    id, chunk.description(), chunk.era(), bytes, bytes.length, sums.finish(), OptionalLong.empty());
            Runnable after = hold.extend();
            Optional<Append> append = segments.tryPut(packed, after);
            if (append.isEmpty()) {
                after.run();
                return false;
            }
            append.get()
                    .whenEnded((stat, failure) -> ended.accept(failure.map(StoreSession::told)
                            .or(() -> stat.isPresent() ? Optional.empty() : hasFile(id))));
        }
        return true;
    }

    private static Optional<ChunkException> hasFile(ChunkId id) {
        return Optional.of(new ChunkException.Unreachable("chunk " + id + " is here already, in a file of its own"));
    }

    private Optional<ChunkStat> put(NewChunk chunk, boolean fileKnown, Hold hold) {
        return session.packed(chunk, fileKnown, hold.extend());
    }

    private void raise(long era, Hold hold) {
        HighestEra highest = session.files().era();
        if (era > highest.get()) {
            session.disk(
                    scratch -> {
                        highest.raise(era);
                        return true;
                    },
                    hold.extend());
        }
    }

    private void look(NewChunk chunk, Hold hold) {
        session.disk(
                scratch -> {
                    checkExisting(chunk.id(), chunk, scratch);
                    return true;
                },
                hold.extend());
    }

    /** Makes a draft the chunk; whatever happens, the draft is gone afterwards. */
    ChunkStat commitFile(ChunkId id, ChunkDescription description, FileDraft draft, long era) {
        Hold hold;
        try {
            hold = session.claims().take(List.of(id));
        } catch (ChunkException.Unreachable e) {
            discard(draft);
            throw e;
        }
        try (hold) {
            return session.disk(scratch -> commit(id, description, draft, era, scratch), hold.extend());
        }
    }

    private ChunkStat commit(ChunkId id, ChunkDescription description, FileDraft draft, long era, ByteBuffer scratch)
            throws IOException {
        try (draft) {
            draft.complete();
            checkExisting(id, draft, scratch);
            session.files().era().raise(era);
            ChunkHeader header = new ChunkHeader(id, session.files().stamps().next(), draft.length(), description);
            session.chunkFiles().commit(draft, header);
            session.segments().delete(List.of(id));
            session.files().quarantine().settle(id);
            return header.stat();
        }
    }

    /** Refuses other content than what is there; a damaged copy goes into quarantine and is no hindrance. */
    private void checkExisting(ChunkId id, Content content, ByteBuffer scratch) throws IOException {
        try {
            Optional<StoredChunk> existing = session.open(id);
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
