package io.slime.chunkd.testing;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.StoreStatus;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A store in memory, as strict as a real one. */
public final class MemoryStore implements ChunkStore {
    private static final int LARGEST_PAGE = 10_000;

    private final UUID uuid = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final long capacity;
    private final TreeMap<ChunkId, Kept> chunks = new TreeMap<>();
    private final TreeMap<ChunkId, String> quarantine = new TreeMap<>();
    private Optional<UUID> cluster = Optional.empty();
    private long era;
    private long lastStamp;
    private long used;
    private boolean closed;

    private record Kept(Bytes data, long stamp, ChunkDescription description) {}

    /** Data that nobody changes. */
    private static final class Bytes {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** A store that never gets full. */
    public MemoryStore() {
        this(Long.MAX_VALUE);
    }

    /** A store for so many data bytes. */
    public MemoryStore(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public synchronized StoreStatus status() {
        open();
        return new StoreStatus(
                uuid,
                session,
                "memory:/" + uuid,
                cluster,
                era,
                capacity - used,
                capacity,
                chunks.size(),
                quarantine.size(),
                Optional.empty());
    }

    @Override
    public synchronized void bind(UUID wanted) {
        open();
        if (cluster.isPresent() && !cluster.get().equals(wanted)) {
            throw new ChunkException.ForeignCluster("store " + uuid + " belongs to cluster " + cluster.get());
        }
        cluster = Optional.of(wanted);
    }

    @Override
    public synchronized ChunkWriter create(ChunkId id, long length, long writeEra) {
        open();
        if (length > capacity - used) {
            throw new ChunkException.Full("no space for " + length + " bytes");
        }
        return new Writer(id, length, writeEra);
    }

    @Override
    public synchronized void read(ChunkId id, long from, int length, byte[] into, int offset) {
        Objects.checkFromIndexSize(offset, length, into.length);
        byte[] data = kept(id).data().bytes;
        if (from < 0 || from > data.length - length) {
            throw new ChunkException.Refused("range outside of the chunk of " + data.length + " bytes");
        }
        System.arraycopy(data, (int) from, into, offset, length);
    }

    @Override
    public synchronized Optional<ChunkStat> stat(ChunkId id) {
        open();
        return Optional.ofNullable(chunks.get(id)).map(kept -> stat(id, kept));
    }

    @Override
    public synchronized ChunkDescription describe(ChunkId id) {
        return kept(id).description();
    }

    @Override
    public synchronized List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long deleteEra) {
        open();
        if (deleteEra < era) {
            throw new ChunkException.EraBehind(deleteEra, era);
        }
        era = deleteEra;
        List<ChunkDeletion> refused = new ArrayList<>();
        for (ChunkDeletion deletion : deletions) {
            Kept kept = chunks.get(deletion.id());
            if (kept != null && deletion.stamp() != ChunkDeletion.ANY_STAMP && deletion.stamp() != kept.stamp()) {
                refused.add(deletion);
            } else {
                remove(deletion.id());
                quarantine.remove(deletion.id());
            }
        }
        return refused;
    }

    @Override
    public synchronized List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        open();
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ChunkException.Refused("limit " + limit);
        }
        return after.map(id -> chunks.tailMap(id, false)).orElse(chunks).entrySet().stream()
                .limit(limit)
                .map(entry -> stat(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Sets a chunk aside, as a store does that found it damaged. */
    public synchronized void damage(ChunkId id, String reason) {
        remove(id);
        quarantine.put(id, reason);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void open() {
        if (closed) {
            throw new ChunkException.Unreachable("the store is closed");
        }
    }

    private Kept kept(ChunkId id) {
        open();
        Kept kept = chunks.get(id);
        if (kept != null) {
            return kept;
        }
        String reason = quarantine.get(id);
        throw reason == null ? new ChunkException.Missing(id) : new ChunkException.Quarantined(id, reason);
    }

    private void remove(ChunkId id) {
        Kept kept = chunks.remove(id);
        used -= kept == null ? 0 : kept.data().bytes.length;
    }

    private static ChunkStat stat(ChunkId id, Kept kept) {
        return new ChunkStat(id, kept.data().bytes.length, kept.stamp());
    }

    private synchronized ChunkStat keep(ChunkId id, byte[] data, ChunkDescription description, long writeEra) {
        open();
        Kept before = chunks.get(id);
        if (before != null && !Arrays.equals(before.data().bytes, data)) {
            throw new ChunkException.Conflict(id);
        }
        if (before == null && data.length > capacity - used) {
            throw new ChunkException.Full("no space for " + data.length + " bytes");
        }
        era = Math.max(era, writeEra);
        remove(id);
        quarantine.remove(id);
        used += data.length;
        Kept kept = new Kept(new Bytes(data), ++lastStamp, description);
        chunks.put(id, kept);
        return stat(id, kept);
    }

    private final class Writer implements ChunkWriter {
        private final ChunkId id;
        private final long length;
        private final long writeEra;
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private boolean ended;

        Writer(ChunkId id, long length, long writeEra) {
            this.id = id;
            this.length = length;
            this.writeEra = writeEra;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            live();
            if (length != UNKNOWN_LENGTH && data.size() + count > length) {
                throw new ChunkException.Refused("more bytes than the " + length + " announced");
            }
            data.write(bytes, offset, count);
        }

        @Override
        public ChunkStat finish(ChunkDescription description) {
            live();
            if (length != UNKNOWN_LENGTH && data.size() != length) {
                throw new ChunkException.Refused(data.size() + " bytes instead of the " + length + " announced");
            }
            ended = true;
            return keep(id, data.toByteArray(), description, writeEra);
        }

        @Override
        public void close() {
            ended = true;
        }

        private void live() {
            if (ended) {
                throw new IllegalStateException("the writer has ended");
            }
        }
    }
}
