package io.slime.gateway.wiring;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.gateway.config.ConfigSource;
import io.slime.gateway.config.DatabaseConfig;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.Secret;
import io.slime.gateway.config.ServerConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole gateway over three stores of its own, with root's key, on free ports of loopback. */
public final class GatewayForTests implements AutoCloseable {
    /** Root's key. */
    public static final String KEY = "ROOTKEY";

    /** Its secret. */
    public static final String SECRET = "root-secret";

    private final List<DirectoryStore> stores = new ArrayList<>();
    private final Gateway gateway;

    private GatewayForTests(Path directory, MetadataUrl database, int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            Path store = Files.createDirectories(directory.resolve("store" + i));
            StoreDirectory.format(store);
            stores.add(DirectoryStore.open(store, StoreOptions.defaults().withReserve(0)));
        }
        String any = "127.0.0.1:0";
        Map<String, String> flags = Map.of("s3.listen", any, "proxy.listen", any, "admin.listen", any);
        ServerConfig read = ServerConfig.read(directory, new ConfigSource(flags, Map.of(), Optional.empty()));
        DatabaseConfig db = new DatabaseConfig(
                database.jdbc(), database.user(), database.password().map(Secret::new));
        gateway = new GatewayAssembly()
                .open(new GatewaySetup(
                        read.gateway(db),
                        () -> List.<ChunkStore>copyOf(stores),
                        ServerConfig.DEFAULT_REDUNDANCY,
                        directory.resolve("master-key"),
                        () -> new RootKey(KEY, new Secret(SECRET))));
    }

    /** One on a fresh database. */
    public static GatewayForTests open(Path directory) throws IOException, InterruptedException {
        return open(directory, PostgresForTests.freshDatabase(), 3);
    }

    /** One with so many stores of its own; a second one of a database has its directory, for the master key, and none. */
    public static GatewayForTests open(Path directory, MetadataUrl database, int stores)
            throws IOException, InterruptedException {
        GatewayForTests opened = new GatewayForTests(directory, database, stores);
        if (stores > 0 && !opened.gateway.awaitReady(Duration.ofSeconds(20))) {
            opened.close();
            throw new IOException("the gateway is not ready");
        }
        return opened;
    }

    /** The gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** Where S3 is. */
    InetSocketAddress s3() {
        ListenAddress address = gateway.s3().orElseThrow();
        return new InetSocketAddress(address.host(), address.port());
    }

    /** Where its console is. */
    public InetSocketAddress admin() {
        ListenAddress address = gateway.admin().orElseThrow();
        return new InetSocketAddress(address.host(), address.port());
    }

    @Override
    public void close() {
        gateway.close();
        stores.forEach(DirectoryStore::close);
    }
}
