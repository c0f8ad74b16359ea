package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import io.slime.chunkd.format.VerifiedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a session's chunks, verified; what is damaged goes into quarantine on the way. */
final class ChunkReads {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkReads.class);
    private static final int ATTEMPTS = 3;

    private final StoreSession session;

    ChunkReads(StoreSession session) {
        this.session = session;
    }

    /** What to do with an open chunk on a disk thread. */
    interface Use<T> {
        T apply(StoredChunk chunk, ByteBuffer scratch) throws IOException;
    }

    /** Reads a range into the caller's array, which is not touched any more once this has returned. */
    void read(ChunkId id, long from, int length, byte[] into, int offset) {
        Objects.checkFromIndexSize(offset, length, into.length);
        Landing landing = new Landing(into, offset);
        try {
            Optional<Boolean> found = using(id, (chunk, scratch) -> {
                chunk.data().read(from, length, landing, scratch);
                return true;
            });
            if (found.isEmpty()) {
                throw absent(id);
            }
        } finally {
            landing.close();
        }
    }

    /** The chunk's header; empty if there is no such chunk that can be read. */
    Optional<ChunkHeader> header(ChunkId id) {
        return using(id, (chunk, scratch) -> chunk.header());
    }

    /** Whether a chunk is in quarantine or was never there. */
    ChunkException absent(ChunkId id) {
        return session.files()
                .quarantine()
                .reason(id)
                .<ChunkException>map(reason -> new ChunkException.Quarantined(id, reason))
                .orElseGet(() -> new ChunkException.Missing(id));
    }

    /** Ids in order with what a listing says of them; those that turn out damaged are set aside and left out. */
    List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        if (after.isEmpty() && session.present()) {
            dropLost();
        }
        List<ChunkStat> page = new ArrayList<>();
        Optional<ChunkId> from = after;
        while (page.size() < limit) {
            Optional<ChunkId> start = from;
            int wanted = limit - page.size();
            Map<ChunkId, Optional<ChunkStat>> found = session.disk(scratch -> find(start, wanted));
            int taken = 0;
            for (Map.Entry<ChunkId, Optional<ChunkStat>> each : found.entrySet()) {
                if (taken++ < wanted) {
                    ChunkId id = each.getKey();
                    each.getValue()
                            .or(() ->
                                    using(id, (chunk, scratch) -> chunk.header().stat()))
                            .ifPresent(page::add);
                    from = Optional.of(id);
                }
            }
            if (found.isEmpty()) {
                break;
            }
        }
        return page;
    }

    /** What a segment held whose file is gone, though the store is there, is missing. */
    private void dropLost() {
        session.disk(scratch -> {
            session.segments().dropLost();
            return true;
        });
    }

    /** Ids in files, about which nothing more is known yet, and the chunks in segments. */
    private Map<ChunkId, Optional<ChunkStat>> find(Optional<ChunkId> after, int limit) throws IOException {
        Map<ChunkId, Optional<ChunkStat>> found = new TreeMap<>();
        session.chunkFiles().ids(after, limit).forEach(id -> found.put(id, Optional.empty()));
        session.segments().list(after, limit).forEach(stat -> found.put(stat.id(), Optional.of(stat)));
        return found;
    }

    /** Opens a chunk on a disk thread; damage is looked at again under the chunk's claim, and set aside. */
    private <T> Optional<T> using(ChunkId id, Use<T> use) {
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return session.onDisk(scratch -> open(id, use, scratch), () -> {});
            } catch (NoSuchFileException e) {
                if (!session.present()) {
                    throw session.failure(e);
                }
                reason = String.valueOf(e.getMessage());
                dropLost();
                continue;
            } catch (IOException e) {
                if (!DiskErrors.isDamage(e) || !session.present()) {
                    throw session.failure(e);
                }
                reason = String.valueOf(e.getMessage());
            }
            Optional<String> why = setAsideIfDamaged(id);
            if (why.isPresent()) {
                return Optional.empty();
            }
        }
        throw new ChunkException.Unreachable("chunk " + id + " cannot be read steadily: " + reason);
    }

    private <T> Optional<T> open(ChunkId id, Use<T> use, ByteBuffer scratch) throws IOException {
        Optional<StoredChunk> found = session.open(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredChunk chunk = found.get()) {
            return Optional.of(use.apply(chunk, scratch));
        }
    }

    /** Verifies all of a chunk and moves it to quarantine if it is damaged; why, if so. */
    Optional<String> setAsideIfDamaged(ChunkId id) {
        try (Hold hold = session.claims().take(List.of(id))) {
            return session.disk(scratch -> setAsideIfDamaged(id, scratch), hold.extend());
        }
    }

    /** The same on a disk thread, for who holds the claim. */
    Optional<String> setAsideIfDamaged(ChunkId id, ByteBuffer scratch) throws IOException {
        try {
            open(
                    id,
                    (chunk, buffer) -> {
                        chunk.verify(buffer);
                        return true;
                    },
                    scratch);
            return Optional.empty();
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            LOG.error(
                    "chunk {} of store {} goes into quarantine: {}",
                    id,
                    session.files().uuid(),
                    reason);
            session.setAside(id, reason);
            return Optional.of(reason);
        }
    }

    /** The caller's array, closed to late disk threads once the caller has given up. */
    private static final class Landing implements VerifiedData.Target, AutoCloseable {
        private final byte[] into;
        private final int offset;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean closed;

        Landing(byte[] into, int offset) {
            this.into = into;
            this.offset = offset;
        }

        @Override
        public void accept(ByteBuffer bytes, int at) {
            lock.lock();
            try {
                if (!closed) {
                    bytes.get(into, offset + at, bytes.remaining());
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
