package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Stores in memory that a real database knows, and contents of one extent on them. */
final class StoresForTests implements Stores, AutoCloseable {
    static final int CELL = 512;

    final MetadataForTests database = MetadataForTests.open();
    final Metadata metadata = database.metadata();
    final UUID gateway = database.gateway();
    final List<MemoryStore> all = new ArrayList<>();
    final Set<UUID> readable = new HashSet<>();
    final Map<UUID, String> domains = new HashMap<>();
    final List<MemoryStore> unreachable = new ArrayList<>();
    final Set<UUID> lost = new HashSet<>();
    final Map<UUID, ChunkStore> instead = new HashMap<>();
    long arrivals;
    private final Random random = new Random(20260727);

    StoresForTests(int count) {
        for (UUID nowhere : database.stores()) {
            metadata.stores().set(nowhere, StoreState.DEAD);
            metadata.stores().remove(nowhere);
        }
        for (int i = 0; i < count; i++) {
            MemoryStore store = new MemoryStore();
            all.add(store);
            metadata.stores().add(store.uuid(), "local:", "memory:/" + i, "here");
        }
    }

    /** One more store, for so many bytes. */
    MemoryStore add(long capacity) {
        MemoryStore store = new MemoryStore(capacity);
        all.add(store);
        metadata.stores().add(store.uuid(), "local:", "memory:/" + all.size(), "here");
        return store;
    }

    @Override
    public List<ChunkStore> reachable() {
        return all.stream()
                .filter(store -> !unreachable.contains(store) && !lost.contains(store.uuid()))
                .map(store -> instead.getOrDefault(store.uuid(), store))
                .toList();
    }

    @Override
    public long arrivals() {
        return arrivals;
    }

    @Override
    public Optional<ChunkStore> source(UUID store) {
        return all.stream()
                .filter(each -> each.uuid().equals(store) && !unreachable.contains(each))
                .filter(each -> !lost.contains(store) || readable.contains(store))
                .<ChunkStore>map(each -> each)
                .findFirst();
    }

    @Override
    public String domain(UUID store) {
        return domains.getOrDefault(store, store.toString());
    }

    @Override
    public boolean lost(UUID store) {
        return lost.contains(store);
    }

    @Override
    public Optional<UUID> spare(Collection<UUID> taken) {
        return reachable().stream()
                .map(ChunkStore::uuid)
                .filter(store -> !taken.contains(store))
                .findFirst();
    }

    /** Works undisturbed, on a thread for each piece. */
    Crew crew() {
        return new Crew(new Throttle(new Foreground(System::nanoTime), System::nanoTime), Thread::startVirtualThread);
    }

    Freeze freeze() {
        return new Freeze(metadata.freezes(), metadata.epochs(), this);
    }

    Round round() {
        return Round.every(Duration.ofHours(1), this, metadata.tasks(), gateway);
    }

    /** A placement over the first stores. */
    Placement placement(int need, int total) {
        return metadata.placements()
                .create(
                        new Redundancy(need, total),
                        all.stream()
                                .limit(total)
                                .map(store -> Optional.of(store.uuid()))
                                .toList());
    }

    /** Writes a content of one extent to its placement, but for the chunks left out, which it notes as empty. */
    NewContent write(Placement placement, int length, Integer... empty) {
        byte[] data = new byte[length];
        random.nextBytes(data);
        ContentId id = database.id();
        CRC32C sum = new CRC32C();
        sum.update(data);
        ExtentRow extent = new ExtentRow(0, 0, length, placement.id(), CELL, (int) sum.getValue(), List.of(empty));
        List<byte[]> chunks = chunks(placement.redundancy(), data);
        for (int i = 0; i < chunks.size(); i++) {
            if (!extent.empty().contains(i)) {
                put(store(placement, i), Ids.chunk(id, 0, i), chunks.get(i), placement.redundancy(), extent);
            }
        }
        return new NewContent(id, length, List.of(extent));
    }

    MemoryStore store(Placement placement, int index) {
        UUID uuid = placement.stores().get(index).orElseThrow();
        return all.stream()
                .filter(store -> store.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    /** Writes and publishes. */
    NewContent publish(String path, Placement placement, int length, Integer... empty) {
        NewContent content = write(placement, length, empty);
        Publish.Put put = database.put(path, content, new Precondition.None());
        if (!(database.publish(put) instanceof PublishResult.Published)) {
            throw new AssertionError("not published: " + path);
        }
        return content;
    }

    void remove(String path) {
        if (!(database.publish(new Publish.Remove(path, false, new Precondition.None()))
                instanceof PublishResult.Removed)) {
            throw new AssertionError("not removed: " + path);
        }
    }

    static boolean has(ChunkStore store, ContentId id, int index) {
        return store.stat(Ids.chunk(id, 0, index)).isPresent();
    }

    private void put(ChunkStore store, ChunkId id, byte[] chunk, Redundancy redundancy, ExtentRow extent) {
        try (ChunkWriter writer =
                store.create(id, chunk.length, metadata.epochs().era())) {
            writer.write(chunk, 0, chunk.length);
            writer.finish(new ChunkDescription(
                    redundancy.need(),
                    redundancy.total(),
                    CELL,
                    extent.length(),
                    0,
                    true,
                    extent.crc32c(),
                    "path",
                    "version"));
        }
    }

    private static List<byte[]> chunks(Redundancy redundancy, byte[] data) {
        StripeLayout layout = new StripeLayout(redundancy, CELL, data.length);
        List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < redundancy.total(); i++) {
            chunks.add(new byte[(int) layout.chunkLength()]);
        }
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            int length = layout.cellLength(stripe);
            byte[][] cells = new byte[redundancy.total()][length];
            for (int i = 0; i < redundancy.need(); i++) {
                int from = (int) layout.stripeStart(stripe) + i * length;
                System.arraycopy(data, Math.min(from, data.length), cells[i], 0, layout.dataLength(stripe, i));
            }
            ErasureCode.of(redundancy).encode(cells, 0, length);
            for (int i = 0; i < redundancy.total(); i++) {
                System.arraycopy(cells[i], 0, chunks.get(i), (int) layout.cellStart(stripe), length);
            }
        }
        return chunks;
    }

    @Override
    public void close() {
        database.close();
    }
}
