package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentDamageTest {
    private static final int LENGTH = 3_000;

    @TempDir
    Path parent;

    private StoreFixture fixture;

    @BeforeEach
    void format() throws IOException {
        fixture = new StoreFixture(parent);
    }

    private void fill(int chunks) throws IOException {
        try (DirectoryStore store = fixture.open()) {
            for (int number = 0; number < chunks; number++) {
                put(store, id(number), bytes(number, LENGTH));
            }
        }
    }

    private static void holds(DirectoryStore store, int number) {
        assertThat(get(store, id(number), LENGTH)).isEqualTo(bytes(number, LENGTH));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void keepsABadRecordThatHasWholeOnesBehindItAndServesThese(int positionInData) throws Exception {
        fill(10);
        Path segment = fixture.segments().getFirst();
        long at = StoreFixture.find(segment, id(4)) + positionInData;
        StoreFixture.flip(segment, at);
        byte[] damaged = Files.readAllBytes(segment);
        try (DirectoryStore store = fixture.open()) {
            assertThatThrownBy(() -> holds(store, 4)).isInstanceOf(ChunkException.Quarantined.class);
            for (int number : new int[] {0, 3, 5, 9}) {
                holds(store, number);
            }
            put(store, id(50), bytes(50, LENGTH));
            assertThat(store.status().quarantined()).isEqualTo(1);
            byte[] after = Files.readAllBytes(segment);
            assertThat(Arrays.mismatch(damaged, after))
                    .as("nothing that was there is written over")
                    .isGreaterThan((int) at + LENGTH);
        }
        try (DirectoryStore store = fixture.open()) {
            assertThatThrownBy(() -> holds(store, 4)).isInstanceOf(ChunkException.Quarantined.class);
            holds(store, 50);
            put(store, id(4), bytes(4, LENGTH));
            holds(store, 4);
            assertThat(store.status().quarantined()).isZero();
        }
    }

    /** Where the store did not end well, its last records might be torn ones; a cut through one is no tear. */
    @ParameterizedTest
    @CsvSource({"true,1", "true,1000", "true,2999", "true,3000", "false,1", "false,1000", "false,2999", "false,3000"})
    void losesOnlyWhatIsCutOffASegment(boolean killed, int missing) throws Exception {
        boolean headIsThere = missing < LENGTH - 512;
        StoreFixture left;
        try (DirectoryStore store = fixture.open()) {
            for (int number = 0; number < 10; number++) {
                put(store, id(number), bytes(number, LENGTH));
            }
            left = fixture.asIfKilled(parent.resolve("killed"));
        }
        left = killed ? left : fixture;
        Path segment = left.segments().getFirst();
        cut(segment, StoreFixture.find(segment, id(9)) + LENGTH - missing);
        for (int opening = 0; opening < 3; opening++) {
            try (DirectoryStore store = left.open()) {
                assertThatThrownBy(() -> holds(store, 9))
                        .isInstanceOf(headIsThere ? ChunkException.Quarantined.class : ChunkException.Missing.class);
                for (int number = 0; number < 9; number++) {
                    holds(store, number);
                }
                put(store, id(50 + opening), bytes(50 + opening, LENGTH));
                holds(store, 50);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60, 511, 512, 513, 4_096})
    void opensWithASegmentOfWhichLittleIsLeft(long length) throws Exception {
        fill(10);
        cut(fixture.segments().getFirst(), length);
        try (DirectoryStore store = fixture.open()) {
            assertThatThrownBy(() -> holds(store, 9)).isInstanceOf(ChunkException.class);
            put(store, id(9), bytes(9, LENGTH));
            holds(store, 9);
        }
        try (DirectoryStore store = fixture.open()) {
            holds(store, 9);
        }
    }

    private static void cut(Path segment, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    @Test
    void losesOneChunkWithTheHeadOfItsRecordAndNoOther() throws Exception {
        fill(10);
        Path segment = fixture.segments().getFirst();
        StoreFixture.flip(segment, StoreFixture.find(segment, id(4)) - 40);
        try (DirectoryStore store = fixture.open()) {
            assertThatThrownBy(() -> holds(store, 4)).isInstanceOf(ChunkException.class);
            for (int number : new int[] {0, 3, 5, 9}) {
                holds(store, number);
            }
            assertThat(store.list(Optional.empty(), 100)).hasSize(9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600, 2_000, 4_000})
    void readsTheRecordsOfASealedSegmentWhoseIndexIsDamaged(int beforeEnd) throws Exception {
        fill(100);
        Path segment = fixture.segments().getFirst();
        StoreFixture.flip(segment, StoreFixture.SEGMENT - beforeEnd);
        try (DirectoryStore store = fixture.open()) {
            for (int number = 0; number < 100; number++) {
                holds(store, number);
            }
            assertThat(store.list(Optional.empty(), 1000)).hasSize(100);
        }
    }

    @Test
    void answersQuarantinedForAPackedChunkThatRotsWhileTheStoreIsOpen() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            ChunkStat stat = put(store, id(1), bytes(1, LENGTH));
            put(store, id(2), bytes(2, LENGTH));
            Path segment = fixture.segments().getFirst();
            StoreFixture.flip(segment, StoreFixture.find(segment, id(1)) + 5);
            assertThatThrownBy(() -> holds(store, 1))
                    .isInstanceOf(ChunkException.Quarantined.class)
                    .hasMessageContaining("checksum");
            assertThat(store.stat(stat.id())).isEmpty();
            holds(store, 2);
        }
    }

    @Test
    void refusesASegmentOfANewerFormat() throws Exception {
        fill(3);
        Path segment = fixture.segments().getFirst();
        ByteBuffer header = ByteBuffer.wrap(Arrays.copyOf(Files.readAllBytes(segment), 4096));
        header.putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, 4092);
        header.putInt(4092, (int) crc.getValue());
        try (var channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.write(header.rewind(), 0);
        }
        byte[] before = Files.readAllBytes(segment);
        assertThatThrownBy(() -> fixture.open().close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 2");
        assertThat(Files.readAllBytes(segment)).isEqualTo(before);
    }

    @Test
    void refusesAStoreOfANewerFormat() throws Exception {
        Files.writeString(fixture.directory().resolve("format"), "2\n");
        assertThatThrownBy(() -> fixture.open().close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 2");
    }
}
