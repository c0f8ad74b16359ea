package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FullDriveTest {
    private static final int RESERVE = 200_000;
    private static final int SMALL = 3_000;
    private static final int LARGE = 50_000;

    private final SimulatedDisk disk;

    FullDriveTest() throws IOException {
        disk = new SimulatedDisk(TrackedStore.formatted());
        disk.setCapacity(1_000_000);
    }

    private DirectoryStore open(long reserve) throws IOException {
        return DirectoryStore.open(
                disk,
                TrackedStore.DIRECTORY,
                new StoreOptions(
                        40_000,
                        147_456,
                        OptionalLong.of(reserve),
                        2,
                        64,
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Optional.empty()));
    }

    /** Writes until the store is full; says how many. */
    private static int fill(DirectoryStore store, int length) {
        int count = 0;
        while (true) {
            try {
                put(store, id(count), bytes(count, length));
                count++;
            } catch (ChunkException.Full e) {
                return count;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void answersFullAndKeepsAReserve(int length) throws Exception {
        try (DirectoryStore store = open(RESERVE)) {
            int count = fill(store, length);
            assertThat(count).isGreaterThan(5);
            assertThat(disk.space(TrackedStore.DIRECTORY).free()).isGreaterThanOrEqualTo(RESERVE);
            assertThat(store.status().free()).isLessThan(147_456);
            for (int number = 0; number < count; number++) {
                assertThat(get(store, id(number), length)).isEqualTo(bytes(number, length));
            }
            assertThat(store.status().chunks()).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void deletesAndTakesNewChunksThen(int length) throws Exception {
        try (DirectoryStore store = open(RESERVE)) {
            int count = fill(store, length);
            thinOut(store, count);
            store.compact();
            for (int number = 0; number < count; number += 10) {
                assertThat(get(store, id(number), length)).isEqualTo(bytes(number, length));
            }
            put(store, id(5000), bytes(5000, length));
            assertThat(get(store, id(5000), length)).isEqualTo(bytes(5000, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void isNotHarmedByADriveThatIsFullOfOtherThings(int length) throws Exception {
        try (DirectoryStore store = open(0)) {
            int count = fill(store, length);
            disk.setCapacity(1_000);
            assertThatThrownBy(() -> put(store, id(5000), bytes(5000, length))).isInstanceOf(ChunkException.Full.class);
            assertThat(store.stat(id(5000))).isEmpty();
            for (int number = 0; number < count; number++) {
                assertThat(get(store, id(number), length)).isEqualTo(bytes(number, length));
            }
            disk.setCapacity(10_000_000);
            put(store, id(5000), bytes(5000, length));
            assertThat(get(store, id(5000), length)).isEqualTo(bytes(5000, length));
        }
    }

    /** Deletes all but every tenth; each segment keeps some. */
    private static void thinOut(DirectoryStore store, int count) {
        List<ChunkDeletion> most = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            if (number % 10 != 0) {
                most.add(new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP));
            }
        }
        store.delete(most, 1);
    }

    @Test
    void takesNoNewChunksIntoTheReserveThatMovedOnesNeeded() throws Exception {
        try (DirectoryStore store = open(RESERVE)) {
            thinOut(store, fill(store, SMALL));
            assertThat(store.compact()).isPositive();
            long used = 1_000_000 - disk.space(TrackedStore.DIRECTORY).free();
            disk.setCapacity(used + RESERVE - 4096);
            isFull(store);
        }
        try (DirectoryStore again = open(RESERVE)) {
            isFull(again);
            disk.setCapacity(1_000_000);
            put(again, id(5000), bytes(5000, SMALL));
        }
    }

    private static void isFull(DirectoryStore store) {
        assertThatThrownBy(() -> put(store, id(5000), bytes(5000, SMALL))).isInstanceOf(ChunkException.Full.class);
    }

    @Test
    void keepsTheSmallerOfFivePerCentAndTenGibibytes() {
        StoreOptions options = StoreOptions.defaults();
        assertThat(options.reserveOf(100L << 30)).isEqualTo(5L << 30);
        assertThat(options.reserveOf(10_000L << 30)).isEqualTo(10L << 30);
        assertThat(options.withReserve(7).reserveOf(10_000L << 30)).isEqualTo(7);
    }
}
