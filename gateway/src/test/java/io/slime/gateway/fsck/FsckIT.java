package io.slime.gateway.fsck;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.erasure.Redundancy;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.ClusterForTests;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentCount;
import io.slime.metadata.reference.Use;
import io.slime.metadata.tally.BucketTally;
import io.slime.metadata.transaction.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three stores, 2 of 3. */
final class FsckIT {
    @TempDir
    private Path directory = Path.of("");

    private Optional<ClusterForTests> opened = Optional.empty();
    private final List<Finding> found = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        opened = Optional.of(ClusterForTests.open(directory));
    }

    @AfterEach
    void close() {
        cluster().close();
    }

    private ClusterForTests cluster() {
        return opened.orElseThrow();
    }

    private FsckSummary check(FsckRequest request, Duration settle) {
        found.clear();
        cursors.clear();
        return new Fsck(cluster().metadata(), cluster().cluster(), settle).run(request, new FsckListener() {
            @Override
            public void found(Finding finding) {
                found.add(finding);
            }

            @Override
            public void progress(String cursor, long extents) {
                cursors.add(cursor);
            }
        });
    }

    private FsckSummary check(boolean deep, boolean repair) {
        return check(new FsckRequest(Optional.empty(), deep, repair, Optional.empty()), Duration.ZERO);
    }

    private List<Finding.Kind> kinds() {
        return found.stream().map(Finding::kind).toList();
    }

    private void put(String path, int length) {
        PutRequest request = new PutRequest(path, Optional.empty(), length, Preconditions.NONE);
        try (ObjectWriter writer = cluster().objects().put(request)) {
            byte[] bytes = new byte[length];
            new Random(path.hashCode()).nextBytes(bytes);
            writer.write(bytes, 0, length);
            writer.publish(new Description(
                    "etag",
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Checksums.NONE,
                    Description.STANDARD,
                    cluster().root().user().id(),
                    false));
        }
    }

    private List<ChunkStore> stores() {
        return cluster().cluster().views().stream()
                .map(view -> cluster().cluster().reach(view.uuid()).orElseThrow())
                .toList();
    }

    private ChunkStat chunk(int store, int at) {
        return stores().get(store).list(Optional.empty(), 100).get(at);
    }

    private void delete(int store, ChunkStat chunk) {
        long era = cluster().metadata().epochs().era();
        assertThat(stores().get(store).delete(List.of(new ChunkDeletion(chunk.id(), chunk.stamp())), era))
                .isEmpty();
    }

    private void write(int store, ChunkId id, byte[] bytes) {
        try (ChunkWriter writer = stores().get(store)
                .create(id, bytes.length, cluster().metadata().epochs().era())) {
            writer.write(bytes, 0, bytes.length);
            writer.finish(new ChunkDescription(2, 3, 4096, 1, 0, true, 0, "path", "version"));
        }
    }

    private byte[] read(int store, ChunkStat chunk) {
        byte[] bytes = new byte[(int) chunk.length()];
        stores().get(store).read(chunk.id(), 0, bytes.length, bytes, 0);
        return bytes;
    }

    @Test
    void anEmptyAndAHealthyClusterAreClean() {
        assertThat(check(false, false).found()).isEmpty();
        put("a", 600_000);
        put("b/c", 10);
        put("empty", 0);
        FsckSummary summary = check(true, false);
        assertThat(found).isEmpty();
        assertThat(summary.extents()).isEqualTo(4);
        assertThat(summary.chunks()).isEqualTo(12);
        FsckSummary some = check(new FsckRequest(Optional.of("b/"), true, false, Optional.empty()), Duration.ZERO);
        assertThat(found).isEmpty();
        assertThat(some.extents()).isEqualTo(1);
    }

    @Test
    void missingAndShortChunksAreFoundAndQueued() {
        put("a", 600_000);
        put("b", 10);
        ChunkStat gone = chunk(0, 0);
        delete(0, gone);
        ChunkStat short1 = chunk(1, 1);
        delete(1, short1);
        write(1, short1.id(), new byte[3]);
        check(false, false);
        assertThat(kinds()).containsExactlyInAnyOrder(Finding.Kind.MISSING, Finding.Kind.WRONG_LENGTH);
        Finding missing = found.stream()
                .filter(finding -> finding.kind() == Finding.Kind.MISSING)
                .findFirst()
                .orElseThrow();
        assertThat(missing.store()).contains(stores().get(0).uuid());
        assertThat(missing.chunk()).hasValue(gone.id().index());
        assertThat(missing.uses()).extracting(Use::path).containsExactly("a");
        assertThat(missing.done()).isEmpty();
        assertThat(cluster().metadata().repairs().histogram()).isEmpty();
        check(new FsckRequest(Optional.of("a"), false, false, Optional.empty()), Duration.ZERO);
        assertThat(kinds()).containsExactlyInAnyOrder(Finding.Kind.MISSING, Finding.Kind.WRONG_LENGTH);
        check(new FsckRequest(Optional.of("b"), false, false, Optional.empty()), Duration.ZERO);
        assertThat(found).isEmpty();
        check(false, true);
        assertThat(found).allMatch(finding -> finding.done().equals("queued for repair"));
        assertThat(cluster().metadata().repairs().histogram()).isEqualTo(Map.of(0, 2L));
        assertThat(stores().get(1).stat(short1.id())).isEmpty();
    }

    @Test
    void onlyADeepCheckSeesAChunkOfOtherContent() {
        put("a", 200_000);
        ChunkStat chunk = chunk(2, 0);
        byte[] bytes = read(2, chunk);
        bytes[777] ^= 1;
        delete(2, chunk);
        write(2, chunk.id(), bytes);
        assertThat(check(false, false).found()).isEmpty();
        check(true, false);
        assertThat(kinds()).containsExactly(Finding.Kind.CORRUPT);
        assertThat(found.getFirst().chunk()).hasValue(chunk.id().index());
        check(true, true);
        assertThat(found.getFirst().done()).isEqualTo("queued for repair");
        assertThat(stores().get(2).stat(chunk.id())).isEmpty();
    }

    /** Replaces the chunk by one that differs in a byte, or is cut. */
    private void spoil(int store, int at, int length) {
        ChunkStat chunk = chunk(store, 0);
        byte[] bytes = Arrays.copyOf(read(store, chunk), length);
        bytes[at] ^= 1;
        delete(store, chunk);
        write(store, chunk.id(), bytes);
    }

    @Test
    void whereNoChoiceOfChunksIsRightNothingIsDeletedOrQueued() {
        cluster().metadata().settings().redundancy(new Redundancy(1, 3));
        put("a", 2000);
        int length = (int) chunk(0, 0).length();
        for (int store = 0; store < 3; store++) {
            spoil(store, store, length);
        }
        check(true, true);
        assertThat(kinds()).containsExactly(Finding.Kind.UNREADABLE);
        assertThat(found.getFirst().detail()).contains("checksum of the extent");
        assertThat(stores())
                .allSatisfy(store -> assertThat(store.list(Optional.empty(), 9)).hasSize(1));
        assertThat(cluster().metadata().repairs().histogram()).isEmpty();
    }

    @Test
    void severalChunksAreCorruptIfOthersWithoutThemAreRight() {
        cluster().metadata().settings().redundancy(new Redundancy(1, 3));
        put("a", 2000);
        int length = (int) chunk(0, 0).length();
        spoil(0, 5, length);
        spoil(2, 6, length);
        check(true, true);
        assertThat(kinds()).containsExactly(Finding.Kind.CORRUPT, Finding.Kind.CORRUPT);
        assertThat(found).allMatch(finding -> finding.done().equals("queued for repair"));
        assertThat(stores().get(1).list(Optional.empty(), 9)).hasSize(1);
        assertThat(stores().get(0).list(Optional.empty(), 9)).isEmpty();
        assertThat(stores().get(2).list(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void aChunkThatCameRightAfterItWasReadStays() {
        put("a", 200_000);
        ChunkStat chunk = chunk(2, 0);
        byte[] right = read(2, chunk);
        ExtentChecks checks = new ExtentChecks(cluster().metadata(), cluster().cluster());
        Remedies remedies = new Remedies(cluster().metadata(), cluster().cluster(), true);
        for (int length : new int[] {right.length, 3}) {
            spoil(2, 1, length);
            ContentId content = new ContentId(chunk.id().epoch(), chunk.id().number());
            ExtentState before =
                    checks.check(content, chunk.id().position(), true).orElseThrow();
            assertThat(before.bad()).hasSize(1);
            delete(2, chunk(2, 0));
            write(2, chunk.id(), right);
            assertThat(remedies.rebuild(before)).isEmpty();
            assertThat(stores().get(2).stat(chunk.id())).isPresent();
        }
        assertThat(cluster().metadata().repairs().histogram()).isEmpty();
    }

    @Test
    void aShortChunkStaysWhileTheOthersAreNotRight() {
        cluster().metadata().settings().redundancy(new Redundancy(1, 3));
        put("a", 2000);
        int length = (int) chunk(0, 0).length();
        spoil(0, 0, length - 1);
        spoil(1, 1, length);
        spoil(2, 2, length);
        check(false, true);
        assertThat(kinds()).containsExactly(Finding.Kind.WRONG_LENGTH);
        assertThat(found.getFirst().done()).isEmpty();
        assertThat(stores().get(0).list(Optional.empty(), 9)).hasSize(1);
        assertThat(cluster().metadata().repairs().histogram()).isEmpty();
    }

    @Test
    void tooFewChunksAreUnreadableOrLost() {
        put("a", 100);
        cluster().off(true, 0);
        FsckSummary summary = check(false, false);
        assertThat(kinds()).containsExactly(Finding.Kind.STORE);
        assertThat(summary.unknown()).isEqualTo(1);
        cluster().off(true, 1);
        check(false, false);
        assertThat(kinds()).contains(Finding.Kind.UNREADABLE).doesNotContain(Finding.Kind.MISSING);
        cluster().off(false, 0, 1);
        delete(0, chunk(0, 0));
        delete(1, chunk(1, 0));
        check(false, true);
        assertThat(kinds()).containsExactlyInAnyOrder(Finding.Kind.LOST, Finding.Kind.MISSING, Finding.Kind.MISSING);
        assertThat(cluster().metadata().repairs().histogram()).isEmpty();
    }

    @Test
    void orphansAreToldFromForeignAndYoungChunks() {
        put("a", 100);
        UUID open = cluster().metadata().epochs().open(UUID.randomUUID());
        UUID closed = cluster().metadata().epochs().open(UUID.randomUUID());
        cluster().metadata().epochs().close(closed, UUID.randomUUID());
        ChunkId orphan = new ChunkId(closed, 5, 0, 1);
        write(0, new ChunkId(open, 5, 0, 1), new byte[10]);
        write(0, orphan, new byte[10]);
        write(1, new ChunkId(new UUID(7, 7), 5, 0, 1), new byte[10]);
        ChunkStat named = chunk(2, 0);
        for (int store = 0; store < 2; store++) {
            write(store, named.id(), read(2, named));
        }
        check(false, false);
        assertThat(kinds())
                .containsExactlyInAnyOrder(
                        Finding.Kind.ORPHAN, Finding.Kind.FOREIGN, Finding.Kind.MISPLACED, Finding.Kind.MISPLACED);
        check(false, true);
        assertThat(stores().get(0).stat(orphan)).isEmpty();
        check(false, false);
        assertThat(kinds()).doesNotContain(Finding.Kind.ORPHAN);
    }

    @Test
    void unusedContentsAndWrongCountersAreFoundAndPutRight() {
        put("a", 600_000);
        put("b", 10);
        cluster()
                .metadata()
                .transactions()
                .repeat(connection -> Sql.update(connection, "DELETE FROM slime.object WHERE path = 'a'"));
        long placement = cluster().metadata().tallies().counters().getFirst().placement();
        cluster().metadata().tallies().correct(new ExtentCount(placement, List.of(1), 3, 30));
        check(false, false);
        assertThat(kinds()).containsExactly(Finding.Kind.UNREFERENCED, Finding.Kind.COUNTER);
        assertThat(cluster().metadata().garbage().waiting()).isZero();
        check(false, true);
        assertThat(cluster().metadata().garbage().waiting()).isEqualTo(1);
        assertThat(check(false, false).found()).isEmpty();
    }

    @Test
    void wrongCountersOfBucketsAreNamedAndPutRight() {
        cluster().metadata().tallies().fold();
        cluster().metadata().bucketTallies().correct("gone", new BucketTally(-1, -10, -1, -10, 0));
        check(false, false);
        assertThat(kinds()).containsExactly(Finding.Kind.COUNTER);
        assertThat(found.getFirst().detail()).startsWith("bucket gone: 1 objects, 10 bytes, 1 versions");
        check(false, true);
        assertThat(check(false, false).found()).isEmpty();
    }

    @Test
    void aCheckIsTakenUpAgainWhereItBrokeOff() {
        for (int i = 0; i < 6; i++) {
            put("p" + i, 256 * 1024 * 300 / 6);
        }
        FsckSummary whole = check(false, false);
        assertThat(found).isEmpty();
        assertThat(whole.extents()).isGreaterThan(250);
        List<ChunkStat> chunks = stores().get(0).list(Optional.empty(), 1000);
        ChunkStat middle = chunks.get(chunks.size() / 2);
        String text = middle.id().toString();
        String cursor = text.substring(0, text.lastIndexOf('.'));
        delete(0, chunks.getFirst());
        delete(0, chunks.getLast());
        FsckSummary rest = check(new FsckRequest(Optional.empty(), false, false, Optional.of(cursor)), Duration.ZERO);
        assertThat(kinds()).containsExactly(Finding.Kind.MISSING);
        assertThat(rest.extents()).isLessThan(whole.extents());
    }

    @Test
    void findsNothingWhileObjectsComeAndGo() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        // Nothing is reclaimed here, so what is written is bounded: a slow machine must not fill its disk.
        Semaphore puts = new Semaphore(0);
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 3; writer++) {
                Random random = new Random(20261126 + writer);
                ends.add(threads.submit(() -> {
                    while (!stop.get()) {
                        if (puts.tryAcquire(50, TimeUnit.MILLISECONDS)) {
                            put("p" + random.nextInt(10), 1 + random.nextInt(600_000));
                        }
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 15; i++) {
                puts.release(20);
                FsckSummary summary = check(
                        new FsckRequest(Optional.empty(), i % 3 == 0, false, Optional.empty()), Duration.ofMillis(50));
                assertThat(found).isEmpty();
                assertThat(summary.found()).isEmpty();
            }
            stop.set(true);
        }
        for (Future<?> end : ends) {
            end.get();
        }
    }
}
