package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkStat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
}
