package io.slime.compat.torture;

import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.ExternalPostgres;
import io.slime.compat.fixture.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Gateways, chunk servers with two stores each, and PostgreSQL, each a process of its own behind a {@link FaultProxy}. */
final class Cluster implements AutoCloseable {
    private static final int CHUNK_SERVERS = 3;
    private static final int STORES_EACH = 2;

    private final Path home;
    private final Path clocks;
    private final Database database;
    private final FaultProxy beforeDatabase;
    private final ClusterProof proof = new ClusterProof();
    private final Gateway.Shared shared;
    private final List<ChunkServer> chunkServers = new ArrayList<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private Optional<Path> small = Optional.empty();
    private final Thread hook = new Thread(this::end);
    private int generation;

    private Cluster(Path home, Path clocks, Database database, long seed) throws IOException {
        this.home = home;
        this.clocks = clocks;
        this.database = database;
        int databasePort = FreePorts.take();
        this.beforeDatabase = new FaultProxy(
                databasePort,
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), database.postgres().port()),
                seed);
        this.shared = new Gateway.Shared(home, databasePort, proof);
    }

    /** Starts one. */
    static Cluster start(int gateways, String redundancy, long seed) throws IOException {
        Path home = Files.createTempDirectory("slime-torture-");
        Path clocks = Files.createTempDirectory("slime-clocks-");
        Files.setPosixFilePermissions(clocks, PosixFilePermissions.fromString("rwxr-xr-x"));
        Machine ofDatabase = Machine.here("postgresql", clocks);
        ExternalPostgres postgres = ExternalPostgres.start(ofDatabase.environment());
        postgres.makeSlime();
        Cluster cluster = new Cluster(home, clocks, new Database(postgres, ofDatabase), seed);
        Runtime.getRuntime().addShutdownHook(cluster.hook);
        try {
            for (int i = 0; i < CHUNK_SERVERS; i++) {
                cluster.addChunkServer(i, seed);
            }
            for (int i = 0; i < gateways; i++) {
                cluster.addGateway(i, seed);
            }
            cluster.introduce(redundancy);
            return cluster;
        } catch (IOException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void addChunkServer(int number, long seed) throws IOException {
        List<Store> fresh = new ArrayList<>();
        List<String> format = new ArrayList<>(List.of("fmt-dir"));
        for (int i = 0; i < STORES_EACH; i++) {
            Path parent = home.resolve("drive-" + number + "-" + i);
            Files.createDirectory(parent);
            if (number == CHUNK_SERVERS - 1 && i == STORES_EACH - 1) {
                mountSmall(parent);
            }
            Store store = new Store(number, parent.resolve("store-" + number + "-" + i), "");
            fresh.add(store);
            format.add(store.directory().toString());
        }
        Command.of(Checkout.launcher().toString())
                .with(format.toArray(String[]::new))
                .run()
                .ok();
        for (Store store : fresh) {
            stores.add(store.withUuid());
        }
        Machine machine = Machine.wired("machine-" + number, number, clocks);
        chunkServers.add(new ChunkServer(home, machine, number, proof, this::stores, seed + number + 10));
    }

    /** Makes a directory a small file system of its own, where we may. */
    private void mountSmall(Path directory) {
        int exit = Command.of("mount", "-t", "tmpfs", "-o", "size=1500m", "slime-torture", directory.toString())
                .run()
                .exit();
        if (exit == 0) {
            small = Optional.of(directory);
        }
    }

    private void addGateway(int number, long seed) throws IOException {
        Gateway gateway = new Gateway(shared, Machine.here("gateway-" + number, clocks), number, seed + number + 20);
        gateways.add(gateway);
        Awaitility.await()
                .atMost(120, TimeUnit.SECONDS)
                .until(() -> gateway.own().curl("/redundancy", "-f").run().exit() == 0);
    }

    private void introduce(String redundancy) {
        Endpoint first = gateways.getFirst().own();
        for (ChunkServer server : chunkServers) {
            server.awaitReady();
            String scan = "{\"operation\":\"scan\",\"url\":\"" + server.known() + "\"}";
            first.curl("/stores", "-f", "-d", scan).run().ok();
        }
        String[] numbers = redundancy.split("/", 2);
        first.curl("/redundancy", "-f", "-d", "{\"need\":" + numbers[0] + ",\"total\":" + numbers[1] + "}")
                .run()
                .ok();
        gateways.forEach(Gateway::awaitReady);
        rescan();
    }

    /** Lets every gateway look at the stores now. */
    void rescan() {
        gateways.forEach(gateway -> gateway.own()
                .curl("/stores", "-f", "-d", "{\"operation\":\"rescan\"}")
                .run());
    }

    /** How many drives were replaced. */
    int generation() {
        return generation;
    }

    /** Puts an empty drive in the place of a lost one, and gives the old store up; the new store. */
    Store replace(Store old) throws IOException {
        ChunkServer server = chunkServers.get(old.server());
        String uuid = old.uuid();
        server.kill();
        generation++;
        Store fresh = new Store(
                old.server(), old.directory().resolveSibling(old.directory().getFileName() + "+"), "");
        Command.of(Checkout.launcher().toString())
                .with("fmt-dir", fresh.directory().toString())
                .run()
                .ok();
        fresh = fresh.withUuid();
        stores.set(stores.indexOf(old), fresh);
        server.launchAgain();
        server.awaitReady();
        administer("{\"operation\":\"scan\",\"url\":\"" + server.known() + "\"}");
        administer("{\"operation\":\"dead\",\"uuid\":\"" + uuid + "\"}");
        return fresh;
    }

    /** Asks the first gateway for an operation on stores, again until it answers. */
    void administer(String operation) {
        Endpoint first = gateways.getFirst().own();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> first.curl("/stores", "-f", "-d", operation).run().exit() == 0);
    }

    /** Writes what the running processes have printed into {@code log}. */
    void keepLogs() {
        gateways.forEach(Launched::keepOutput);
        chunkServers.forEach(Launched::keepOutput);
    }

    List<Gateway> gateways() {
        return gateways;
    }

    List<ChunkServer> chunkServers() {
        return chunkServers;
    }

    List<Store> stores() {
        return stores;
    }

    Database database() {
        return database;
    }

    FaultProxy beforeDatabase() {
        return beforeDatabase;
    }

    /** What proves to chunk servers that one belongs to the cluster. */
    ClusterProof proof() {
        return proof;
    }

    /** The mount point of the small file system of the last store, if there is one. */
    Optional<Path> small() {
        return small;
    }

    Path home() {
        return home;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running, and does the same.
            return;
        }
        end();
    }

    private void end() {
        for (Gateway gateway : gateways) {
            gateway.end();
            gateway.proxies().forEach(FaultProxy::close);
        }
        for (ChunkServer server : chunkServers) {
            server.end();
            server.proxy().close();
            server.machine().close();
        }
        beforeDatabase.close();
        database.kill();
        database.postgres().close();
        Checkout.delete(clocks);
        small.ifPresent(
                directory -> Command.of("umount", "-l", directory.toString()).run());
        if (!Boolean.getBoolean("slime.torture.keep")) {
            Checkout.delete(home);
        }
    }
}
