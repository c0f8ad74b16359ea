package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.SmallChunk;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store that tells its circuit how calls end: any answer is a success, none is a failure. */
final class GuardedStore implements ChunkStore {
    private final ChunkStore store;
    private final Circuit circuit;

    GuardedStore(ChunkStore store, Circuit circuit) {
        this.store = store;
        this.circuit = circuit;
    }

    @Override
    public UUID uuid() {
        return store.uuid();
    }

    @Override
    public StoreStatus status() {
        return call(store::status);
    }

    @Override
    public void bind(UUID cluster) {
        call(() -> {
            store.bind(cluster);
            return true;
        });
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        return new GuardedWriter(call(() -> store.create(id, length, era)));
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        try {
            store.read(id, from, length, into, offset);
            circuit.succeeded();
        } catch (ChunkException e) {
            throw noted(e);
        }
    }

    @Override
    public boolean readAtOnce(ChunkId id, long from, int length, byte[] into, int offset) {
        try {
            return store.readAtOnce(id, from, length, into, offset);
        } catch (ChunkException e) {
            note(e);
            return false; // the ordinary way says what is wrong, and to whom
        }
    }

    @Override
    public boolean start(SmallChunk chunk, Consumer<Optional<ChunkException>> ended) {
        try {
            return store.start(chunk, failure -> {
                failure.ifPresentOrElse(this::note, circuit::succeeded);
                ended.accept(failure);
            });
        } catch (ChunkException e) {
            note(e);
            return false;
        }
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return call(() -> store.stat(id));
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return call(() -> store.describe(id));
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        return call(() -> store.delete(deletions, era));
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        return call(() -> store.list(after, limit));
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        return call(() -> store.scrub(order));
    }

    /** Leaves the store open, which others use too. */
    @Override
    public void close() {}

    private <T> T call(Supplier<T> call) {
        try {
            T result = call.get();
            circuit.succeeded();
            return result;
        } catch (ChunkException e) {
            throw noted(e);
        }
    }

    private ChunkException noted(ChunkException e) {
        note(e);
        return e;
    }

    private void note(ChunkException e) {
        if (e instanceof ChunkException.Unreachable) {
            circuit.failed();
        } else {
            circuit.succeeded();
        }
    }

    private final class GuardedWriter implements ChunkWriter {
        private final ChunkWriter writer;

        GuardedWriter(ChunkWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                writer.write(bytes, offset, length);
            } catch (ChunkException e) {
                throw noted(e);
            }
        }

        @Override
        public ChunkStat finish(ChunkDescription description) {
            return call(() -> writer.finish(description));
        }

        @Override
        public void close() {
            try {
                writer.close();
            } catch (ChunkException e) {
                throw noted(e);
            }
        }
    }
}
