package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.testing.PostgresForTests;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreAdministrationIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ftp://h:1",
                "http://",
                "http://h:1/path",
                "http://u@h:1",
                "http://h:1?q",
                "http://h :1"
            })
    void aMalformedUrlIsRefused(String url) {
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase())) {
            assertThatThrownBy(() -> gateway.administration().scan(url)).isInstanceOf(StorageException.Refused.class);
        }
    }

    @Test
    void nothingThereIsSaidSo() {
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase())) {
            assertThatThrownBy(() -> gateway.administration().scan("http://h:1"))
                    .isInstanceOf(StorageException.Refused.class)
                    .hasMessageContaining("nothing answers at http://h:1");
        }
    }

    @Test
    void aStoreIsForgottenOnlyWhenItIsDeadGoneAndUnused() {
        FakeStore store = FakeStore.of("there:/a");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase())) {
            StoreAdministration administration = gateway.administration();
            gateway.serve("http://h:1", store);
            administration.scan("http://h:1");
            refused(() -> administration.delete(store.uuid()), "connected");
            gateway.unserve("http://h:1");
            administration.rescan();
            refused(() -> administration.delete(store.uuid()), "not dead");
            administration.setDead(store.uuid(), true);
            assertThat(administration.list()).hasSize(1).allMatch(StoreView::dead);
            administration.delete(store.uuid());
            assertThat(administration.list()).isEmpty();
            refused(() -> administration.delete(store.uuid()), "no store");
            refused(() -> administration.setDead(UUID.randomUUID(), true), "no store");
        }
    }

    @Test
    void storesOfOneDriveShareItsFreeSpace() {
        FakeStore[] shared = {
            FakeStore.of("a:/1").at("rack1", "a 1"),
            FakeStore.of("a:/2").at("rack1", "a 1"),
            FakeStore.of("a:/3").at("rack1", "a 1")
        };
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), shared)) {
            long drive = shared[0].status().free();
            assertThat(gateway.administration().usableBytes()).isBetween(drive * 2 / 3 - 3, drive * 2 / 3);
        }
    }

    @Test
    void aStoreTellsItsFailureDomain() {
        FakeStore one = FakeStore.of("a:/1").at("rack1", "a 1");
        FakeStore two = FakeStore.of("b:/1").at("rack1", "b 1");
        FakeStore three = FakeStore.of("c:/1").at("rack2", "c 1");
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), one, two, three)) {
            assertThat(gateway.view(two).domain()).isEqualTo("rack1");
            Survival survival = gateway.administration().survival(new Redundancy(2, 3));
            assertThat(survival).isEqualTo(new Survival(3, 2, 3, 2, 1, 0));
            two.at("rack3", "b 1");
            gateway.discovery().pass();
            assertThat(gateway.metadata()
                            .stores()
                            .find(two.uuid())
                            .orElseThrow()
                            .domain())
                    .isEqualTo("rack3");
            assertThat(gateway.administration().survival(new Redundancy(2, 3)).domains())
                    .isEqualTo(1);
        }
    }

    @Test
    void redundancyIsTheDatabases() {
        var database = PostgresForTests.freshDatabase();
        try (ClusterForTests one = new ClusterForTests(database);
                ClusterForTests other = new ClusterForTests(database)) {
            assertThat(one.administration().redundancy()).isEqualTo(new Redundancy(2, 3));
            assertThat(other.administration().redundancy()).isEqualTo(new Redundancy(2, 3));
            one.administration().setRedundancy(new Redundancy(4, 6));
            assertThat(one.administration().redundancy()).isEqualTo(new Redundancy(4, 6));
            other.pass(5);
            assertThat(other.administration().redundancy()).isEqualTo(new Redundancy(4, 6));
        }
    }

    @Test
    void usableBytesAreAfterRedundancy() {
        FakeStore[] stores = List.of(100L, 100L, 100L).stream()
                .map(free -> new FakeStore(UUID.randomUUID(), "h:/" + UUID.randomUUID(), free))
                .toArray(FakeStore[]::new);
        try (ClusterForTests gateway = new ClusterForTests(PostgresForTests.freshDatabase(), stores)) {
            assertThat(gateway.administration().usableBytes()).isEqualTo(200);
            stores[0].down(true);
            gateway.administration().rescan();
            assertThat(gateway.administration().usableBytes()).isEqualTo(200);
            stores[1].down(true);
            gateway.administration().rescan();
            assertThat(gateway.administration().usableBytes()).isZero();
        }
    }

    private static void refused(Runnable call, String why) {
        assertThatThrownBy(call::run)
                .isInstanceOf(StorageException.Refused.class)
                .hasMessageContaining(why);
    }
}
