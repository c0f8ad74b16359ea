package io.slime.chunkd.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.chunkd.server.ChunkServer;
import io.slime.chunkd.server.ChunkServerConfig;
import io.slime.chunkd.testing.ChunkStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a directory, behind an open chunk server, by TLS with certificates on both sides. */
final class RemoteTlsContractTest extends ChunkStoreContract {
    @TempDir
    Path directory;

    @Override
    protected ChunkStore open() throws Exception {
        IdentityForTests identity = IdentityForTests.make(directory, "ip:127.0.0.1");
        return new Served(store("store"), tls(identity.believing(identity)));
    }

    private Path fresh() throws IOException {
        return Files.createTempDirectory(directory, "identity");
    }

    private DirectoryStore store(String name) throws Exception {
        StoreDirectory.format(directory.resolve(name));
        return DirectoryStore.open(
                directory.resolve(name), StoreOptions.defaults().withReserve(0));
    }

    private static Credentials tls(SSLContext context) {
        return new Credentials(Optional.empty(), Optional.of(context));
    }

    @Override
    protected int typicalLength() {
        return 300_000;
    }

    @Test
    void nobodyIsServedWithoutACertificateThatIsBelieved() throws Exception {
        IdentityForTests own = IdentityForTests.make(fresh(), "ip:127.0.0.1");
        IdentityForTests elsewhere = IdentityForTests.make(fresh(), "dns:elsewhere.example");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ChunkServerConfig config = ChunkServerConfig.of("127.0.0.1", 0, Optional.empty());
        try (threads;
                DirectoryStore store = store("other");
                ChunkServer server = ChunkServer.open(config.withTls(own.believing(own)), List.of(store), threads);
                ChunkServer renamed =
                        ChunkServer.open(config.withTls(elsewhere.believing(own)), List.of(store), threads)) {
            String there = "127.0.0.1:" + server.address().getPort();
            assertThat(uuids("https://" + there, tls(own.believing(own)))).containsExactly(store.uuid());
            refused("https://" + there, tls(own.stranger()));
            refused("https://" + there, tls(elsewhere.believing(own)));
            refused("https://" + there, tls(own.believing(elsewhere)));
            refused("http://" + there, tls(own.believing(own)));
            refused("https://127.0.0.1:" + renamed.address().getPort(), tls(own.believing(elsewhere)));
        }
        assertThatThrownBy(() -> new ChunkServerClient(URI.create("https://127.0.0.1:1"), Credentials.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate");
    }

    private static List<java.util.UUID> uuids(String url, Credentials credentials) {
        try (ChunkServerClient client = new ChunkServerClient(URI.create(url), credentials)) {
            return client.uuids();
        }
    }

    private static void refused(String url, Credentials credentials) {
        assertThatThrownBy(() -> uuids(url, credentials)).isInstanceOf(ChunkException.Unreachable.class);
    }
}
