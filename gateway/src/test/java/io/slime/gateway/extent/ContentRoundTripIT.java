package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.garbage.Reclaimed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back, whatever its length and redundancy. */
final class ContentRoundTripIT {
    private static final int CELL = 4096;

    @ParameterizedTest
    @ValueSource(strings = {"1/1", "1/3", "2/3", "3/3", "4/6"})
    void everyLengthComesBack(String text) {
        Redundancy redundancy = Redundancy.parse(text);
        int stripe = CELL * redundancy.need();
        int extent = 100_000 - 100_000 % stripe;
        try (StoresForTests cluster = StoresForTests.inMemory(6, redundancy)) {
            Random random = new Random(redundancy.total());
            for (int length : new int[] {
                0,
                1,
                2,
                511,
                CELL - 1,
                CELL,
                CELL + 1,
                stripe - 1,
                stripe,
                stripe + 1,
                3 * stripe,
                extent - 1,
                extent,
                extent + 1,
                2 * extent,
                350_001
            }) {
                byte[] data = StoresForTests.bytes(length, length);
                for (long known : new long[] {length, -1}) {
                    Content content = cluster.write(data, known);
                    assertThat(cluster.read(content)).as("%s bytes", length).isEqualTo(data);
                    int from = random.nextInt(length + 1);
                    int count = random.nextInt(length - from + 1);
                    assertThat(cluster.read(content, from, count))
                            .as("%s bytes from %s of %s", count, from, length)
                            .isEqualTo(Arrays.copyOfRange(data, from, from + count));
                }
            }
            nothingIsLeftOpen(cluster);
        }
    }

    @Test
    void fewerStoresThanTotalLeaveSlotsEmpty() {
        try (StoresForTests cluster = StoresForTests.inMemory(2, new Redundancy(2, 3))) {
            byte[] data = StoresForTests.bytes(1, 50_000);
            Content content = cluster.write(data, data.length);
            assertThat(((Layout.One) content.layout()).extent().empty()).containsExactly(2);
            assertThat(cluster.read(content)).isEqualTo(data);
        }
    }

    @Test
    void slicesOfContentsAreRead() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            byte[] one = StoresForTests.bytes(1, 30_000);
            byte[] many = StoresForTests.bytes(2, 300_000);
            Content first = cluster.write(one, one.length);
            Content second = cluster.write(many, many.length);
            Content whole = cluster.join(List.of(
                    new ContentRows.Cut(1, first, new Slice(first.id(), 5_000, 20_000)),
                    new ContentRows.Cut(2, second, new Slice(second.id(), 99_000, 150_000)),
                    new ContentRows.Cut(3, first, new Slice(first.id(), 0, 30_000))));
            byte[] expected = new byte[200_000];
            System.arraycopy(one, 5_000, expected, 0, 20_000);
            System.arraycopy(many, 99_000, expected, 20_000, 150_000);
            System.arraycopy(one, 0, expected, 170_000, 30_000);
            assertThat(cluster.read(whole)).isEqualTo(expected);
            assertThat(cluster.read(whole, 19_990, 160_000)).isEqualTo(Arrays.copyOfRange(expected, 19_990, 179_990));
            assertThat(cluster.read(whole, 199_999, 1)).containsExactly(expected[199_999]);
        }
    }

    @Test
    void anEmptyContentNeedsNoStore() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            cluster.stores().forEach(store -> store.down(true));
            cluster.discovery().pass();
            Content content = cluster.write(new byte[0], 0);
            assertThat(content.layout()).isInstanceOf(Layout.Empty.class);
            assertThat(cluster.read(content)).isEmpty();
        }
    }

    @Test
    void anotherLengthThanAnnouncedIsRefusedAndLeavesNothing() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            try (ContentWriter writer = cluster.writers().open("b/k", "", 10)) {
                assertThatThrownBy(() -> writer.write(new byte[11], 0, 11))
                        .isInstanceOf(StorageException.Refused.class);
                writer.write(new byte[9], 0, 9);
                assertThatThrownBy(writer::finish).isInstanceOf(StorageException.Refused.class);
            }
            assertThat(cluster.chunks()).isEmpty();
            nothingIsLeftOpen(cluster);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 50_000, 250_000})
    void closingWithoutKeepingLeavesNothing(int length) {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            try (ContentWriter writer = cluster.writers().open("b/k", "", -1)) {
                writer.write(new byte[length], 0, length);
            }
            assertThat(cluster.chunks()).isEmpty();
            try (ContentWriter writer = cluster.writers().open("b/k", "", -1)) {
                writer.write(new byte[length], 0, length);
                assertThat(writer.finish().size()).isEqualTo(length);
                assertThat(cluster.chunks()).isNotEmpty();
            }
            assertThat(cluster.chunks()).isEmpty();
            nothingIsLeftOpen(cluster);
        }
    }

    @Test
    void aReclaimedContentIsErasedEverywhere() {
        try (StoresForTests cluster = StoresForTests.inMemory(4, new Redundancy(2, 3))) {
            NewContent gone = cluster.writeOnly(StoresForTests.bytes(1, 250_000));
            Content stays = cluster.write(StoresForTests.bytes(2, 10), 10);
            assertThat(cluster.chunks()).hasSize(4 * 3);
            new Eraser(cluster.workshop()).erase(List.of(new Reclaimed(gone.id(), gone.extents(), 0)));
            assertThat(cluster.chunks())
                    .hasSize(3)
                    .allMatch(chunk -> chunk.id().number() == stays.id().number());
        }
    }

    /** Each deletion at a store is a sync of its drive. */
    @Test
    void manyThatAreReclaimedTogetherAreOneDeletionOfEachStore() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            List<Reclaimed> gone = IntStream.range(0, 20)
                    .mapToObj(seed -> cluster.writeOnly(StoresForTests.bytes(seed, 1000)))
                    .map(content -> new Reclaimed(content.id(), content.extents(), 0))
                    .toList();
            assertThat(cluster.chunks()).hasSize(20 * 3);
            cluster.stores().forEach(store -> store.fail(FaultyStore.Step.DELETE, 1));
            new Eraser(cluster.workshop()).erase(gone);
            assertThat(cluster.chunks())
                    .as("a second deletion would have failed")
                    .isEmpty();
        }
    }

    @Test
    void moreThanAreDeletedAtOnceAreErasedAllTheSame() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            List<Reclaimed> gone = IntStream.range(0, 401)
                    .mapToObj(seed -> cluster.writeOnly(StoresForTests.bytes(seed, 10)))
                    .map(content -> new Reclaimed(content.id(), content.extents(), 0))
                    .toList();
            new Eraser(cluster.workshop()).erase(gone);
            assertThat(cluster.chunks()).isEmpty();
        }
    }

    @Test
    void itIsErasedInTheEraInWhichThatWasDecidedThoughThisGatewayHasLearnedOfNoLaterOne() {
        try (StoresForTests cluster = StoresForTests.inMemory(3, new Redundancy(2, 3))) {
            NewContent gone = cluster.writeOnly(StoresForTests.bytes(1, 1000));
            long era = cluster.metadata().epochs().bumpEra();
            cluster.workshop()
                    .cluster()
                    .views()
                    .forEach(view -> cluster.store(view.uuid()).delete(List.of(), era));
            new Eraser(cluster.workshop()).erase(List.of(new Reclaimed(gone.id(), gone.extents(), era)));
            assertThat(cluster.chunks()).isEmpty();
        }
    }

    /** Of a content as large as it likes, no more than a few stripes are in memory. */
    @Test
    void memoryIsBoundedByStripes() {
        Redundancy redundancy = new Redundancy(2, 3);
        try (StoresForTests cluster = StoresForTests.inMemory(3, redundancy)) {
            byte[] piece = StoresForTests.bytes(1, 10_000);
            long most = 0;
            try (ContentWriter writer = cluster.writers().open("b/k", "", -1)) {
                for (int i = 0; i < 200; i++) {
                    writer.write(piece, 0, piece.length);
                    most = Math.max(most, cluster.workshop().bufferBytes());
                }
                Content content = cluster.insert(writer.finish());
                writer.keep();
                try (ContentReader reader = cluster.readers().open(content, 0, content.size())) {
                    byte[] into = new byte[3000];
                    while (reader.read(into, 0, into.length) > 0) {
                        most = Math.max(most, cluster.workshop().bufferBytes());
                    }
                }
            }
            assertThat(most).isPositive().isLessThan(20L * redundancy.total() * CELL);
            nothingIsLeftOpen(cluster);
        }
    }

    /** Where memory is short, cells are smaller, and so is what is read at a time; whole and damaged contents come back all the same. */
    @Test
    void whatIsWrittenAndReadWithLittleMemoryComesBack() {
        Redundancy redundancy = new Redundancy(2, 3);
        ExtentSettings settings =
                new ExtentSettings(4 << 20, 512 << 10, 1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(10));
        List<MemoryStore> stores =
                Stream.generate(() -> new MemoryStore(1L << 30)).limit(3).toList();
        try (StoresForTests cluster = new StoresForTests(redundancy, stores, settings)) {
            byte[] data = StoresForTests.bytes(1, 5_000_001);
            Content written = cluster.write(data, data.length);
            long all = Runtime.getRuntime().maxMemory() / 4;
            try (Allowance.Share writers = cluster.workshop().writing().take(all, all - (8 << 20));
                    Allowance.Share readers = cluster.workshop().reading().take(all / 2, all / 2 - (2 << 20))) {
                assertThat(writers.bytes()).isGreaterThan(readers.bytes());
                for (long known : new long[] {data.length, -1}) {
                    NewContent small = cluster.writeOnly(data, known);
                    assertThat(small.extents())
                            .allSatisfy(row -> assertThat(row.cell()).isEqualTo(16 << 10));
                    assertThat(cluster.read(cluster.insert(small))).isEqualTo(data);
                }
                assertThat(cluster.read(written)).isEqualTo(data);
                assertThat(cluster.read(written, 700_000, 1_000_000))
                        .isEqualTo(Arrays.copyOfRange(data, 700_000, 1_700_000));
                cluster.stores().getFirst().fail(FaultyStore.Step.READ, 0);
                assertThat(cluster.read(written)).isEqualTo(data);
            }
            nothingIsLeftOpen(cluster);
        }
    }

    private static void nothingIsLeftOpen(StoresForTests cluster) {
        Awaitility.await().until(() -> cluster.workshop().bufferBytes() == 0);
        assertThat(cluster.pulse().running()).isZero();
    }
}
