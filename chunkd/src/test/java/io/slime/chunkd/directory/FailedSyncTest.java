package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.disk.DiskOp;
import io.slime.chunkd.disk.Loss;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The drive fails to make something durable about whole segments and their marks. */
final class FailedSyncTest {
    private static final int LENGTH = 3_000;
    private static final int CHUNKS = 120;
    private static final int DELETED = 60;
    private static final ScrubPace FAST = new ScrubPace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Path SEGMENTS = TrackedStore.DIRECTORY.resolve("segments");

    private SimulatedDisk disk;

    FailedSyncTest() throws IOException {
        disk = new SimulatedDisk(TrackedStore.formatted());
    }

    private static void fill(DirectoryStore store) {
        for (int number = 0; number < CHUNKS; number++) {
            put(store, id(number), bytes(number, LENGTH));
        }
    }

    private static void delete(DirectoryStore store) {
        store.delete(
                IntStream.range(0, DELETED)
                        .mapToObj(number -> new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP))
                        .toList(),
                1);
    }

    private static void restIsThere(DirectoryStore store) {
        assertThat(store.list(Optional.empty(), 1000)).hasSize(CHUNKS - DELETED);
        for (int number = DELETED; number < CHUNKS; number++) {
            assertThat(get(store, id(number), LENGTH)).isEqualTo(bytes(number, LENGTH));
        }
    }

    private void fail(Predicate<DiskOp> which) {
        disk.setFaults(op -> which.test(op)
                ? Optional.of(new IOException("the drive failed (planned by the test)"))
                : Optional.empty());
    }

    private void heal() {
        fail(op -> false);
    }

    private void cutPower() {
        disk = new SimulatedDisk(disk.kill().afterPowerCut(Loss.ofAll()));
    }

    private List<String> segments() throws IOException {
        return disk.names(SEGMENTS).stream()
                .filter(name -> name.endsWith(".segment"))
                .toList();
    }

    private static boolean removesASegment(DiskOp op) {
        return op instanceof DiskOp.Unlink unlink && unlink.name().endsWith(".segment");
    }

    @Test
    void forgetsADeadSegmentThatIsGoneThoughNotDurably() throws Exception {
        DirectoryStore store = TrackedStore.open(disk);
        fill(store);
        int before = segments().size();
        boolean[] removed = {false};
        boolean[] failed = {false};
        fail(op -> {
            removed[0] |= removesASegment(op);
            boolean fails = removed[0] && !failed[0] && op instanceof DiskOp.SyncDirectory;
            failed[0] |= fails;
            return fails;
        });
        delete(store);
        assertThat(failed[0]).isTrue();
        assertThat(segments()).hasSizeLessThan(before);
        restIsThere(store);
        store.scrub(FAST, nanos -> true);
        heal();
        store.compact();
        cutPower();
        store.close();
        try (DirectoryStore again = TrackedStore.open(disk)) {
            restIsThere(again);
        }
    }

    @Test
    void removesADeadSegmentLaterThatCouldNotBe() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            fill(store);
            int before = segments().size();
            fail(FailedSyncTest::removesASegment);
            delete(store);
            assertThat(segments()).hasSize(before);
            restIsThere(store);
            heal();
            store.compact();
            assertThat(segments()).hasSizeLessThan(before);
            restIsThere(store);
        }
    }

    @Test
    void leavesNothingOfASegmentThatCouldNotBeMade() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            long directory = (long) disk.key(SEGMENTS);
            fail(op -> op instanceof DiskOp.SyncDirectory sync && sync.directory() == directory);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> put(store, id(1), bytes(1, LENGTH)))
                        .isInstanceOf(ChunkException.Unreachable.class);
            }
            assertThat(segments()).isEmpty();
            heal();
            put(store, id(1), bytes(1, LENGTH));
            assertThat(segments()).hasSize(1);
        }
    }

    private List<Long> seen() throws IOException {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            return store.list(Optional.empty(), 1000).stream()
                    .map(stat -> stat.id().number())
                    .toList();
        }
    }

    @Test
    void makesMarksDurableThatItCouldNotSyncBeforeItActsOnThem() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            fill(store);
            delete(store, 1);
            fail(op -> op instanceof DiskOp.Sync);
            assertThatThrownBy(() -> delete(store, 2)).isInstanceOf(ChunkException.Unreachable.class);
            heal();
        }
        List<Long> before = seen();
        cutPower();
        assertThat(seen()).isEqualTo(before);
    }

    private static void delete(DirectoryStore store, int number) {
        store.delete(List.of(new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP)), 1);
    }

    @Test
    void closesASegmentThatItCannotMark() throws Exception {
        try (DirectoryStore store = TrackedStore.open(disk)) {
            put(store, id(1), bytes(1, LENGTH));
            fail(op -> op instanceof DiskOp.Sync);
            assertThatThrownBy(() -> put(store, id(2), bytes(2, LENGTH)))
                    .isInstanceOf(ChunkException.Unreachable.class);
            heal();
            put(store, id(3), bytes(3, LENGTH));
        }
        assertThat(disk.open()).isZero();
        assertThat(seen()).contains(1L, 3L);
    }
}
