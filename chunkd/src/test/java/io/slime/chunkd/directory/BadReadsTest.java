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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The drive cannot read something of one file: the rest of the store does not suffer. */
final class BadReadsTest {
    private static final int LENGTH = 3_000;
    private static final int CHUNKS = 120;
    private static final int DELETED = 2;
    private static final int LARGE = 50_000;

    private final SimulatedDisk disk;

    BadReadsTest() throws IOException {
        disk = new SimulatedDisk(TrackedStore.formatted());
    }

    @BeforeEach
    void fill() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            for (int number = 0; number < CHUNKS; number++) {
                put(store, id(number), bytes(number, LENGTH));
            }
            delete(store, DELETED);
        }
    }

    private static void delete(DirectoryStore store, int number) {
        store.delete(List.of(new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP)), 1);
    }

    private Path first(String ending) throws IOException {
        Path segments = TrackedStore.DIRECTORY.resolve("segments");
        return disk.names(segments).stream()
                .filter(name -> name.endsWith(ending))
                .map(segments::resolve)
                .findFirst()
                .orElseThrow();
    }

    private void cannotRead(Path file, long at) {
        disk.setBadReads((path, from, to) -> path.equals(file) && from <= at && at < to);
    }

    private static List<Integer> listed(DirectoryStore store) {
        return store.list(Optional.empty(), 1000).stream()
                .map(stat -> (int) stat.id().number())
                .toList();
    }

    private static void holdsAll(DirectoryStore store) {
        for (int number = 0; number < CHUNKS; number++) {
            if (number != DELETED) {
                assertThat(get(store, id(number), LENGTH)).isEqualTo(bytes(number, LENGTH));
            }
        }
        assertThat(listed(store)).hasSize(CHUNKS - 1).doesNotContain(DELETED);
        put(store, id(CHUNKS), bytes(CHUNKS, LENGTH));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 513, 600, StoreFixture.SEGMENT - 10})
    void opensASegmentWhoseHeaderOrIndexCannotBeRead(int beforeEnd) throws Exception {
        cannotRead(first(".segment"), StoreFixture.SEGMENT - beforeEnd);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            holdsAll(store);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 600})
    void listsASegmentWhoseIndexCannotBeReadAnyMore(int beforeEnd) throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            cannotRead(first(".segment"), StoreFixture.SEGMENT - beforeEnd);
            holdsAll(store);
        }
    }

    @Test
    void opensWithMarksThatCannotBeRead() throws Exception {
        cannotRead(first(".marks"), 0);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            assertThat(listed(store)).as("deleted ones may be back").hasSizeGreaterThanOrEqualTo(CHUNKS - 1);
            delete(store, DELETED);
        }
        disk.setBadReads((path, from, to) -> false);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            holdsAll(store);
        }
    }

    @Test
    void leavesOutASegmentThatCannotBeOpened() throws Exception {
        Path segment = first(".segment");
        disk.setBadReads((path, from, to) -> path.equals(segment));
        int held;
        try (DirectoryStore store = TrackedStore.open(disk)) {
            List<Integer> listed = new ArrayList<>(listed(store));
            held = listed.size();
            assertThat(listed).hasSizeBetween(CHUNKS / 2, CHUNKS - 10).contains(CHUNKS - 1);
            assertThatThrownBy(() -> get(store, id(0), LENGTH)).isInstanceOf(ChunkException.Missing.class);
            put(store, id(0), bytes(0, LENGTH));
            assertThat(listed(store)).hasSize(held + 1);
        }
        disk.setBadReads((path, from, to) -> false);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            holdsAll(store);
        }
    }

    @Test
    void doesNotTakeASegmentForGoneThatTheDriveDoesNotGive() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            Path segment = first(".segment");
            disk.setBadReads((path, from, to) -> path.equals(segment) && from == to);
            assertThatThrownBy(() -> store.list(Optional.empty(), 1000)).isInstanceOf(ChunkException.class);
            disk.setBadReads((path, from, to) -> false);
            holdsAll(store);
        }
    }

    @Test
    void doesNotAcknowledgeADeletionOfAFileThatMayBeThere() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            put(store, id(500), bytes(500, LARGE));
            disk.setBadReads((path, from, to) -> path.toString().contains("chunks") && from == to);
            assertThatThrownBy(() -> delete(store, 500)).isInstanceOf(ChunkException.Unreachable.class);
            disk.setBadReads((path, from, to) -> false);
            assertThat(get(store, id(500), LARGE)).isEqualTo(bytes(500, LARGE));
            delete(store, 500);
            assertThat(store.stat(id(500))).isEmpty();
        }
    }
}
