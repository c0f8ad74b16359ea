package io.slime.chunkd.testing;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A store that forwards every call, and lets a test know before and after it, which may hold it up or make it fail. */
public final class ForwardingStore implements ChunkStore {
    private final ChunkStore store;
    private final Hook hook;

    /** Forwards to that store. */
    public ForwardingStore(ChunkStore store, Hook hook) {
        this.store = store;
        this.hook = hook;
    }

    /** What is called; WRITE and FINISH are calls of a chunk's writer. */
    public enum Call {
        STATUS,
        BIND,
        CREATE,
        WRITE,
        FINISH,
        READ,
        STAT,
        DESCRIBE,
        DELETE,
        LIST,
        SCRUB;

        /** Whether it may leave the store other than before. */
        public boolean changes() {
            return switch (this) {
                case CREATE, WRITE, FINISH, DELETE, BIND, SCRUB -> true;
                case STATUS, READ, STAT, DESCRIBE, LIST -> false;
            };
        }
    }

    /** What a test does around the calls. */
    public interface Hook {
        /** The call has not reached the store yet; what is thrown is thrown to the caller. */
        void before(Call call);

        /** The store has done it, and the caller does not know yet. */
        default void after(Call call) {}
    }

    private <T> T around(Call call, Supplier<T> forwarded) {
        hook.before(call);
        T answer = forwarded.get();
        hook.after(call);
        return answer;
    }

    private void run(Call call, Runnable forwarded) {
        hook.before(call);
        forwarded.run();
        hook.after(call);
    }

    @Override
    public UUID uuid() {
        return store.uuid();
    }

    @Override
    public StoreStatus status() {
        return around(Call.STATUS, store::status);
    }

    @Override
    public void bind(UUID cluster) {
        run(Call.BIND, () -> store.bind(cluster));
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        return around(Call.CREATE, () -> new ForwardingWriter(store.create(id, length, era)));
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        run(Call.READ, () -> store.read(id, from, length, into, offset));
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return around(Call.STAT, () -> store.stat(id));
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return around(Call.DESCRIBE, () -> store.describe(id));
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        return around(Call.DELETE, () -> store.delete(deletions, era));
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        return around(Call.LIST, () -> store.list(after, limit));
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        return around(Call.SCRUB, () -> store.scrub(order));
    }

    @Override
    public void close() {
        store.close();
    }

    private final class ForwardingWriter implements ChunkWriter {
        private final ChunkWriter writer;

        ForwardingWriter(ChunkWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            run(Call.WRITE, () -> writer.write(bytes, offset, length));
        }

        @Override
        public ChunkStat finish(ChunkDescription description) {
            return around(Call.FINISH, () -> writer.finish(description));
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
