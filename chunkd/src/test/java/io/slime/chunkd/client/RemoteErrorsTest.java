package io.slime.chunkd.client;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.description;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.server.ChunkServer;
import io.slime.chunkd.server.ChunkServerConfig;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.chunkd.wire.ClusterSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store throws at the server, the caller of the client gets. */
final class RemoteErrorsTest {
    private static final ClusterSecret SECRET = ClusterSecret.of("a secret of enough bytes");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    private ChunkServer serve(Optional<ClusterSecret> secret, ChunkStore... stores) {
        return ChunkServer.open(ChunkServerConfig.of("127.0.0.1", 0, secret), List.of(stores), threads);
    }

    private static ChunkServerClient client(ChunkServer server, Optional<ClusterSecret> secret) {
        return new ChunkServerClient(
                URI.create("http://127.0.0.1:" + server.address().getPort()), Credentials.of(secret));
    }

    static Stream<Supplier<ChunkException>> exceptions() {
        return Stream.of(
                () -> new ChunkException.Missing(id(1)),
                () -> new ChunkException.Quarantined(id(1), "block 3 is \"bad\": żółw"),
                () -> new ChunkException.Conflict(id(1)),
                () -> new ChunkException.StaleStamp(id(1)),
                () -> new ChunkException.EraBehind(7, 9),
                () -> new ChunkException.ForeignCluster("it belongs to another"),
                () -> new ChunkException.Full("no space for 5 bytes"),
                () -> new ChunkException.Unreachable("the disk failed"),
                () -> new ChunkException.Refused("that makes no sense"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void arriveAsTheyWereThrown(Supplier<ChunkException> thrown) {
        AnsweringStore store = new AnsweringStore(thrown);
        try (ChunkServer server = serve(Optional.of(SECRET), store);
                ChunkServerClient client = client(server, Optional.of(SECRET))) {
            ChunkStore remote = client.store(store.uuid());
            assertSame(thrown.get(), () -> remote.read(id(1), 0, 1, new byte[1], 0));
            assertSame(thrown.get(), () -> remote.describe(id(1)));
            assertSame(thrown.get(), () -> put(remote, id(1), bytes(1, 100)));
            assertSame(thrown.get(), () -> put(remote, id(1), bytes(1, 5_000_000)));
            switch (thrown.get()) {
                case ChunkException.Missing _, ChunkException.Quarantined _ ->
                    assertThat(remote.stat(id(1))).isEmpty();
                case ChunkException.EraBehind _ ->
                    assertThatThrownBy(() -> remote.stat(id(1))).isInstanceOf(ChunkException.Unreachable.class);
                default -> assertSame(thrown.get(), () -> remote.stat(id(1)));
            }
        }
    }

    private static void assertSame(ChunkException expected, ThrowingCallable call) {
        assertThatThrownBy(call).isExactlyInstanceOf(expected.getClass()).hasMessage(expected.getMessage());
    }

    @Test
    void ofWholeStoresArriveToo() {
        AnsweringStore store = new AnsweringStore(() -> new ChunkException.EraBehind(7, 9));
        try (ChunkServer server = serve(Optional.empty(), store);
                ChunkServerClient client = client(server, Optional.empty())) {
            ChunkStore remote = client.store(store.uuid());
            List<ChunkDeletion> deletions = List.of(new ChunkDeletion(id(1), 5));
            assertThatThrownBy(() -> remote.delete(deletions, 7))
                    .isInstanceOfSatisfying(ChunkException.EraBehind.class, behind -> {
                        assertThat(behind.era()).isEqualTo(7);
                        assertThat(behind.highest()).isEqualTo(9);
                    });
            assertThatThrownBy(remote::status).isInstanceOf(ChunkException.EraBehind.class);
            assertThatThrownBy(() -> remote.bind(UUID.randomUUID())).isInstanceOf(ChunkException.EraBehind.class);
            assertThatThrownBy(() -> remote.list(Optional.empty(), 5)).isInstanceOf(ChunkException.EraBehind.class);
        }
    }

    @Test
    void saysFullWhileAChunkIsStillSent() {
        MemoryStore store = new MemoryStore(1_000_000);
        try (ChunkServer server = serve(Optional.empty(), store);
                ChunkServerClient client = client(server, Optional.empty())) {
            ChunkStore remote = client.store(store.uuid());
            assertThatThrownBy(() -> put(remote, id(1), bytes(1, 20_000_000))).isInstanceOf(ChunkException.Full.class);
            put(remote, id(2), bytes(2, 500_000));
        }
    }

    @Test
    void aServerFailureIsUnreachable() {
        AnsweringStore store = new AnsweringStore(() -> {
            throw new ClassCastException("for this test");
        });
        try (ChunkServer server = serve(Optional.empty(), store);
                ChunkServerClient client = client(server, Optional.empty())) {
            assertThatThrownBy(() -> client.store(store.uuid()).describe(id(1)))
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("500")
                    .hasMessageNotContaining("for this test");
        }
    }

    @Test
    void aStoreThatIsNotThereIsUnreachable() {
        try (ChunkServer server = serve(Optional.empty(), new MemoryStore());
                ChunkServerClient client = client(server, Optional.empty())) {
            ChunkStore remote = client.store(UUID.randomUUID());
            assertThatThrownBy(() -> remote.stat(id(1)))
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("no store " + remote.uuid());
            assertThatThrownBy(() -> remote.describe(id(1))).isInstanceOf(ChunkException.Unreachable.class);
        }
    }

    @Test
    void bothEndsNeedTheSameSecret() {
        MemoryStore store = new MemoryStore();
        ClusterSecret other = ClusterSecret.of("another secret altogether");
        try (ChunkServer closed = serve(Optional.of(SECRET), store);
                ChunkServer open = serve(Optional.empty(), store);
                ChunkServerClient none = client(closed, Optional.empty());
                ChunkServerClient wrong = client(closed, Optional.of(other));
                ChunkServerClient suspicious = client(open, Optional.of(SECRET))) {
            assertThatThrownBy(none::stores)
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("401");
            assertThatThrownBy(wrong::stores)
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("does not prove that it knows our cluster secret");
            assertThatThrownBy(suspicious::stores)
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("does not prove that it knows our cluster secret");
            assertThatThrownBy(() -> put(wrong.store(store.uuid()), id(1), bytes(1, 5_000_000)))
                    .isInstanceOf(ChunkException.Unreachable.class);
        }
        assertThat(store.list(Optional.empty(), 5)).isEmpty();
    }

    @Test
    void listsStoresAlsoWhenOneIsOutOfOrder() {
        MemoryStore good = new MemoryStore();
        AnsweringStore bad = new AnsweringStore(() -> new ChunkException.Unreachable("the drive is gone"));
        try (ChunkServer server = serve(Optional.of(SECRET), good, bad);
                ChunkServerClient client = client(server, Optional.of(SECRET))) {
            assertThat(client.uuids()).containsExactly(good.uuid(), bad.uuid());
            List<StoreStatus> stores = client.stores();
            assertThat(stores).extracting(StoreStatus::uuid).containsExactly(good.uuid(), bad.uuid());
            assertThat(stores.getFirst()).isEqualTo(good.status());
            assertThat(stores.getLast().error()).contains("the drive is gone");
            assertThat(stores.getLast().free()).isZero();
        }
    }

    @Test
    void manyDeletionsAreMoreThanOneRequest() {
        MemoryStore store = new MemoryStore();
        try (ChunkServer server = serve(Optional.empty(), store);
                ChunkServerClient client = client(server, Optional.empty())) {
            List<ChunkDeletion> deletions = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                long stamp = put(store, id(i), new byte[0]).stamp();
                deletions.add(new ChunkDeletion(id(i), i % 1_000 == 7 ? stamp + 10_000 : stamp));
            }
            assertThat(client.store(store.uuid()).delete(deletions, 1))
                    .containsExactly(deletions.get(7), deletions.get(1_007), deletions.get(2_007));
            assertThat(store.status().chunks()).isEqualTo(3);
            assertThat(store.describe(id(7))).isEqualTo(description(7));
        }
    }
}
