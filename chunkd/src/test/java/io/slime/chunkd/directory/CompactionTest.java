package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.disk.DiskOp;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompactionTest {
    private static final int CHUNKS = 200;
    private static final int LENGTH = 3_000;

    @TempDir
    Path parent;

    private StoreFixture fixture;

    @BeforeEach
    void format() throws IOException {
        fixture = new StoreFixture(parent);
    }

    /** Writes all, and deletes but every fifth. */
    private static List<ChunkStat> sparse(DirectoryStore store) {
        List<ChunkStat> kept = new ArrayList<>();
        List<ChunkDeletion> deletions = new ArrayList<>();
        for (int number = 0; number < CHUNKS; number++) {
            ChunkStat stat = put(store, id(number), bytes(number, LENGTH));
            if (number % 5 == 0) {
                kept.add(stat);
            } else {
                deletions.add(new ChunkDeletion(stat.id(), stat.stamp()));
            }
        }
        assertThat(store.delete(deletions, 1)).isEmpty();
        return kept;
    }

    private static void holds(DirectoryStore store, List<ChunkStat> kept) {
        assertThat(store.list(Optional.empty(), 1000)).containsExactlyElementsOf(kept);
        for (ChunkStat stat : kept) {
            assertThat(get(store, stat.id(), LENGTH)).isEqualTo(bytes(stat.id().number(), LENGTH));
        }
    }

    @Test
    void givesBackTheSpaceOfDeadChunksAndKeepsTheLivingWithTheirStamps() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            List<ChunkStat> kept = sparse(store);
            int before = fixture.segments().size();
            assertThat(store.compact()).isPositive();
            assertThat(fixture.segments().size()).isLessThanOrEqualTo(before / 2);
            holds(store, kept);
            assertThat(store.compact()).isZero();
        }
    }

    @Test
    void leavesAStoreThatOpensTheSame() throws Exception {
        List<ChunkStat> kept;
        try (DirectoryStore store = fixture.open()) {
            kept = sparse(store);
            store.compact();
        }
        try (DirectoryStore store = fixture.open()) {
            holds(store, kept);
        }
    }

    @Test
    void removesASegmentOfWhichNothingLives() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            for (int number = 0; number < CHUNKS; number++) {
                put(store, id(number), bytes(number, LENGTH));
            }
            List<ChunkDeletion> all = store.list(Optional.empty(), 1000).stream()
                    .map(stat -> new ChunkDeletion(stat.id(), stat.stamp()))
                    .toList();
            store.delete(all, 1);
            assertThat(fixture.segments()).as("the one that is open").hasSize(1);
        }
    }

    /** Whether an operation writes marks. */
    private static boolean isMark(DiskOp op) {
        return op instanceof DiskOp.Write write
                && new String(write.bytes().array(), StandardCharsets.ISO_8859_1).startsWith("SMAR");
    }

    @Test
    void marksLaterWhatItMovedAndCouldNotMark() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(TrackedStore.formatted());
        try (DirectoryStore store = TrackedStore.open(disk)) {
            List<ChunkStat> kept = sparse(store);
            disk.setFaults(op -> isMark(op)
                    ? Optional.of(new IOException("the drive failed (planned by the test)"))
                    : Optional.empty());
            for (int round = 0; round < 2; round++) {
                assertTimeoutPreemptively(
                        Duration.ofMinutes(2),
                        () -> assertThatThrownBy(store::compact).isInstanceOf(ChunkException.Unreachable.class));
            }
            holds(store, kept);
            disk.setFaults(op -> Optional.empty());
            assertThat(assertTimeoutPreemptively(Duration.ofMinutes(2), store::compact))
                    .isPositive();
            holds(store, kept);
        }
        try (DirectoryStore store = TrackedStore.open(disk)) {
            assertThat(store.list(Optional.empty(), 1000)).hasSize(CHUNKS / 5);
        }
    }

    @Test
    void paysForWhatItMovedWhenTheRestCouldNotBe() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(TrackedStore.formatted());
        try (DirectoryStore store = TrackedStore.open(disk)) {
            List<ChunkStat> kept = sparse(store);
            AtomicInteger large = new AtomicInteger();
            disk.setFaults(op -> op instanceof DiskOp.Write write
                            && write.bytes().array().length > LENGTH
                            && large.incrementAndGet() % 2 == 0
                    ? Optional.of(new IOException("the drive failed (planned by the test)"))
                    : Optional.empty());
            for (int round = 0; round < 3; round++) {
                try {
                    assertThat(assertTimeoutPreemptively(Duration.ofMinutes(2), store::compact))
                            .isNotNegative();
                } catch (ChunkException.Unreachable e) {
                    assertThat(e).hasMessageContaining("moved");
                }
                holds(store, kept);
            }
            disk.setFaults(op -> Optional.empty());
            assertTimeoutPreemptively(Duration.ofMinutes(2), store::compact);
            assertThat(store.compact()).isZero();
            holds(store, kept);
        }
    }
}
