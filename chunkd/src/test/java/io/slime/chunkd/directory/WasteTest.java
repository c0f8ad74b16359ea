package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as waste of a segment, with records that are mostly head. */
final class WasteTest {
    private static final int TINY = 300;
    private static final int CHUNKS = 600;
    private static final int LONG_PATH = 1_200;

    private final SimulatedDisk disk;

    WasteTest() throws IOException {
        disk = new SimulatedDisk(TrackedStore.formatted());
    }

    private static void put(DirectoryStore store, int number, int pathLength) {
        ChunkDescription description = new ChunkDescription(
                2, 3, 65_536, TINY, 0, true, 1, "p".repeat(pathLength), "v".repeat(pathLength / 10));
        try (ChunkWriter writer = store.create(id(number), TINY, 1)) {
            writer.write(bytes(number, TINY), 0, TINY);
            writer.finish(description);
        }
    }

    /** Fills segments and deletes all but every {@code kept}th chunk. */
    private static void fill(DirectoryStore store, int pathLength, int kept) {
        List<ChunkDeletion> deletions = new ArrayList<>();
        for (int number = 0; number < CHUNKS; number++) {
            put(store, number, pathLength);
            if (number % kept != 0) {
                deletions.add(new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP));
            }
        }
        if (!deletions.isEmpty()) {
            store.delete(deletions, 1);
        }
    }

    private static int compact(DirectoryStore store) {
        return assertTimeoutPreemptively(Duration.ofMinutes(2), store::compact);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LONG_PATH})
    void leavesSegmentsAloneInWhichAllLives(int pathLength) throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            fill(store, pathLength, 1);
            assertThat(compact(store)).isZero();
        }
        try (DirectoryStore store = TrackedStore.open(disk)) {
            assertThat(compact(store)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"10,false", "1200,false", "10,true", "1200,true"})
    void rewritesSegmentsInWhichAThirdLives(int pathLength, boolean reopened) throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            fill(store, pathLength, 3);
            if (!reopened) {
                assertThat(compact(store)).isPositive();
                assertThat(compact(store)).isZero();
            }
        }
        try (DirectoryStore store = TrackedStore.open(disk)) {
            assertThat(compact(store) > 0).isEqualTo(reopened);
            assertThat(compact(store)).isZero();
        }
    }

    private long segments() throws IOException {
        return disk.names(TrackedStore.DIRECTORY.resolve("segments")).stream()
                .filter(name -> name.endsWith(".segment"))
                .count();
    }

    @Test
    void countsTheDeadOfASegmentThatWasNotFullWhenTheStoreWasOpened() throws Exception {
        int some = 150;
        try (DirectoryStore store = TrackedStore.open(disk)) {
            List<ChunkDeletion> deletions = new ArrayList<>();
            for (int number = 0; number < some; number++) {
                put(store, number, 10);
                if (number % 10 != 0) {
                    deletions.add(new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP));
                }
            }
            assertThat(segments()).isEqualTo(1);
            store.delete(deletions, 1);
        }
        try (DirectoryStore store = TrackedStore.open(disk)) {
            for (int number = some; segments() == 1; number++) {
                put(store, number, 10);
            }
        }
        try (DirectoryStore store = TrackedStore.open(disk)) {
            assertThat(compact(store)).isPositive();
        }
    }
}
