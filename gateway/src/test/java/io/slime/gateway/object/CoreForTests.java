package io.slime.gateway.object;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.bucket.NewBucket;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.gateway.extent.Eraser;
import io.slime.gateway.extent.ExtentSettings;
import io.slime.gateway.extent.Workshop;
import io.slime.gateway.testing.NoServers;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.testing.PostgresForTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The rooms below the fronts over stores in memory and a fresh database; bucket {@value #BUCKET} is there. */
public final class CoreForTests implements AutoCloseable {
    /** A bucket that is there. */
    public static final String BUCKET = "bucket";

    /** The canonical id of its owner. */
    public static final String OWNER = "a".repeat(64);

    private static final Redundancy REDUNDANCY = new Redundancy(2, 3);

    private final Metadata metadata;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final UUID gateway = UUID.randomUUID();
    private final List<ChunkStore> stores;
    private final Epochs epochs;
    private final Publications publications;
    private final Cluster cluster;
    private final Pulse pulse;
    private final Placements placements;
    private final Workshop workshop;
    private final Discovery discovery;
    private final ContentWriters writers;
    private final ContentReaders readers;
    private final Contents contents;
    private final Objects objects;

    /** With so many stores, for contents of 2 of 3, in extents of about 100 KB. */
    public CoreForTests(int count) {
        this(
                PostgresForTests.freshDatabase(),
                IntStream.range(0, count).mapToObj(i -> new MemoryStore()).toList());
        begin();
    }

    /** On a database where nothing is. */
    public static CoreForTests first(MetadataUrl url, List<? extends ChunkStore> own) {
        CoreForTests core = new CoreForTests(url, own);
        core.begin();
        return core;
    }

    private void begin() {
        metadata.accounts().create(new NewAccount(OWNER, "owner", "Owner", Optional.empty(), true));
        new Buckets(metadata.buckets(), "here")
                .create(new NewBucket(new BucketName(BUCKET), OWNER, "here", false, true));
    }

    /** One more gateway of a cluster that is there. */
    public CoreForTests(MetadataUrl url, List<? extends ChunkStore> own) {
        stores = List.copyOf(own);
        metadata = Metadata.open(MetadataConfig.of(url));
        epochs = new Epochs(metadata.epochs(), gateway);
        publications = new Publications(metadata.publisher(), metadata.objects(), epochs);
        cluster = new Cluster(metadata.cluster(), System::nanoTime);
        pulse = new Pulse(metadata.epochs(), gateway, "test");
        placements = new Placements(cluster, metadata.placements(), new Random(7));
        workshop = new Workshop(
                cluster,
                placements,
                pulse,
                threads,
                new ExtentSettings(100_000, 4096, 1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10)));
        writers = new ContentWriters(
                workshop, epochs, new RedundancySetting(metadata.redundancy(), REDUNDANCY, System::nanoTime));
        readers = new ContentReaders(workshop, metadata.extents(), metadata.repairs());
        contents = new Contents(metadata, writers, readers, new ContentKeys(new byte[32]));
        objects = new Objects(metadata, publications, contents);
        pulse.beat();
        discovery = new Discovery(
                cluster, new Discovery.Stores(stores, new NoServers()), metadata.stores(), gateway, threads);
        discovery.pass();
    }

    /** The database. */
    public Metadata metadata() {
        return metadata;
    }

    /** This gateway. */
    public UUID gateway() {
        return gateway;
    }

    /** The epochs. */
    public Epochs epochs() {
        return epochs;
    }

    /** What publishes. */
    public Publications publications() {
        return publications;
    }

    /** What writes. */
    public ContentWriters writers() {
        return writers;
    }

    /** What reads. */
    public ContentReaders readers() {
        return readers;
    }

    /** The stores as they are seen. */
    public Cluster cluster() {
        return cluster;
    }

    /** Where extents go. */
    public Placements placements() {
        return placements;
    }

    /** What deletes the chunks of contents that are gone. */
    public Eraser eraser() {
        return new Eraser(workshop);
    }

    /** Looks at all stores. */
    public void discover() {
        discovery.pass();
    }

    /** Signs of life. */
    public Pulse pulse() {
        return pulse;
    }

    /** How contents are coded. */
    public Redundancy redundancy() {
        return REDUNDANCY;
    }

    /** The contents. */
    public Contents contents() {
        return contents;
    }

    /** The objects. */
    public Objects objects() {
        return objects;
    }

    /** How many chunks there are at all stores. */
    public int chunks() {
        return stores.stream()
                .mapToInt(store -> store.list(Optional.empty(), 10_000).size())
                .sum();
    }

    /** Puts an object without a precondition. */
    public ObjectVersion put(String path, byte[] data) {
        return put(path, data, Preconditions.NONE);
    }

    /** Puts an object whose ETag tells its length and first byte. */
    public ObjectVersion put(String path, byte[] data, Preconditions preconditions) {
        String etag = data.length + "-" + (data.length == 0 ? 0 : data[0]);
        return put(path, data, described(etag), preconditions);
    }

    /** Puts an object. */
    public ObjectVersion put(String path, byte[] data, Description description, Preconditions preconditions) {
        PutRequest request = new PutRequest(
                path, Optional.of(BUCKET), data.length, preconditions, Optional.empty(), description.storageClass());
        try (ObjectWriter writer = objects.put(request)) {
            writer.write(data, 0, data.length);
            return writer.publish(description);
        }
    }

    /** A description with nothing but an ETag and the owner. */
    public static Description described(String etag) {
        return new Description(
                etag, Optional.empty(), Map.of(), Map.of(), Checksums.NONE, Description.STANDARD, OWNER, false);
    }

    /** Bytes [from, from + length) of a version. */
    public byte[] read(ObjectVersion version, long from, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectReader reader = objects.read(version, from, length)) {
            reader.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The bytes of the current version. */
    public byte[] read(String path) {
        ObjectVersion version = objects.head(path);
        return read(version, 0, version.size());
    }

    /** Random bytes. */
    public static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Ends as if it had been killed: it tells nobody. */
    public void abandon() {
        threads.shutdownNow();
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
