package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.extent.FaultyStore.Step;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.repair.RepairTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks are missing, damaged, late or elsewhere while a content is read. */
final class ReadFaultIT {
    private static final Redundancy TWO_OF_THREE = new Redundancy(2, 3);

    @ParameterizedTest
    @ValueSource(strings = {"1/2", "2/3", "3/5", "4/6"})
    void everyLossUpToParityIsReadAround(String text) {
        Redundancy redundancy = Redundancy.parse(text);
        try (StoresForTests cluster = StoresForTests.inMemory(redundancy.total(), redundancy)) {
            byte[] small = StoresForTests.bytes(1, 3_001);
            byte[] large = StoresForTests.bytes(2, 150_000);
            Content one = cluster.write(small, small.length);
            Content many = cluster.write(large, large.length);
            for (int lost = 0; lost < 1 << redundancy.total(); lost++) {
                boolean bearable = Integer.bitCount(lost) <= redundancy.parity();
                for (int i = 0; i < redundancy.total(); i++) {
                    cluster.stores().get(i).down((lost & 1 << i) != 0);
                }
                if (bearable) {
                    cluster.discovery().pass();
                    assertThat(cluster.read(one)).isEqualTo(small);
                    assertThat(cluster.read(many)).isEqualTo(large);
                    assertThat(cluster.read(many, 77_777, 1)).containsExactly(large[77_777]);
                }
            }
        }
    }

    @Test
    void storesThatFailInTheMiddleAreReadAround() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 95_000);
            Content content = cluster.write(data, data.length);
            for (FaultyStore store : cluster.stores()) {
                store.fail(Step.READ, 5);
                assertThat(cluster.read(content)).isEqualTo(data);
                store.release();
                cluster.discovery().pass();
            }
        }
    }

    @Test
    void tooFewStoresThatAnswerAreAnOutageNotALoss() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            Content content = cluster.write(StoresForTests.bytes(1, 5_000), -1);
            cluster.stores().get(0).down(true);
            cluster.stores().get(1).down(true);
            assertThatThrownBy(() -> cluster.read(content)).isInstanceOf(StorageException.Unavailable.class);
            cluster.discovery().pass();
            assertThatThrownBy(() -> cluster.read(content)).isInstanceOf(StorageException.Unavailable.class);
            settled(cluster);
        }
    }

    @Test
    void tooFewChunksAreALoss() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            Content content = cluster.write(StoresForTests.bytes(1, 5_000), -1);
            remove(cluster, content, 0);
            remove(cluster, content, 2);
            assertThatThrownBy(() -> cluster.read(content))
                    .isInstanceOf(StorageException.Unreadable.class)
                    .hasMessageContainingAll("chunks are lost", "delete the object")
                    .satisfies(lost -> assertThat(lost.getStackTrace())
                            .as("one line in the log")
                            .isEmpty());
            settled(cluster);
        }
    }

    @Test
    void aMissingChunkIsQueuedForRepair() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 5_000);
            Content content = cluster.write(data, data.length);
            remove(cluster, content, 1);
            assertThat(cluster.read(content)).isEqualTo(data);
            RepairRow row = onlyRepair(cluster);
            assertThat(row.content()).isEqualTo(content.id());
            assertThat(row.slots()).containsExactly(1);
            assertThat(row.spare()).isZero();
            assertThat(row.reason()).isEqualTo("missing");
        }
    }

    @Test
    void aDamagedChunkIsQueuedForRepair() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 95_000);
            Content content = cluster.write(data, data.length);
            ((MemoryStore) at(cluster, content, 0).inner()).damage(chunk(content, 0), "a bit flipped");
            assertThat(cluster.read(content)).isEqualTo(data);
            assertThat(onlyRepair(cluster).slots()).containsExactly(0);
        }
    }

    @Test
    void anUnreachableStoreIsNoCaseForRepair() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 5_000);
            Content content = cluster.write(data, data.length);
            at(cluster, content, 0).down(true);
            assertThat(cluster.read(content)).isEqualTo(data);
            assertThat(cluster.metadata().repairs().histogram()).isEmpty();
        }
    }

    @Test
    void aLateStoreIsNotWaitedFor() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 95_000);
            Content content = cluster.write(data, data.length);
            at(cluster, content, 1).hang(Step.READ);
            long began = System.nanoTime();
            assertThat(cluster.read(content)).isEqualTo(data);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(cluster.pulse().running()).isZero();
            at(cluster, content, 1).release();
            settled(cluster);
        }
    }

    @Test
    void anExtentThatMovedIsFound() {
        try (StoresForTests cluster = StoresForTests.inMemory(4, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 50_000);
            Content content = cluster.write(data, data.length);
            move(cluster, content, 0);
            assertThat(cluster.read(content)).isEqualTo(data);
            assertThat(cluster.metadata().repairs().histogram()).isEmpty();
        }
    }

    @Test
    void aContentThatWasReclaimedIsSaidToBeGone() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            NewContent written = cluster.writeOnly(StoresForTests.bytes(1, 5_000));
            ExtentRow extent = written.extents().getFirst();
            Content content = new Content(written.id(), written.size(), new Layout.One(extent));
            remove(cluster, content, 0);
            assertThatThrownBy(() -> cluster.read(content)).isInstanceOf(StorageException.ConcurrentConflict.class);
            assertThat(cluster.pulse().running()).isZero();
            settled(cluster);
        }
    }

    @Test
    void aWholeExtentIsHeldAgainstItsChecksum() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, TWO_OF_THREE)) {
            byte[] data = StoresForTests.bytes(1, 50_000);
            NewContent written = cluster.writeOnly(data);
            ExtentRow right = written.extents().getFirst();
            ExtentRow wrong = new ExtentRow(
                    0, 0, right.length(), right.placement(), right.cell(), right.crc32c() ^ 1, right.empty());
            Content content = cluster.insert(new NewContent(written.id(), written.size(), List.of(wrong)));
            assertThatThrownBy(() -> cluster.read(content))
                    .isInstanceOf(StorageException.Unreadable.class)
                    .hasMessageContaining("CRC32C");
            assertThat(cluster.read(content, 0, 49_999)).hasSize(49_999);
        }
    }

    /** Moves a chunk to the store that has none of the extent, as repair does. */
    private static void move(StoresForTests cluster, Content content, int index) {
        ExtentRow extent = extent(content);
        List<FaultyStore> now = cluster.storesOf(extent);
        FaultyStore free = cluster.stores().stream()
                .filter(store -> !now.contains(store))
                .findFirst()
                .orElseThrow();
        ChunkId id = chunk(content, index);
        int length = (int) now.get(index).stat(id).orElseThrow().length();
        byte[] bytes = new byte[length];
        now.get(index).read(id, 0, length, bytes, 0);
        try (ChunkWriter writer = free.create(id, length, 1)) {
            writer.write(bytes, 0, length);
            writer.finish(now.get(index).describe(id));
        }
        List<Optional<UUID>> stores = new ArrayList<>();
        now.forEach(store -> stores.add(Optional.of(store.uuid())));
        stores.set(index, Optional.of(free.uuid()));
        Placement to = cluster.metadata().placements().create(TWO_OF_THREE, stores);
        RepairTable repairs = cluster.metadata().repairs();
        RepairTable.Holder holder = new RepairTable.Holder(UUID.randomUUID(), Duration.ofMinutes(1));
        RepairRow claim = repairs.claim(content.id(), 0, holder, 0, "moved").orElseThrow();
        assertThat(repairs.switchPlacement(claim, extent.placement(), to.id(), List.of()))
                .isTrue();
        remove(cluster, content, index);
    }

    private static void remove(StoresForTests cluster, Content content, int index) {
        at(cluster, content, index)
                .delete(List.of(new ChunkDeletion(chunk(content, index), ChunkDeletion.ANY_STAMP)), 1_000_000);
    }

    private static FaultyStore at(StoresForTests cluster, Content content, int index) {
        return cluster.storesOf(extent(content)).get(index);
    }

    private static ExtentRow extent(Content content) {
        return ((Layout.One) content.layout()).extent();
    }

    private static ChunkId chunk(Content content, int index) {
        ContentId id = content.id();
        return new ChunkId(id.epoch(), id.number(), 0, index);
    }

    private static RepairRow onlyRepair(StoresForTests cluster) {
        Awaitility.await().until(() -> !cluster.metadata().repairs().histogram().isEmpty());
        return cluster.metadata()
                .repairs()
                .take(UUID.randomUUID(), Duration.ofSeconds(1), 10)
                .getFirst();
    }

    private static void settled(StoresForTests cluster) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> cluster.workshop().bufferBytes() == 0);
    }
}
