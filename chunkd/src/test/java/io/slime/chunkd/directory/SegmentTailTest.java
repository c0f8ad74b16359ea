package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.disk.Loss;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last record of a segment was acknowledged and is bad: it is no torn tail. */
final class SegmentTailTest {
    private static final int LENGTH = 3_000;
    private static final int LAST = 9;

    private SimulatedDisk disk;

    SegmentTailTest() throws IOException {
        disk = new SimulatedDisk(TrackedStore.formatted());
    }

    private void fill(boolean cleanly) throws IOException {
        DirectoryStore store = TrackedStore.open(disk);
        for (int number = 0; number <= LAST; number++) {
            put(store, id(number), bytes(number, LENGTH));
        }
        if (cleanly) {
            store.close();
        }
        SimulatedDisk before = disk;
        disk = new SimulatedDisk(before.kill().afterPowerCut(Loss.ofAll()));
        store.close();
    }

    private Path segment() throws IOException {
        Path segments = TrackedStore.DIRECTORY.resolve("segments");
        return segments.resolve(disk.names(segments).getFirst());
    }

    /** Where the last chunk's data is. */
    private int last() throws IOException {
        return find(disk.readAll(segment()));
    }

    private static int find(byte[] all) {
        byte[] wanted = bytes(LAST, LENGTH);
        for (int at = 0; at <= all.length - LENGTH; at++) {
            if (Arrays.equals(all, at, at + LENGTH, wanted, 0, LENGTH)) {
                return at;
            }
        }
        return -1;
    }

    private static void othersAreThere(DirectoryStore store) {
        for (int number = 0; number < LAST; number++) {
            assertThat(get(store, id(number), LENGTH)).isEqualTo(bytes(number, LENGTH));
        }
    }

    private static void isSetAside(DirectoryStore store) {
        assertThatThrownBy(() -> get(store, id(LAST), LENGTH)).isInstanceOf(ChunkException.Quarantined.class);
        assertThat(store.status().quarantined()).isEqualTo(1);
    }

    private void writes(DirectoryStore store) {
        for (int number = 50; number < 60; number++) {
            put(store, id(number), bytes(number, LENGTH));
            assertThat(get(store, id(number), LENGTH)).isEqualTo(bytes(number, LENGTH));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setsALastRecordAsideThatRots(boolean cleanly) throws Exception {
        fill(cleanly);
        byte[] needle = Arrays.copyOf(bytes(LAST, LENGTH), 64);
        int at = last();
        assertThat(disk.rot(needle)).isEqualTo(1);
        Path segment = segment();
        byte[] before = disk.readAll(segment);
        for (int opening = 0; opening < 2; opening++) {
            try (DirectoryStore store = TrackedStore.open(disk)) {
                isSetAside(store);
                othersAreThere(store);
                writes(store);
            }
        }
        assertThat(disk.readAll(segment)).startsWith(Arrays.copyOf(before, at + LENGTH));
    }

    @ParameterizedTest
    @CsvSource({"true,1000", "false,1000", "true,0", "false,0"})
    void keepsALastRecordThatCannotBeRead(boolean cleanly, int positionInData) throws Exception {
        fill(cleanly);
        Path segment = segment();
        int bad = last() + positionInData;
        disk.setBadReads((path, from, to) -> path.equals(segment) && from <= bad && bad < to);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            othersAreThere(store);
            assertThatThrownBy(() -> get(store, id(LAST), LENGTH)).isInstanceOf(ChunkException.class);
            writes(store);
        }
        disk.setBadReads((path, from, to) -> false);
        assertThat(find(disk.readAll(segment))).as("the bytes are kept").isPositive();
        try (DirectoryStore store = TrackedStore.open(disk)) {
            othersAreThere(store);
            assertThat(store.list(Optional.empty(), 100)).hasSize(LAST + 10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 30, 45, 60})
    void keepsALastRecordWhoseHeadRots(int positionInHead) throws Exception {
        fill(false);
        Path segment = segment();
        int head = (last() - 100) / 512 * 512;
        byte[] needle = Arrays.copyOfRange(disk.readAll(segment), head + positionInHead, head + 512);
        assertThat(disk.rot(needle)).isEqualTo(1);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            othersAreThere(store);
            writes(store);
        }
        assertThat(find(disk.readAll(segment))).as("the bytes are kept").isPositive();
    }

    @Test
    void goesOnInASegmentThatEndsWell() throws Exception {
        fill(false);
        try (DirectoryStore store = TrackedStore.open(disk)) {
            writes(store);
        }
        assertThat(disk.names(TrackedStore.DIRECTORY.resolve("segments")))
                .filteredOn(name -> name.endsWith(".segment"))
                .hasSize(1);
    }
}
