package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes a session's chunks. */
final class ChunkDeletes {
    private final StoreSession session;
    private final ChunkReads reads;

    ChunkDeletes(StoreSession session, ChunkReads reads) {
        this.session = session;
        this.reads = reads;
    }

    /** Deletes, durably; returns those refused because the chunk has another stamp. */
    List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        List<ChunkId> ids = deletions.stream().map(ChunkDeletion::id).toList();
        try (Hold hold = session.claims().take(ids)) {
            return session.disk(scratch -> delete(deletions, era, scratch), hold.extend());
        }
    }

    private List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era, ByteBuffer scratch) throws IOException {
        HighestEra highest = session.files().era();
        if (era < highest.get()) {
            throw new ChunkException.EraBehind(era, highest.get());
        }
        highest.raise(era);
        List<ChunkDeletion> refused = new ArrayList<>();
        List<ChunkId> accepted = new ArrayList<>();
        for (ChunkDeletion deletion : deletions) {
            if (isMeant(deletion, scratch)) {
                accepted.add(deletion.id());
            } else {
                refused.add(deletion);
            }
        }
        session.chunkFiles().delete(accepted);
        session.segments().delete(accepted);
        for (ChunkId id : accepted) {
            session.files().quarantine().settle(id);
        }
        return refused;
    }

    private boolean isMeant(ChunkDeletion deletion, ByteBuffer scratch) throws IOException {
        return deletion.stamp() == ChunkDeletion.ANY_STAMP
                || stamp(deletion.id(), scratch).orElse(deletion.stamp()) == deletion.stamp();
    }

    private Optional<Long> stamp(ChunkId id, ByteBuffer scratch) throws IOException {
        try {
            Optional<StoredChunk> found = session.open(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (StoredChunk chunk = found.get()) {
                return Optional.of(chunk.header().stamp());
            }
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            reads.setAsideIfDamaged(id, scratch);
            return Optional.empty();
        }
    }
}
