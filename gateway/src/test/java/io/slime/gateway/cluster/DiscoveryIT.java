package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.Chunks;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.testing.PostgresForTests;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DiscoveryIT {
    private static final String URL = "http://10.0.0.1:17941";

    @Test
    void ownStoresJoinTheCluster() {
        FakeStore store = FakeStore.of("here:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), store)) {
            assertThat(store.status().cluster()).contains(gateway.cluster().id());
            StoreView view = gateway.view(store);
            assertThat(view.url()).isEqualTo(Discovery.LOCAL);
            assertThat(view.domain()).isEqualTo("here");
            assertThat(view.connected()).isTrue();
            assertThat(view.lastSeen()).isPresent();
            assertThat(gateway.cluster().usable()).isEqualTo(1);
            assertThat(gateway.cluster().reach(store.uuid())).isPresent();
        }
    }

    @Test
    void storesOfAServerAreFoundAgainByAnotherGateway() {
        MetadataUrl database = PostgresForTests.freshDatabase();
        FakeStore store = FakeStore.of("there:/a");
        try (ClusterForTests first = new ClusterForTests(database);
                ClusterForTests second = new ClusterForTests(database)) {
            first.serve(URL, store);
            second.serve(URL, store);
            assertThat(first.administration().scan("HTTP://10.0.0.1:17941/")).containsExactly(store.uuid());
            second.discovery().pass();
            assertThat(second.cluster().reach(store.uuid())).isPresent();
            assertThat(second.view(store).url()).isEqualTo(URL);
        }
    }

    @Test
    void aStoreThatStopsAnsweringIsNotConnected() {
        FakeStore store = FakeStore.of("there:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase())) {
            gateway.serve(URL, store);
            gateway.administration().scan(URL);
            gateway.unserve(URL);
            gateway.administration().rescan();
            assertThat(gateway.view(store).connected()).isFalse();
            assertThat(gateway.cluster().reach(store.uuid())).isEmpty();
            gateway.serve(URL, store);
            gateway.administration().rescan();
            assertThat(gateway.view(store).connected()).isTrue();
        }
    }

    @Test
    void aStoreWhoseChunkServerSaysThatItIsGoneIsNotConnected() {
        FakeStore store = FakeStore.of("there:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase())) {
            gateway.serve(URL, store);
            gateway.administration().scan(URL);
            store.outOfOrder("there is no directory /a");
            gateway.discovery().pass();
            assertThat(gateway.view(store).connected()).isFalse();
            assertThat(gateway.view(store).error()).contains("there is no directory /a");
            assertThat(gateway.view(store).free()).as("as it was last").isPositive();
            gateway.discovery().probe();
            assertThat(gateway.view(store).connected()).isFalse();
            store.outOfOrder("");
            gateway.discovery().probe();
            assertThat(gateway.view(store).connected()).isTrue();
            assertThat(gateway.view(store).error()).isEmpty();
        }
    }

    @Test
    void aStoreThatIsBackIsConnectedByTheNextProbe() {
        FakeStore own = FakeStore.of("here:/a");
        FakeStore store = FakeStore.of("there:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), own)) {
            gateway.serve(URL, store);
            gateway.administration().scan(URL);
            long arrivals = gateway.cluster().arrivals();
            gateway.unserve(URL);
            gateway.discovery().pass();
            gateway.discovery().probe();
            assertThat(gateway.view(store).connected()).isFalse();
            gateway.serve(URL, store);
            gateway.discovery().probe();
            assertThat(gateway.view(store).connected()).isTrue();
            assertThat(gateway.cluster().arrivals()).isEqualTo(arrivals + 1);
            ChunkStore way = gateway.cluster().reach(own.uuid()).orElseThrow();
            own.down(true);
            for (int i = 0; i < 20; i++) {
                gateway.pass(60);
                assertThatThrownBy(() -> way.stat(Chunks.id(1))).isInstanceOf(ChunkException.Unreachable.class);
            }
            gateway.discovery().probe();
            assertThat(gateway.view(own).connected()).isFalse();
            own.down(false);
            gateway.discovery().probe();
            assertThat(gateway.view(own).connected()).isTrue();
            assertThat(gateway.cluster().arrivals()).isEqualTo(arrivals + 2);
        }
    }

    @Test
    void aStoreThatStallsIsNotBackBecauseItTellsItsStatus() {
        FakeStore own = FakeStore.of("here:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), own)) {
            for (int i = 0; i < 5; i++) {
                gateway.cluster().stalled(own.uuid());
            }
            gateway.discovery().probe();
            gateway.discovery().pass();
            assertThat(gateway.view(own).connected()).isFalse();
            gateway.pass(2);
            gateway.cluster().reach(own.uuid()).orElseThrow().stat(Chunks.id(1));
            assertThat(gateway.view(own).connected()).isTrue();
        }
    }

    @Test
    void whoReachesForOneStoreTakesNoProbeOfAnother() {
        FakeStore one = FakeStore.of("here:/a");
        FakeStore other = FakeStore.of("here:/b");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), one, other)) {
            for (int i = 0; i < 5; i++) {
                gateway.cluster().stalled(one.uuid());
            }
            gateway.pass(2);
            Stores stores = Stores.of(gateway.cluster(), gateway.placements());
            assertThat(stores.reach(other.uuid())).isPresent();
            assertThat(stores.present()).containsExactly(other.uuid());
            assertThat(stores.reach(one.uuid())).as("its probe").isPresent();
            assertThat(stores.reach(one.uuid())).as("the next one must wait").isEmpty();
        }
    }

    @Test
    void aDriveThatMovedIsRecognised() {
        FakeStore before = FakeStore.of("old:/a");
        FakeStore after = new FakeStore(before.uuid(), "new:/b", 1L << 40);
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase())) {
            gateway.serve(URL, before);
            gateway.administration().scan(URL);
            gateway.serve(URL);
            gateway.serve("http://10.0.0.2:17941", after);
            gateway.administration().scan("http://10.0.0.2:17941");
            assertThat(gateway.view(after).name()).isEqualTo("new:/b");
            assertThat(gateway.view(after).domain()).isEqualTo("new");
            assertThat(gateway.view(after).error()).isEmpty();
            StoreRow row = gateway.metadata().stores().find(after.uuid()).orElseThrow();
            assertThat(row.url()).isEqualTo("http://10.0.0.2:17941");
        }
    }

    @Test
    void aStoreOfAnotherClusterIsNeverUsed() {
        FakeStore foreign = FakeStore.of("there:/a");
        foreign.bind(UUID.randomUUID());
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), foreign)) {
            assertThat(gateway.cluster().reach(foreign.uuid())).isEmpty();
            assertThat(gateway.cluster().usable()).isZero();
            assertThat(gateway.view(foreign).error().orElseThrow()).contains("belongs to cluster");
            gateway.serve(URL, foreign);
            assertThatThrownBy(() -> gateway.administration().scan(URL))
                    .isInstanceOf(StorageException.Refused.class)
                    .hasMessageContaining("belongs to cluster");
            assertThat(gateway.metadata().stores().list()).isEmpty();
        }
    }

    @Test
    void twoLiveDirectoriesWithOneUuidAreOnlyRead() {
        FakeStore one = FakeStore.of("here:/a");
        FakeStore copy = new FakeStore(one.uuid(), "here:/copy", 1L << 40);
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), one)) {
            copy.bind(gateway.cluster().id());
            Chunks.put(copy, Chunks.id(1), Chunks.bytes(1, 100));
            gateway.serve(URL, copy);
            assertThat(gateway.administration().scan(URL)).containsExactly(one.uuid());
            assertThat(gateway.view(one).error().orElseThrow())
                    .startsWith("CONFLICT")
                    .contains("here:/a", "here:/copy");
            assertThat(gateway.cluster().reach(one.uuid())).isEmpty();
            assertThat(gateway.cluster().usable()).isZero();
            ChunkStore twins = gateway.cluster().lastResort(one.uuid()).orElseThrow();
            assertThat(Chunks.get(twins, Chunks.id(1), 100)).isEqualTo(Chunks.bytes(1, 100));
            assertThatThrownBy(() -> Chunks.put(twins, Chunks.id(2), new byte[1]))
                    .isInstanceOf(ChunkException.Unreachable.class);
            assertThatThrownBy(() -> Chunks.get(twins, Chunks.id(3), 1)).isInstanceOf(ChunkException.Unreachable.class);
            gateway.unserve(URL);
            gateway.discovery().pass();
            assertThat(gateway.view(one).error()).isEmpty();
            assertThat(gateway.cluster().usable()).isEqualTo(1);
        }
    }

    @Test
    void aCopyThatOnlyAnotherGatewayReachesIsNoticed() {
        MetadataUrl database = PostgresForTests.freshDatabase();
        FakeStore one = FakeStore.of("here:/a");
        FakeStore copy = new FakeStore(one.uuid(), "there:/a", 1L << 40);
        try (ClusterForTests first = new ClusterForTests(database, one);
                ClusterForTests second = new ClusterForTests(database, copy)) {
            for (int i = 0; i < 2; i++) {
                first.discovery().pass();
                second.discovery().pass();
            }
            assertThat(List.of(first.view(one), second.view(copy)))
                    .anyMatch(view -> view.error()
                            .filter(error -> error.startsWith("CONFLICT"))
                            .isPresent());
        }
    }

    @Test
    void oneStoreSeenInTwoWaysIsNoConflict() {
        FakeStore store = FakeStore.of("here:/a");
        MetadataUrl database = PostgresForTests.freshDatabase();
        try (ClusterForTests own = new ClusterForTests(database, store);
                ClusterForTests other = new ClusterForTests(database)) {
            own.serve(URL, store);
            other.serve(URL, store);
            other.administration().scan(URL);
            for (int i = 0; i < 3; i++) {
                own.discovery().pass();
                other.discovery().pass();
            }
            assertThat(own.view(store).error()).isEmpty();
            assertThat(other.view(store).error()).isEmpty();
            assertThat(other.metadata().stores().find(store.uuid()).map(StoreRow::url))
                    .contains(URL);
        }
    }

    @Test
    void aStoreThatFailsAgainAndAgainIsLeftAloneForAWhile() {
        FakeStore store = FakeStore.of("here:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), store)) {
            ChunkStore reached = gateway.cluster().reach(store.uuid()).orElseThrow();
            store.down(true);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> reached.stat(Chunks.id(1))).isInstanceOf(ChunkException.Unreachable.class);
            }
            assertThat(gateway.cluster().reach(store.uuid())).isEmpty();
            assertThat(gateway.cluster().usable()).isZero();
            assertThat(gateway.view(store).connected()).isFalse();
            gateway.pass(3);
            store.down(false);
            ChunkStore probed = gateway.cluster().reach(store.uuid()).orElseThrow();
            assertThat(gateway.cluster().reach(store.uuid()))
                    .as("one probe at a time")
                    .isEmpty();
            Optional<?> answer = probed.stat(Chunks.id(1));
            assertThat(answer).isEmpty();
            assertThat(gateway.cluster().usable()).isEqualTo(1);
        }
    }
}
