package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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

    private static ScrubStatus.Pass last(DirectoryStore store) {
        return store.status().scrub().last().orElseThrow();
    }

    private static ScrubStatus.Running running(DirectoryStore store) {
        return store.status().scrub().running().orElseThrow();
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
            assertThat(status.running()).isEmpty();
            ScrubStatus.Pass pass = last(store);
            assertThat(pass.finished()).isBetween(before, Instant.now());
            assertThat(pass.started()).isBetween(before, pass.finished());
            assertThat(pass.chunks()).isEqualTo(CHUNKS);
            assertThat(pass.bytes()).isEqualTo(6 * 50_000 + 54 * 3_000);
            assertThat(pass.damaged()).isZero();
        }
    }

    @Test
    void setsDamagedChunksAsideInFilesAndInSegments() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            damage(20);
            damage(21);
            store.scrub(FAST, nanos -> true);
            assertThat(last(store).damaged()).isEqualTo(2);
            assertThat(store.status().quarantined()).isEqualTo(2);
            for (int number : new int[] {20, 21}) {
                assertThatThrownBy(() -> get(store, id(number), length(number)))
                        .isInstanceOf(ChunkException.Quarantined.class)
                        .hasMessageContaining("checksum");
            }
            assertThat(get(store, id(22), 3_000)).isEqualTo(bytes(22, 3_000));
            store.scrub(FAST, nanos -> true);
            assertThat(last(store).damaged())
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
            assertThat(running(store).chunks()).isBetween(1L, CHUNKS - 1L);
            assertThat(running(store).total()).isEqualTo(CHUNKS);
        }
        try (DirectoryStore store = fixture.open()) {
            assertThat(store.status().scrub()).isEqualTo(half);
            AtomicInteger pauses = new AtomicInteger();
            store.scrub(FAST, nanos -> pauses.incrementAndGet() > 0);
            assertThat(last(store).chunks()).as("each is counted once").isEqualTo(CHUNKS);
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
    void listsTheDirectoryOfAnEpochOnce() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(TrackedStore.formatted());
        int files = 600;
        try (DirectoryStore store = DirectoryStore.open(
                disk, TrackedStore.DIRECTORY, StoreOptions.defaults().withSegments(0, 1 << 20))) {
            for (int number = 0; number < files; number++) {
                put(store, id(number), bytes(number, 10));
            }
            int before = disk.listed().size();
            store.scrub(FAST, nanos -> true);
            assertThat(store.status().scrub().last().orElseThrow().chunks()).isEqualTo(files);
            List<Path> listed = disk.listed();
            assertThat(listed.subList(before, listed.size()))
                    .filteredOn(directory -> !directory.endsWith("chunks"))
                    .as("once for its chunks, and once to find that there are no more")
                    .hasSizeLessThanOrEqualTo(2);
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
            assertThat(last(store).chunks()).isEqualTo(CHUNKS);
        }
    }

    @Test
    void beginsAPassAtOnceWhenItIsTold() throws Exception {
        ScrubPace daily = new ScrubPace(Duration.ZERO, Duration.ZERO, Duration.ofDays(1));
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            store.scrub(daily, nanos -> true);
            ScrubStatus.Pass first = last(store);
            assertThat(store.scrub(ScrubOrder.START).scrub().running()).isPresent();
            assertThat(last(store)).isEqualTo(first);
            store.scrub(daily, nanos -> true);
            assertThat(last(store).started()).isAfter(first.finished());
        }
    }

    @Test
    void doesSoByItselfWithoutWaitingForItsRound() throws Exception {
        ScrubPace daily = new ScrubPace(Duration.ZERO, Duration.ZERO, Duration.ofDays(1));
        try (DirectoryStore store = fixture.open(daily)) {
            fill(store);
            store.scrub(ScrubOrder.START);
            Instant limit = Instant.now().plusSeconds(120);
            while (store.status().scrub().last().isEmpty() && Instant.now().isBefore(limit)) {
                LockSupport.parkNanos(5_000_000);
            }
            assertThat(last(store).chunks()).isEqualTo(CHUNKS);
        }
    }

    @Test
    void startLeavesThePassUnderWayAsItIs() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            AtomicInteger left = new AtomicInteger(45);
            store.scrub(FAST, nanos -> left.decrementAndGet() > 0);
            ScrubStatus half = store.status().scrub();
            assertThat(store.scrub(ScrubOrder.START).scrub()).isEqualTo(half);
        }
    }

    @Test
    void holdsStillWhilePausedAlsoAfterARestart() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            fill(store);
            AtomicInteger left = new AtomicInteger(45);
            store.scrub(FAST, nanos -> {
                if (left.decrementAndGet() == 0) {
                    store.scrub(ScrubOrder.PAUSE);
                }
                return true;
            });
            assertThat(running(store).chunks()).isBetween(1L, CHUNKS - 1L);
        }
        try (DirectoryStore store = fixture.open()) {
            ScrubStatus paused = store.status().scrub();
            assertThat(paused.paused()).isTrue();
            assertThat(paused.reason()).contains("paused by an operator");
            store.scrub(FAST, nanos -> true);
            assertThat(store.status().scrub()).isEqualTo(paused);
            assertThat(store.scrub(ScrubOrder.RESUME).scrub().paused()).isFalse();
            store.scrub(FAST, nanos -> true);
            assertThat(last(store).chunks()).isEqualTo(CHUNKS);
        }
    }

    @Test
    void understandsTheNotesOfAnEarlierRelease() throws Exception {
        Files.writeString(
                fixture.directory().resolve("scrub"),
                "finished=2026-11-25T10:00:00Z found=3 chunks=9 bytes=8 damaged=3 segment=0\n");
        try (DirectoryStore store = fixture.open()) {
            assertThat(last(store).finished()).isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
            assertThat(last(store).damaged()).isEqualTo(3);
            assertThat(store.status().scrub().running()).isEmpty();
        }
    }

    @Test
    void tellsItsSpeedOnceItCanBeMeasured() {
        AtomicLong now = new AtomicLong();
        ScrubSpeed speed = new ScrubSpeed(now::get);
        speed.begin();
        speed.add(1_000);
        now.set(Duration.ofSeconds(5).toNanos());
        assertThat(speed.perSecond()).isZero();
        for (int second = 6; second <= 200; second++) {
            now.set(Duration.ofSeconds(second).toNanos());
            speed.add(second < 100 ? 1_000 : 3_000);
        }
        assertThat(speed.perSecond()).isBetween(2_900L, 3_100L);
        speed.end();
        assertThat(speed.perSecond()).isZero();
    }
}
