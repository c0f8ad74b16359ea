package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ScrubStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrubTest {
    private static final int CHUNKS = 60;
    private static final ScrubPace FAST = new ScrubPace(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    @TempDir
    Path parent;

    private StoreFixture fixture;

    @BeforeEach
    void format() throws IOException {
        fixture = new StoreFixture(parent);
    }

    /** Every tenth chunk is too large for a segment. */
    private static int length(int number) {
        return number % 10 == 0 ? 50_000 : 3_000;
    }

    private static void fill(DirectoryStore store) {
        for (int number = 0; number < CHUNKS; number++) {
            put(store, id(number), bytes(number, length(number)));
        }
    }

    private void damage(int number) throws IOException {
        try (Stream<Path> files = Files.walk(fixture.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (StoreFixture.holds(file, id(number))) {
                    StoreFixture.flip(file, StoreFixture.find(file, id(number)) + 7);
                }
            }
        }
    }

    @Test
    void readsEveryChunkAndTellsWhenItHasDoneSo() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            assertThat(store.status().scrub()).isEqualTo(ScrubStatus.NONE);
            Instant before = Instant.now();
            store.scrub(FAST, nanos -> true);
            ScrubStatus status = store.status().scrub();
            assertThat(status.finished())
                    .hasValueSatisfying(end -> assertThat(end).isBetween(before, Instant.now()));
            assertThat(status.started()).isEmpty();
            assertThat(status.chunks()).isEqualTo(CHUNKS);
            assertThat(status.bytes()).isEqualTo(6 * 50_000 + 54 * 3_000);
            assertThat(status.found()).isZero();
        }
    }

    @Test
    void setsDamagedChunksAsideInFilesAndInSegments() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            damage(20);
            damage(21);
            store.scrub(FAST, nanos -> true);
            assertThat(store.status().scrub().found()).isEqualTo(2);
            assertThat(store.status().quarantined()).isEqualTo(2);
            for (int number : new int[] {20, 21}) {
                assertThatThrownBy(() -> get(store, id(number), length(number)))
                        .isInstanceOf(ChunkException.Quarantined.class)
                        .hasMessageContaining("checksum");
            }
            assertThat(get(store, id(22), 3_000)).isEqualTo(bytes(22, 3_000));
            store.scrub(FAST, nanos -> true);
            assertThat(store.status().scrub().found())
                    .as("what is set aside is found once")
                    .isZero();
        }
    }

    @Test
    void goesOnAfterARestartWhereItWas() throws Exception {
        ScrubStatus half;
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            AtomicInteger left = new AtomicInteger(45);
            store.scrub(FAST, nanos -> left.decrementAndGet() > 0);
            half = store.status().scrub();
            assertThat(half.started()).isPresent();
            assertThat(half.chunks()).isBetween(1L, CHUNKS - 1L);
        }
        try (DirectoryStore store = fixture.open()) {
            assertThat(store.status().scrub()).isEqualTo(half);
            AtomicInteger pauses = new AtomicInteger();
            store.scrub(FAST, nanos -> pauses.incrementAndGet() > 0);
            assertThat(store.status().scrub().finished()).isPresent();
            assertThat(pauses.get()).isLessThan(CHUNKS);
        }
    }

    @Test
    void keepsThePace() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            AtomicLong paused = new AtomicLong();
            ScrubPace pace = new ScrubPace(Duration.ofMillis(50), Duration.ofNanos(1_500), Duration.ZERO);
            store.scrub(pace, nanos -> paused.addAndGet(nanos) >= 0);
            assertThat(Duration.ofNanos(paused.get()))
                    .isEqualTo(
                            Duration.ofMillis(50).multipliedBy(CHUNKS).plusNanos(1_500L * (6 * 50_000 + 54 * 3_000)));
        }
    }

    @Test
    void beginsNoPassBeforeItIsTime() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            ScrubPace daily = new ScrubPace(Duration.ZERO, Duration.ZERO, Duration.ofDays(1));
            store.scrub(daily, nanos -> true);
            ScrubStatus first = store.status().scrub();
            store.scrub(daily, nanos -> true);
            assertThat(store.status().scrub()).isEqualTo(first);
        }
    }

    @Test
    void beginsAgainWhenItsNotesAreUnreadable() throws Exception {
        Files.writeString(fixture.directory().resolve("scrub"), "finished=yesterday segment=x\n");
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            store.scrub(FAST, nanos -> true);
            assertThat(store.status().scrub().chunks()).isEqualTo(CHUNKS);
        }
    }
}
