package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.testing.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A store in memory with a UUID, a name and free space of the test's choice, which may be switched off. */
final class FakeStore implements ChunkStore {
    private StoreStatus.Location location = StoreStatus.Location.UNKNOWN;
    private final UUID uuid;
    private final String name;
    private final long free;
    private final MemoryStore store = new MemoryStore();
    private volatile boolean down;
    private volatile Optional<String> error = Optional.empty();

    FakeStore(UUID uuid, String name, long free) {
        this.uuid = uuid;
        this.name = name;
        this.free = free;
    }

    static FakeStore of(String name) {
        return new FakeStore(UUID.randomUUID(), name, 1L << 40);
    }

    /** Tells where it is from now on. */
    FakeStore at(String domain, String drive) {
        location = new StoreStatus.Location(Optional.of(domain), Optional.of(drive));
        return this;
    }

    void down(boolean off) {
        down = off;
    }

    /** Lets its chunk server say from now on why it cannot be used; "" that it can. */
    void outOfOrder(String why) {
        error = Optional.of(why).filter(text -> !text.isEmpty());
    }

    private MemoryStore store() {
        if (down) {
            throw new ChunkException.Unreachable(name + " is switched off");
        }
        return store;
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public StoreStatus status() {
        StoreStatus real = store().status();
        return new StoreStatus(
                        uuid, real.session(), name, real.cluster(), real.era(), free, 1L << 41, real.chunks(), 0, error)
                .at(location);
    }

    @Override
    public void bind(UUID cluster) {
        store().bind(cluster);
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        return store().create(id, length, era);
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        store().read(id, from, length, into, offset);
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return store().stat(id);
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return store().describe(id);
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        return store().delete(deletions, era);
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        return store().list(after, limit);
    }

    @Override
    public void close() {}
}
