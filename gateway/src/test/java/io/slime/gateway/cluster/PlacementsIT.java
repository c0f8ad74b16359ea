package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.testing.PostgresForTests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlacementsIT {
    private static final Redundancy TWO_OF_THREE = new Redundancy(2, 3);

    @Test
    void parityTakesTurns() {
        try (ClusterForTests gateway = of(3, 1)) {
            Set<List<Optional<UUID>>> orders = new HashSet<>();
            Set<Optional<UUID>> parity = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                Placement placement = gateway.placements().choose(TWO_OF_THREE);
                orders.add(placement.stores());
                parity.add(placement.stores().getLast());
            }
            assertThat(orders).hasSize(3);
            assertThat(parity).hasSize(3);
            assertThat(gateway.metadata().placements().active(TWO_OF_THREE, 100))
                    .hasSize(3);
        }
    }

    @Test
    void groupsAreFewAndReachEveryStore() {
        try (ClusterForTests gateway = of(10, 10)) {
            Map<Optional<UUID>, Integer> used = new HashMap<>();
            Set<Long> groups = new HashSet<>();
            for (int i = 0; i < 2000; i++) {
                Placement placement = gateway.placements().choose(TWO_OF_THREE);
                groups.add(placement.id());
                placement.stores().forEach(store -> used.merge(store, 1, Integer::sum));
            }
            assertThat(groups).hasSizeLessThanOrEqualTo(20);
            assertThat(used).hasSize(10);
        }
    }

    @Test
    void noFailureDomainIsUsedTwiceWhileOthersAreUnused() {
        try (ClusterForTests gateway = of(9, 3)) {
            for (int i = 0; i < 50; i++) {
                Placement placement = gateway.placements().choose(TWO_OF_THREE);
                assertThat(domains(gateway, placement)).hasSize(3);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(domains(gateway, gateway.placements().choose(new Redundancy(4, 6))))
                        .hasSize(3);
            }
        }
    }

    @Test
    void slotsAreEmptyWhileThereAreFewStores() {
        try (ClusterForTests gateway = of(2, 2)) {
            Placement placement = gateway.placements().choose(TWO_OF_THREE);
            assertThat(placement.stores().get(0)).isPresent();
            assertThat(placement.stores().get(1)).isPresent();
            assertThat(placement.stores().get(2)).isEmpty();
            assertThatThrownBy(() -> gateway.placements().choose(new Redundancy(3, 4)))
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("only 2 stores");
        }
    }

    @Test
    void fullerStoresAreChosenLessOften() {
        FakeStore[] stores = new FakeStore[6];
        for (int i = 0; i < stores.length; i++) {
            stores[i] = new FakeStore(UUID.randomUUID(), "host" + i + ":/a", i == 0 ? 1 << 20 : 1L << 40);
        }
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), stores)) {
            int chosen = 0;
            for (int i = 0; i < 600; i++) {
                chosen += gateway.placements().choose(TWO_OF_THREE).stores().contains(Optional.of(stores[0].uuid()))
                        ? 1
                        : 0;
            }
            assertThat(chosen).isLessThan(60);
        }
    }

    @Test
    void deadAndUnreachableStoresGetNothingNew() {
        try (ClusterForTests gateway = of(5, 5)) {
            List<UUID> all =
                    gateway.cluster().views().stream().map(StoreView::uuid).toList();
            gateway.administration().setDead(all.getFirst(), true);
            for (int i = 0; i < 50; i++) {
                assertThat(gateway.placements().choose(TWO_OF_THREE).stores())
                        .doesNotContain(Optional.of(all.getFirst()));
            }
            assertThat(gateway.placements().spare(all.subList(1, 5))).isEmpty();
            gateway.administration().setDead(all.getFirst(), false);
            assertThat(gateway.placements().spare(all.subList(1, 5))).contains(all.getFirst());
        }
    }

    @Test
    void aRestartedGatewayGoesOnWithTheSamePlacements() {
        var database = PostgresForTests.freshDatabase();
        FakeStore[] stores = stores(6, 6);
        Set<Long> before = new HashSet<>();
        try (ClusterForTests gateway = new ClusterForTests(database, stores)) {
            IntStream.range(0, 500)
                    .forEach(i ->
                            before.add(gateway.placements().choose(TWO_OF_THREE).id()));
        }
        try (ClusterForTests gateway = new ClusterForTests(database, stores)) {
            IntStream.range(0, 500)
                    .forEach(i -> assertThat(before)
                            .contains(gateway.placements().choose(TWO_OF_THREE).id()));
        }
    }

    private static Set<String> domains(ClusterForTests gateway, Placement placement) {
        Set<String> domains = new HashSet<>();
        for (StoreView view : gateway.cluster().views()) {
            if (placement.stores().contains(Optional.of(view.uuid()))) {
                domains.add(view.domain());
            }
        }
        return domains;
    }

    private static ClusterForTests of(int count, int hosts) {
        return new ClusterForTests(PostgresForTests.freshDatabase(), stores(count, hosts));
    }

    private static FakeStore[] stores(int count, int hosts) {
        return IntStream.range(0, count)
                .mapToObj(i -> FakeStore.of("host" + i % hosts + ":/" + i))
                .toArray(FakeStore[]::new);
    }
}
