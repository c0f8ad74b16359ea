package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.gateway.extent.Eraser;
import io.slime.gateway.extent.ExtentSettings;
import io.slime.gateway.extent.Workshop;
import io.slime.gateway.maintenance.Freeze;
import io.slime.gateway.maintenance.OrphanRemoval;
import io.slime.gateway.maintenance.Reclaim;
import io.slime.gateway.maintenance.Round;
import io.slime.gateway.maintenance.Stores;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Contents;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.Publications;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.NoServers;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.testing.PostgresForTests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gateway without listeners: one database, and stores that outlive it. */
final class World implements AutoCloseable {
    static final String OWNER = "a".repeat(64);
    static final Redundancy REDUNDANCY = new Redundancy(2, 3);

    final Metadata metadata;
    final UUID gateway = UUID.randomUUID();
    final Stores stores;
    final Freeze freeze;
    final Objects objects;
    final Uploads uploads;
    final Epochs epochs;
    final Pulse pulse;
    final Discovery discovery;
    final Cluster cluster;
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Workshop workshop;

    /** Opens a gateway on that database. */
    World(MetadataUrl url, List<? extends ChunkStore> own) {
        this(url, own, new byte[32]);
    }

    /** The same with that master key. */
    World(MetadataUrl url, List<? extends ChunkStore> own, byte[] masterKey) {
        metadata = Metadata.open(MetadataConfig.of(url));
        cluster = new Cluster(metadata.cluster(), System::nanoTime);
        pulse = new Pulse(metadata.epochs(), gateway, "test");
        epochs = new Epochs(metadata.epochs(), gateway);
        Placements placements = new Placements(cluster, metadata.placements(), new Random(7));
        workshop = new Workshop(
                cluster,
                placements,
                pulse,
                threads,
                new ExtentSettings(100_000, 4096, 1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10)));
        RedundancySetting redundancy = new RedundancySetting(metadata.redundancy(), REDUNDANCY, System::nanoTime);
        ContentWriters writers = new ContentWriters(workshop, epochs, redundancy);
        Publications publications = new Publications(metadata.publisher(), metadata.objects(), epochs);
        Contents contents = new Contents(
                metadata,
                writers,
                new ContentReaders(workshop, metadata.extents(), metadata.repairs()),
                new ContentKeys(masterKey));
        objects = new Objects(metadata, publications, contents);
        uploads = new Uploads(metadata, publications, contents, epochs, InstantSource.system());
        discovery = new Discovery(
                cluster,
                new Discovery.Stores(List.<ChunkStore>copyOf(own), new NoServers()),
                metadata.stores(),
                gateway,
                threads);
        stores = Stores.of(cluster, placements);
        freeze = new Freeze(metadata.freezes(), metadata.epochs(), stores);
        pulse.beat();
        discovery.pass();
    }

    /** On a fresh database, with a user and a bucket. */
    static World fresh(List<? extends ChunkStore> own) {
        World world = new World(PostgresForTests.freshDatabase(), own);
        world.metadata.accounts().create(new NewAccount(OWNER, "owner", "Owner", Optional.empty(), true));
        world.metadata.buckets().create("b", OWNER, false, true);
        return world;
    }

    /** A backup of its database. */
    byte[] backup() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metadata.backups().write(out);
        return out.toByteArray();
    }

    /** Loads a backup into a fresh database. */
    static MetadataUrl restored(byte[] backup) throws IOException {
        MetadataUrl url = PostgresForTests.freshDatabase();
        Queue<InputStream> streams = new ArrayDeque<>(List.of(new ByteArrayInputStream(backup)));
        Metadata.restore(MetadataConfig.of(url), () -> Optional.ofNullable(streams.poll()), "a test");
        return url;
    }

    /** Moves the era on, and learns of it. */
    void laterEra() {
        metadata.epochs().bumpEra();
        pulse.beat();
    }

    Acceptance acceptance() {
        return new Acceptance(metadata, stores);
    }

    /** Runs, until there is no more to do, what deletes chunks. */
    void cleanUp() {
        OrphanRemoval orphans = new OrphanRemoval(
                metadata, freeze, Round.every(Duration.ofHours(1), stores, metadata.tasks(), gateway));
        Reclaim reclaim =
                new Reclaim(metadata.garbage(), metadata.tasks(), freeze, new Eraser(workshop)::erase, gateway);
        for (int i = 0; i < 3; i++) {
            while (orphans.run()) {}
            while (reclaim.run()) {}
            laterEraUnlessFrozen();
        }
    }

    private void laterEraUnlessFrozen() {
        if (!freeze.holds()) {
            laterEra();
        }
    }

    ObjectVersion put(String path, byte[] data) {
        return put(path, data, Encryption.none());
    }

    ObjectVersion put(String path, byte[] data, Encryption encryption) {
        try (ObjectWriter writer = objects.put(new PutRequest(
                path,
                Optional.empty(),
                data.length,
                Preconditions.NONE,
                Optional.of(encryption),
                Description.STANDARD))) {
            writer.write(data, 0, data.length);
            return writer.publish(new Description(
                    "etag-" + data.length,
                    Optional.empty(),
                    Map.of("content-type", "text/plain"),
                    Map.of(),
                    Checksums.NONE,
                    Description.STANDARD,
                    OWNER,
                    false));
        }
    }

    byte[] read(String path) {
        return read(path, Optional.empty());
    }

    byte[] read(String path, Optional<CustomerKey> key) {
        ObjectVersion version = objects.head(path);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectReader reader = objects.read(version, 0, version.size(), key)) {
            reader.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Ends as a killed process does: epochs stay open. */
    void kill() {
        threads.close();
        metadata.close();
    }

    @Override
    public void close() {
        threads.close();
        epochs.close();
        metadata.close();
    }
}
