package io.slime.compat.torture;

import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.ExternalPostgres;
import io.slime.compat.fixture.FreePorts;
import io.slime.compat.fixture.SecretKey;
import io.slime.compat.fixture.SlimeProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Gateways, chunk servers with two stores each, and PostgreSQL, each a process of its own behind a {@link FaultProxy}. */
final class Cluster implements AutoCloseable {
    private static final int CHUNK_SERVERS = 3;
    private static final int STORES_EACH = 2;
    private static final String LITTLE_MEMORY = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private final Path home;
    private final ExternalPostgres postgres;
    private final FaultProxy database;
    private final int databasePort = FreePorts.take();
    private final List<ChunkServer> chunkServers = new ArrayList<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private Optional<Path> small = Optional.empty();
    private final Thread hook = new Thread(this::end);
    private int generation;

    private Cluster(Path home, ExternalPostgres postgres, long seed) throws IOException {
        this.home = home;
        this.postgres = postgres;
        this.database = new FaultProxy(databasePort, postgres.port(), seed);
    }

    /** Starts one. */
    static Cluster start(int gateways, String redundancy, long seed) throws IOException {
        Path home = Files.createTempDirectory("slime-torture-");
        ExternalPostgres postgres = ExternalPostgres.start();
        postgres.makeSlime();
        Cluster cluster = new Cluster(home, postgres, seed);
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

    /** A chunk server, and the proxy at whose address gateways know it. */
    final class ChunkServer implements Victim {
        private final int number;
        private final int port = FreePorts.take();
        private final int known = FreePorts.take();
        private final FaultProxy proxy;
        private SlimeProcess process;

        ChunkServer(int number, long seed) throws IOException {
            this.number = number;
            proxy = new FaultProxy(known, port, seed + number + 10);
            process = launch();
        }

        private SlimeProcess launch() {
            List<String> line = new ArrayList<>(List.of("chunk-server", "--listen", "127.0.0.1:" + port));
            stores.stream()
                    .filter(store -> store.server() == number)
                    .forEach(store -> line.add(store.directory().toString()));
            return SlimeProcess.start(
                    home, Map.of("SLIME_JAVA_OPTS", LITTLE_MEMORY, "SLIME_CHUNK_DOMAIN", "domain-" + number), line);
        }

        @Override
        public String name() {
            return "chunk-server-" + number;
        }

        @Override
        public void kill() {
            process.kill();
            keep(name(), process);
        }

        @Override
        public void terminate() {
            process.terminate();
            keep(name(), process);
        }

        @Override
        public void launchAgain() {
            process = launch();
        }

        @Override
        public void awaitReady() {
            process.awaitLine(line -> line.startsWith("Ready") || line.contains("127.0.0.1:" + port));
        }

        @Override
        public boolean ended() {
            return !process.running();
        }

        @Override
        public String output() {
            return process.output();
        }

        @Override
        public void signal(String signal) {
            process.signal(signal);
        }

        FaultProxy proxy() {
            return proxy;
        }

        int number() {
            return number;
        }

        /** Its address without the proxy. */
        URI direct() {
            return Endpoint.local(port);
        }
    }

    /** A gateway, which clients reach at its own address and by a proxy. */
    final class Gateway implements Victim {
        private final int number;
        private final Endpoint own = Endpoint.unused();
        private final Endpoint proxied = Endpoint.unused();
        private final List<FaultProxy> proxies;
        private SlimeProcess process;

        Gateway(int number, long seed) throws IOException {
            this.number = number;
            proxies = List.of(
                    new FaultProxy(proxied.s3().getPort(), own.s3().getPort(), seed + number + 20),
                    new FaultProxy(
                            proxied.nativeApi().getPort(), own.nativeApi().getPort(), seed + number + 30));
            process = launch();
        }

        private SlimeProcess launch() {
            Map<String, String> environment = new HashMap<>(own.listeners());
            environment.put("SLIME_JAVA_OPTS", LITTLE_MEMORY);
            environment.put(
                    "SLIME_PGDSN",
                    "user=slime dbname=slime password=secret sslmode=disable host=127.0.0.1 port=" + databasePort);
            environment.put(
                    "SLIME_SECURITY_MASTER_KEY_FILE", home.resolve("master-key").toString());
            environment.put("SLIME_PROXY_ROOT_KEY_FILE", rootKey().toString());
            return SlimeProcess.start(home, environment, List.of("proxy-server"));
        }

        @Override
        public String name() {
            return "gateway-" + number;
        }

        @Override
        public void kill() {
            process.kill();
            keep(name(), process);
        }

        @Override
        public void terminate() {
            process.terminate();
            keep(name(), process);
        }

        @Override
        public void launchAgain() {
            process = launch();
        }

        @Override
        public void awaitReady() {
            process.awaitLine(line -> line.startsWith("Ready"));
        }

        @Override
        public boolean ended() {
            return !process.running();
        }

        @Override
        public String output() {
            return process.output();
        }

        @Override
        public void signal(String signal) {
            process.signal(signal);
        }

        List<FaultProxy> proxies() {
            return proxies;
        }

        Endpoint direct() {
            return own.withKey(rootKey());
        }

        /** What clients use: often the proxy. */
        Endpoint door(boolean byProxy) {
            SecretKey key = SecretKey.read(rootKey());
            Endpoint chosen = byProxy ? proxied : own;
            return new Endpoint(chosen.nativeApi(), chosen.s3(), chosen.admin(), key);
        }
    }

    /** The database as something to be killed. */
    final class Database implements Victim {
        @Override
        public String name() {
            return "postgresql";
        }

        @Override
        public void kill() {
            postgres.kill();
        }

        @Override
        public void terminate() {
            postgres.kill();
        }

        @Override
        public void launchAgain() {
            postgres.again();
        }

        @Override
        public void awaitReady() {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> postgres.number("slime", "SELECT 1") == 1);
        }

        @Override
        public boolean ended() {
            return !postgres.running();
        }

        @Override
        public String output() {
            return "";
        }

        @Override
        public void signal(String signal) {
            postgres.signal(signal);
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
        chunkServers.add(new ChunkServer(number, seed));
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
        Gateway gateway = new Gateway(number, seed);
        gateways.add(gateway);
        Awaitility.await()
                .atMost(120, TimeUnit.SECONDS)
                .until(() -> gateway.own.curl("/redundancy", "-f").run().exit() == 0);
    }

    private void introduce(String redundancy) {
        Endpoint first = gateways.getFirst().own;
        for (ChunkServer server : chunkServers) {
            server.awaitReady();
            String scan = "{\"operation\":\"scan\",\"url\":\"" + Endpoint.local(server.known) + "\"}";
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
        gateways.forEach(gateway -> gateway.own
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
        administer("{\"operation\":\"scan\",\"url\":\"" + Endpoint.local(server.known) + "\"}");
        administer("{\"operation\":\"dead\",\"uuid\":\"" + uuid + "\"}");
        return fresh;
    }

    /** Asks the first gateway for an operation on stores, again until it answers. */
    void administer(String operation) {
        Endpoint first = gateways.getFirst().own;
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> first.curl("/stores", "-f", "-d", operation).run().exit() == 0);
    }

    private Path rootKey() {
        return home.resolve("root-key");
    }

    private void keep(String name, SlimeProcess process) {
        try {
            Path file = Files.createDirectories(home.resolve("log")).resolve(name);
            Files.writeString(
                    file,
                    process.output() + "\n---- killed\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes what the running processes have printed into {@code log}. */
    void keepLogs() {
        gateways.forEach(gateway -> keep(gateway.name(), gateway.process));
        chunkServers.forEach(server -> keep(server.name(), server.process));
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

    ExternalPostgres postgres() {
        return postgres;
    }

    /** The proxy before the database. */
    FaultProxy database() {
        return database;
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
            gateway.process.kill();
            gateway.proxies.forEach(FaultProxy::close);
        }
        for (ChunkServer server : chunkServers) {
            server.process.kill();
            server.proxy.close();
        }
        database.close();
        postgres.close();
        small.ifPresent(
                directory -> Command.of("umount", "-l", directory.toString()).run());
        if (!Boolean.getBoolean("slime.torture.keep")) {
            Checkout.delete(home);
        }
    }
}
