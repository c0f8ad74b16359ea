package io.slime.gateway.testing;

import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.erasure.Redundancy;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.SecretSeal;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.gateway.extent.ExtentSettings;
import io.slime.gateway.extent.Workshop;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpServer;
import io.slime.gateway.http.RecentRequests;
import io.slime.gateway.http.ServerConfig;
import io.slime.gateway.object.Contents;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Publications;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Real metadata, store directories at 2 of 3, and root with a key; small extents. */
public final class ClusterForTests implements AutoCloseable {
    private static final Redundancy TWO_OF_THREE = new Redundancy(2, 3);

    private final Metadata metadata = Metadata.open(MetadataConfig.of(PostgresForTests.freshDatabase()));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<SwitchedStore> switches;
    private final List<HttpServer> servers = new ArrayList<>();
    private final RecentRequests requests = new RecentRequests(100);
    private final Cluster cluster = new Cluster(metadata.cluster(), System::nanoTime);
    private final Discovery discovery;
    private final StoreAdministration administration;
    private final Objects objects;
    private final Buckets buckets = new Buckets(metadata.buckets(), "us-east-1");
    private final Accounts accounts = new Accounts(metadata.accounts(), new SecretSeal(new byte[32]));
    private final AccessKey root;

    private ClusterForTests(List<DirectoryStore> stores) {
        switches = stores.stream().map(SwitchedStore::new).toList();
        UUID gateway = UUID.randomUUID();
        Pulse pulse = new Pulse(metadata.epochs(), gateway, "test");
        Epochs epochs = new Epochs(metadata.epochs(), gateway);
        RedundancySetting redundancy = new RedundancySetting(metadata.redundancy(), TWO_OF_THREE, System::nanoTime);
        discovery = new Discovery(
                cluster,
                new Discovery.Stores(switches.stream().map(SwitchedStore::store).toList(), new NoServers()),
                metadata.stores(),
                gateway,
                threads);
        administration = new StoreAdministration(cluster, discovery, metadata.stores(), redundancy);
        Workshop workshop = new Workshop(
                cluster,
                new Placements(cluster, metadata.placements(), new Random(7)),
                pulse,
                threads,
                new ExtentSettings(256 * 1024, 4096, 1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(10)));
        objects = new Objects(
                metadata,
                new Publications(metadata.publisher(), metadata.objects(), epochs),
                new Contents(
                        metadata,
                        new ContentWriters(workshop, epochs, redundancy),
                        new ContentReaders(workshop, metadata.extents(), metadata.repairs()),
                        new ContentKeys(new byte[32])));
        root = accounts.createRoot(Optional.of("ROOTKEY"), Optional.of("root-secret"))
                .orElseThrow();
        pulse.beat();
        discovery.pass();
    }

    /** Three stores below that directory. */
    public static ClusterForTests open(Path directory) throws IOException {
        List<DirectoryStore> stores = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Path store = Files.createDirectories(directory.resolve("store" + i));
            StoreDirectory.format(store);
            stores.add(DirectoryStore.open(store, StoreOptions.defaults().withReserve(0)));
        }
        return new ClusterForTests(stores);
    }

    /** Serves a front at a free port of loopback until the end. */
    public HttpServer serve(Front front) {
        HttpServer server = HttpServer.open(ServerConfig.of("127.0.0.1", 0).withRecent(requests), front, threads);
        servers.add(server);
        return server;
    }

    /** What the fronts served last. */
    public RecentRequests requests() {
        return requests;
    }

    /** Runs each task on a virtual thread. */
    public Executor threads() {
        return threads;
    }

    /** Switches stores off or on, and has it noticed. */
    public void off(boolean off, int... stores) {
        for (int store : stores) {
            switches.get(store).off(off);
        }
        discovery.pass();
    }

    /** The database. */
    public Metadata metadata() {
        return metadata;
    }

    /** The stores as they are seen. */
    public Cluster cluster() {
        return cluster;
    }

    /** What may be done to stores. */
    public StoreAdministration stores() {
        return administration;
    }

    /** The objects. */
    public Objects objects() {
        return objects;
    }

    /** The buckets. */
    public Buckets buckets() {
        return buckets;
    }

    /** The users. */
    public Accounts accounts() {
        return accounts;
    }

    /** Root's key. */
    public AccessKey root() {
        return root;
    }

    @Override
    public void close() {
        servers.forEach(HttpServer::close);
        threads.close();
        switches.forEach(each -> each.store().close());
        metadata.close();
    }
}
