package io.slime.gateway.s3;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.NewUser;
import io.slime.gateway.account.SecretSeal;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.event.Events;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.gateway.extent.ExtentSettings;
import io.slime.gateway.extent.Workshop;
import io.slime.gateway.http.HttpServer;
import io.slime.gateway.http.RecentRequests;
import io.slime.gateway.http.ServerConfig;
import io.slime.gateway.http.TrustedProxies;
import io.slime.gateway.lifecycle.LifecycleDay;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Contents;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Publications;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.Key;
import io.slime.gateway.s3.auth.V2Form;
import io.slime.gateway.testing.NoServers;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.account.Rate;
import io.slime.metadata.testing.PostgresForTests;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** An S3 listener over real metadata and stores in memory. */
final class S3ForTests implements AutoCloseable {
    static final String REGION = "us-east-1";

    private final Metadata metadata = Metadata.open(MetadataConfig.of(PostgresForTests.freshDatabase()));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<MemoryStore> stores =
            Stream.generate(() -> new MemoryStore(1L << 30)).limit(3).toList();
    private final Accounts accounts = new Accounts(metadata.accounts(), new SecretSeal(new byte[SecretSeal.KEY_BYTES]));
    private final AtomicLong forgotten = new AtomicLong();
    private final RecentRequests requests = new RecentRequests(100);
    private final HttpServer server;
    final S3Client root;
    final AccessKey rootKey;

    S3ForTests() {
        this(new LifecycleDay(Duration.ofDays(1)));
    }

    /** A day of a lifecycle rule lasts so long. */
    S3ForTests(LifecycleDay day) {
        this(day, TrustedProxies.NONE);
    }

    /** These proxies are believed. */
    S3ForTests(TrustedProxies proxies) {
        this(new LifecycleDay(Duration.ofDays(1)), proxies);
    }

    /** A copy is silent no longer than that. */
    S3ForTests(Duration silence) {
        this(new LifecycleDay(Duration.ofDays(1)), TrustedProxies.NONE, silence);
    }

    private S3ForTests(LifecycleDay day, TrustedProxies proxies) {
        this(day, proxies, Duration.ofSeconds(10));
    }

    private S3ForTests(LifecycleDay day, TrustedProxies proxies, Duration silence) {
        UUID gateway = UUID.randomUUID();
        Cluster cluster = new Cluster(metadata.cluster(), System::nanoTime);
        Pulse pulse = new Pulse(metadata.epochs(), gateway, "test");
        Epochs epochs = new Epochs(metadata.epochs(), gateway);
        RedundancySetting redundancy = new RedundancySetting(
                metadata.redundancy(), new Redundancy(2, 3), () -> System.nanoTime() + forgotten.get());
        Workshop workshop = new Workshop(
                cluster,
                new Placements(cluster, metadata.placements(), new Random(7)),
                pulse,
                threads,
                new ExtentSettings(1 << 20, 4096, 1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10)));
        pulse.beat();
        new Discovery(
                        cluster,
                        new Discovery.Stores(List.<ChunkStore>copyOf(stores), new NoServers()),
                        metadata.stores(),
                        gateway,
                        threads)
                .pass();
        ContentWriters writers = new ContentWriters(workshop, epochs, redundancy);
        Publications publications = new Publications(metadata.publisher(), metadata.objects(), epochs);
        Contents contents = new Contents(
                metadata,
                writers,
                new ContentReaders(workshop, metadata.extents(), metadata.repairs()),
                new ContentKeys(new byte[32]));
        S3Doors doors = new S3Doors(
                new Objects(metadata, publications, contents),
                new Buckets(metadata.buckets(), REGION),
                new Uploads(metadata, publications, contents, epochs, InstantSource.system()),
                accounts,
                new Lifecycles(new Buckets(metadata.buckets(), REGION), day),
                new Events(metadata.events()));
        Authenticator authenticator = new Authenticator(
                id -> accounts.key(id)
                        .map(key -> new Key(
                                key.accessKeyId(),
                                key.secret(),
                                key.user().id(),
                                key.enabled(),
                                key.user().name(),
                                key.limit())),
                List.of(REGION),
                InstantSource.system(),
                java.util.Set.of(V2Form.FORM));
        server = HttpServer.open(
                ServerConfig.of("127.0.0.1", 0).withProxies(proxies).withRecent(requests),
                new S3Front(
                        doors,
                        new S3Settings(REGION, List.of("s3.test"), "host", false, silence),
                        authenticator,
                        threads),
                threads);
        rootKey = accounts.createRoot(Optional.empty(), Optional.empty()).orElseThrow();
        root = client(rootKey);
    }

    /** What was served last. */
    RecentRequests requests() {
        return requests;
    }

    /** A client of a new user. */
    S3Client newUser(String name) {
        return client(newKey(name));
    }

    /** A key of a new user. */
    AccessKey newKey(String name) {
        String id = accounts.createUser(new NewUser(name, Optional.empty(), Optional.empty(), Optional.empty(), false))
                .id();
        return accounts.createKey(id, Optional.empty(), Optional.empty());
    }

    /** Sets how fast a key is served. */
    boolean rate(AccessKey key, Rate rate) {
        return accounts.rateKey(key.accessKeyId(), rate);
    }

    /** Canonical id of the user of that name. */
    String idOf(String name) {
        return accounts.named(name).orElseThrow().id();
    }

    /** A client of a new key of a user, with which no more may be done than a policy allows. */
    S3Client limited(String name, String policy) {
        return client(accounts.createKey(idOf(name), Optional.empty(), Optional.empty(), Optional.of(policy)));
    }

    /** Makes a user who has an e-mail address. */
    void userWithEmail(String name, String email) {
        accounts.createUser(new NewUser(name, Optional.empty(), Optional.empty(), Optional.of(email), false));
    }

    /** Whether any chunk has these bytes in it. */
    boolean storesHold(byte[] bytes) {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        return stores.stream()
                .flatMap(store -> store.list(Optional.empty(), 10_000).stream().map(stat -> {
                    byte[] all = new byte[Math.toIntExact(stat.length())];
                    store.read(stat.id(), 0, all.length, all, 0);
                    return new String(all, StandardCharsets.ISO_8859_1);
                }))
                .anyMatch(chunk -> chunk.contains(wanted));
    }

    /** How many chunks all stores have. */
    int chunks() {
        return stores.stream()
                .mapToInt(store -> store.list(Optional.empty(), 10_000).size())
                .sum();
    }

    /** Lets more time pass than the redundancy is remembered. */
    void forget() {
        forgotten.addAndGet(6_000_000_000L);
    }

    /** The database. */
    Metadata metadata() {
        return metadata;
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return server.address();
    }

    /** Takes all stores away. */
    void closeStores() {
        stores.forEach(MemoryStore::close);
    }

    S3Client client(AccessKey key) {
        return new S3Client(server.address(), key.accessKeyId(), key.secret());
    }

    @Override
    public void close() {
        server.close();
        threads.shutdownNow();
        stores.forEach(MemoryStore::close);
        metadata.close();
    }
}
