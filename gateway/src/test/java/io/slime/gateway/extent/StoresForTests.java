package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.cluster.Ticket;
import io.slime.gateway.testing.NoServers;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.testing.PostgresForTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small cluster within the test: stores that can be made to fail, and real metadata. */
final class StoresForTests implements AutoCloseable {
    private final Metadata metadata = Metadata.open(MetadataConfig.of(PostgresForTests.freshDatabase()));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final UUID gateway = UUID.randomUUID();
    private final List<FaultyStore> stores;
    private final Cluster cluster = new Cluster(metadata.cluster(), System::nanoTime);
    private final Discovery discovery;
    private final Pulse pulse = new Pulse(metadata.epochs(), gateway, "test");
    private final Epochs epochs = new Epochs(metadata.epochs(), gateway);
    private final Workshop workshop;
    private final ContentWriters writers;

    StoresForTests(Redundancy redundancy, List<? extends ChunkStore> inner, ExtentSettings settings) {
        stores = inner.stream().map(FaultyStore::new).toList();
        discovery = new Discovery(
                cluster,
                new Discovery.Stores(List.<ChunkStore>copyOf(stores), new NoServers()),
                metadata.stores(),
                gateway,
                threads);
        workshop = new Workshop(
                cluster, new Placements(cluster, metadata.placements(), new Random(7)), pulse, threads, settings);
        writers = new ContentWriters(
                workshop, epochs, new RedundancySetting(metadata.redundancy(), redundancy, System::nanoTime));
        pulse.beat();
        discovery.pass();
    }

    /** So many stores in memory, with cells of 4 KiB, stripes of {@code need} cells, extents of about 100 KiB, 1 s to stall. */
    static StoresForTests inMemory(int count, Redundancy redundancy) {
        return ofCapacities(redundancy, Collections.nCopies(count, 1L << 30));
    }

    /** The same with stores for so many bytes. */
    static StoresForTests ofCapacities(Redundancy redundancy, List<Long> capacities) {
        return new StoresForTests(
                redundancy,
                capacities.stream().map(MemoryStore::new).toList(),
                new ExtentSettings(100_000, 4096, 1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(10)));
    }

    Metadata metadata() {
        return metadata;
    }

    Cluster cluster() {
        return cluster;
    }

    Discovery discovery() {
        return discovery;
    }

    Pulse pulse() {
        return pulse;
    }

    Workshop workshop() {
        return workshop;
    }

    List<FaultyStore> stores() {
        return stores;
    }

    FaultyStore store(UUID uuid) {
        return stores.stream()
                .filter(store -> store.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    ContentWriters writers() {
        return writers;
    }

    /** New readers, which know nothing of what was read before. */
    ContentReaders readers() {
        return new ContentReaders(workshop, metadata.extents(), metadata.repairs());
    }

    /** Writes a content, keeps it and inserts its rows; what a reader would look up. */
    Content write(byte[] data, long knownLength) {
        return insert(writeOnly(data, knownLength));
    }

    /** Writes a content and keeps it, without any row. */
    NewContent writeOnly(byte[] data) {
        return writeOnly(data, data.length);
    }

    /** The same of a length that is announced, or -1. */
    NewContent writeOnly(byte[] data, long knownLength) {
        try (ContentWriter writer = writers.open("bucket/key", "v1", knownLength)) {
            writer.write(data, 0, data.length);
            NewContent content = writer.finish();
            writer.keep();
            return content;
        }
    }

    /** The stores that the extent's placement names, by chunk index. */
    List<FaultyStore> storesOf(ExtentRow extent) {
        return metadata.placements().find(extent.placement()).orElseThrow().stores().stream()
                .flatMap(Optional::stream)
                .map(this::store)
                .toList();
    }

    /** Inserts a content made of slices of others. */
    Content join(List<ContentRows.Cut> cuts) {
        try (Ticket ticket = epochs.take()) {
            metadata.transactions().write(connection -> ContentRows.insertParts(connection, ticket.content(), cuts));
            return metadata.extents().find(ticket.content()).orElseThrow();
        }
    }

    Content insert(NewContent content) {
        metadata.transactions().write(connection -> {
            ContentRows.insert(connection, List.of(content));
            return true;
        });
        return metadata.extents().find(content.id()).orElseThrow();
    }

    byte[] read(Content content, long from, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentReader reader = readers().open(content, from, length)) {
            reader.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] read(Content content) {
        return read(content, 0, content.size());
    }

    /** All chunks at all stores. */
    List<ChunkStat> chunks() {
        List<ChunkStat> all = new ArrayList<>();
        stores.forEach(store -> all.addAll(store.inner().list(Optional.empty(), 10_000)));
        return all;
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        stores.forEach(FaultyStore::release);
        threads.close();
        stores.forEach(FaultyStore::close);
        metadata.close();
    }
}
