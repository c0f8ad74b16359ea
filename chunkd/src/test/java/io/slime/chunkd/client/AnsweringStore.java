package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A store that answers every call with one exception. */
final class AnsweringStore implements ChunkStore {
    private final UUID uuid = UUID.randomUUID();
    private final Supplier<ChunkException> answer;

    AnsweringStore(Supplier<ChunkException> answer) {
        this.answer = answer;
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public StoreStatus status() {
        throw answer.get();
    }

    @Override
    public void bind(UUID cluster) {
        throw answer.get();
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        throw answer.get();
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        throw answer.get();
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        throw answer.get();
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        throw answer.get();
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        throw answer.get();
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        throw answer.get();
    }

    @Override
    public void close() {}
}
