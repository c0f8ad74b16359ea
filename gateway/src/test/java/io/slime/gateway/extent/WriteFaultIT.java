package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.erasure.Redundancy;
import io.slime.gateway.extent.FaultyStore.Step;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores fail while a content is written. */
final class WriteFaultIT {
    private static final Redundancy TWO_OF_THREE = new Redundancy(2, 3);

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "WRITE", "FINISH"})
    void anUnusedStoreTakesOver(Step step) {
        try (StoresForTests cluster = StoresForTests.inMemory(5, TWO_OF_THREE)) {
            cluster.stores().get(0).fail(step, 0);
            cluster.stores().get(1).fail(step, 0);
            for (int i = 0; i < 10; i++) {
                byte[] data = StoresForTests.bytes(i, 12_000);
                NewContent written = cluster.writeOnly(data);
                ExtentRow extent = written.extents().getFirst();
                assertThat(extent.empty()).isEmpty();
                assertThat(cluster.storesOf(extent))
                        .hasSize(3)
                        .doesNotContain(
                                cluster.stores().get(0), cluster.stores().get(1));
                assertThat(cluster.read(cluster.insert(written))).isEqualTo(data);
            }
            settled(cluster);
        }
    }

    @Test
    void withoutAnUnusedStoreTheSlotStaysEmpty() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            cluster.stores().get(1).fail(Step.FINISH, 0);
            byte[] data = StoresForTests.bytes(1, 12_000);
            NewContent written = cluster.writeOnly(data);
            ExtentRow extent = written.extents().getFirst();
            assertThat(extent.empty()).hasSize(1);
            assertThat(cluster.storesOf(extent).get(extent.empty().getFirst()))
                    .isSameAs(cluster.stores().get(1));
            assertThat(cluster.read(cluster.insert(written))).isEqualTo(data);
        }
    }

    @Test
    void aChunkWhoseStoreFailsLateIsRebuiltOnAnUnusedOne() {
        try (StoresForTests cluster = StoresForTests.inMemory(4, TWO_OF_THREE)) {
            FaultyStore bad = cluster.stores().get(2);
            bad.fail(Step.WRITE, 7);
            for (int i = 0; i < 4; i++) {
                byte[] data = StoresForTests.bytes(i, 90_000);
                NewContent written = cluster.writeOnly(data);
                ExtentRow extent = written.extents().getFirst();
                assertThat(extent.empty()).isEmpty();
                assertThat(cluster.storesOf(extent)).hasSize(3).doesNotContain(bad);
                Content content = cluster.insert(written);
                for (FaultyStore store : cluster.storesOf(extent)) {
                    store.down(true);
                    assertThat(cluster.read(content)).isEqualTo(data);
                    store.down(false);
                }
                bad.fail(Step.WRITE, 7);
            }
            settled(cluster);
        }
    }

    @Test
    void belowNeedNothingIsWrittenAndNothingStays() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            cluster.stores().get(0).fail(Step.FINISH, 0);
            cluster.stores().get(2).fail(Step.FINISH, 0);
            for (int length : new int[] {100, 50_000, 350_000}) {
                assertThatThrownBy(() -> cluster.writeOnly(StoresForTests.bytes(1, length)))
                        .isInstanceOf(StorageException.Unavailable.class)
                        .hasMessageContaining("FINISH");
            }
            cluster.stores().forEach(FaultyStore::release);
            assertThat(cluster.chunks()).isEmpty();
            settled(cluster);
        }
    }

    @Test
    void aWriteIsRefusedAtOnceWhenTooFewStoresAreThere() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            cluster.stores().get(0).down(true);
            cluster.stores().get(1).down(true);
            cluster.discovery().pass();
            assertThatThrownBy(() -> cluster.writers().open("b/k", "", 10))
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("only 1 stores");
            assertThat(cluster.cluster().usable()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "WRITE", "FINISH"})
    void aStoreThatHangsIsReplaced(Step step) {
        try (StoresForTests cluster = StoresForTests.inMemory(4, TWO_OF_THREE)) {
            cluster.stores().get(3).hang(step);
            for (int length : new int[] {5_000, 95_000}) {
                byte[] data = StoresForTests.bytes(1, length);
                NewContent written = cluster.writeOnly(data);
                ExtentRow extent = written.extents().getFirst();
                assertThat(extent.empty()).isEmpty();
                assertThat(cluster.storesOf(extent))
                        .doesNotContain(cluster.stores().get(3));
                assertThat(cluster.read(cluster.insert(written))).isEqualTo(data);
            }
            cluster.stores().get(3).release();
            settled(cluster);
        }
    }

    @Test
    void aFullStoreIsReplaced() {
        try (StoresForTests cluster =
                StoresForTests.ofCapacities(TWO_OF_THREE, List.of(1L << 30, 1L << 30, 1L << 30, 100L))) {
            for (int i = 0; i < 20; i++) {
                NewContent written = cluster.writeOnly(StoresForTests.bytes(i, 5_000));
                assertThat(written.extents().getFirst().empty()).isEmpty();
            }
        }
    }

    @Test
    void replicasSurviveTheLossOfOne() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(1, 2))) {
            cluster.stores().get(0).fail(Step.WRITE, 0);
            for (int i = 0; i < 5; i++) {
                assertThat(cluster.writeOnly(new byte[10]).extents().getFirst().empty())
                        .isEmpty();
            }
        }
    }

    private static void settled(StoresForTests cluster) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> cluster.workshop().bufferBytes() == 0);
    }
}
