package io.slime.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.gateway.bucket.LockMode;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.Completion;
import io.slime.gateway.multipart.NewUpload;
import io.slime.gateway.multipart.PartRequest;
import io.slime.gateway.multipart.PartWriter;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.CopyRequest;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Preconditions;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.bucket.DefaultRetention;
import io.slime.metadata.foreign.ForeignContent.State;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.Sql;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The database is dropped, and built anew from the stores alone. */
final class RebuildIT {
    private static final int OBJECTS = 10_000;

    private final List<MemoryStore> stores = new ArrayList<>(
            IntStream.range(0, 3).mapToObj(i -> new MemoryStore()).toList());

    @Test
    void tenThousandObjectsComeBackWithAllThatBelongsToThem() throws Exception {
        ConcurrentMap<String, byte[]> all = new ConcurrentHashMap<>();
        Map<String, String> etags = new LinkedHashMap<>();
        try (World world = World.fresh(stores)) {
            Journal journal = journal(world);
            assertThat(journal.writeFullIfDue(JournalIT::always)).isTrue();
            assertThat(journal.writeFullIfDue(JournalIT::always))
                    .as("nothing new")
                    .isFalse();
            for (int from = 0; from < OBJECTS; from += OBJECTS / 4) {
                many(world, all, from, from + OBJECTS / 4);
                assertThat(journal.writeChanges(JournalIT::always)).isTrue();
            }
            many(world, all, 0, 50);
            for (int i = 100; i < 200; i++) {
                world.objects.delete("b/" + i, Optional.empty(), Preconditions.NONE);
                all.remove("b/" + i);
            }
            all.put("b/multipart", multipart(world));
            copy(world, "b/multipart", "b/copy");
            all.put("b/copy", all.getOrDefault("b/multipart", new byte[0]));
            world.metadata
                    .accounts()
                    .create(new NewAccount("c".repeat(64), "carol", "Carol", Optional.of("c@example.org"), false));
            world.metadata.settings().set("upload-expiry-days", "7");
            world.metadata.buckets().create("carols", "c".repeat(64), false, true);
            assertThat(journal.writeChanges(JournalIT::always)).isTrue();
            assertThat(journal.writeChanges(JournalIT::always))
                    .as("nothing new")
                    .isFalse();
            for (String path : List.of("b/multipart", "b/copy", "b/7")) {
                etags.put(path, world.objects.head(path).description().etag());
            }
            world.laterEra();
            many(world, all, OBJECTS, OBJECTS + 20);
            world.kill();
        }
        MetadataUrl fresh = PostgresForTests.freshDatabase();
        Rebuild.Report report = new Rebuild(MetadataConfig.of(fresh), urls()).run();
        assertThat(report.last()).isPresent();
        assertThat(report.entries()).isEqualTo(6);
        assertThat(report.lost()).isZero();
        assertThat(report.accepted().orElseThrow().count(State.ADOPTED).contents())
                .isEqualTo(20);
        try (World world = new World(fresh, stores)) {
            assertThat(world.freeze.holds()).isFalse();
            world.freeze.check();
            assertThat(world.freeze.holds()).isFalse();
            world.cleanUp();
            assertThat(paths(world)).containsExactlyInAnyOrderElementsOf(all.keySet());
            all.forEach((path, bytes) -> assertThat(world.read(path)).as(path).isEqualTo(bytes));
            etags.forEach((path, etag) ->
                    assertThat(world.objects.head(path).description().etag()).isEqualTo(etag));
            assertThat(world.objects.head("b/7").description().headers()).containsEntry("content-type", "text/plain");
            assertThat(world.metadata.accounts().list())
                    .extracting(account -> account.name())
                    .contains("owner", "carol");
            assertThat(world.metadata.settings().get("upload-expiry-days")).contains("7");
            assertThat(world.metadata.buckets().find("carols")).isPresent();
            assertThat(journal(world).writeFullIfDue(JournalIT::always))
                    .as("a new history begins")
                    .isTrue();
        }
    }

    @Test
    void oneMoreStoreMayBeLostThanOfTheObjects() throws IOException {
        try (World world = World.fresh(stores)) {
            world.put("b/one", World.bytes(1, 100));
            assertThat(journal(world).writeFullIfDue(JournalIT::always)).isTrue();
            world.put("b/two", World.bytes(2, 100));
            assertThat(journal(world).writeChanges(JournalIT::always)).isTrue();
        }
        stores.removeFirst();
        stores.removeFirst();
        MetadataUrl fresh = PostgresForTests.freshDatabase();
        Rebuild.Report report = new Rebuild(MetadataConfig.of(fresh), urls()).run();
        assertThat(report.entries()).isEqualTo(2);
        assertThat(report.unfinished()).as("stores that are known are away").isPresent();
        try (World world = new World(fresh, stores)) {
            assertThat(paths(world)).containsExactly("b/one", "b/two");
            assertThat(world.freeze.holds()).isTrue();
        }
    }

    @Test
    void locksComeBackAndHold() throws IOException {
        Instant until = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        try (World world = World.fresh(stores)) {
            world.metadata.buckets().create("kept", World.OWNER, true, true);
            world.put("kept/retained", World.bytes(1, 100));
            world.put("kept/held", World.bytes(2, 100));
            assertThat(journal(world).writeFullIfDue(JournalIT::always)).isTrue();
            world.objects.retain(
                    world.objects.head("kept/retained"),
                    Optional.of(new ObjectLock.Retention(LockMode.COMPLIANCE, until)),
                    false);
            world.objects.hold(world.objects.head("kept/held"), true);
            world.metadata.buckets().setObjectLock("kept", Optional.of(new DefaultRetention("GOVERNANCE", 0, 1)));
            assertThat(journal(world).writeChanges(JournalIT::always)).isTrue();
        }
        MetadataUrl fresh = PostgresForTests.freshDatabase();
        new Rebuild(MetadataConfig.of(fresh), urls()).run();
        try (World world = new World(fresh, stores)) {
            assertThat(world.objects.head("kept/retained").lock().retention())
                    .contains(new ObjectLock.Retention(LockMode.COMPLIANCE, until));
            assertThat(world.objects.head("kept/held").lock().legalHold()).contains(true);
            assertThat(world.metadata.buckets().find("kept").orElseThrow().retention())
                    .contains(new DefaultRetention("GOVERNANCE", 0, 1));
            for (String path : List.of("kept/retained", "kept/held")) {
                String id = world.objects.head(path).versionId();
                assertThatThrownBy(() -> world.objects.deleteVersion(path, id, true, Preconditions.NONE))
                        .isInstanceOf(StorageException.Locked.class);
            }
        }
    }

    @Test
    void whatFollowsAMissingEntryIsNotUsed() throws IOException {
        EntryId missing;
        try (World world = World.fresh(stores)) {
            Journal journal = journal(world);
            journal.writeFullIfDue(JournalIT::always);
            for (int i = 0; i < 3; i++) {
                world.put("b/" + i, World.bytes(i, 100));
                journal.writeChanges(JournalIT::always);
            }
            missing = new ArrayList<>(entries(world).find().keySet()).get(2);
            for (ChunkStore store : stores) {
                JournalEntries.delete(
                        store, missing::equals, world.metadata.epochs().era());
            }
        }
        MetadataUrl fresh = PostgresForTests.freshDatabase();
        Rebuild.Report report = new Rebuild(MetadataConfig.of(fresh), urls()).run();
        assertThat(report.entries()).isEqualTo(2);
        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.accepted().orElseThrow().count(State.ADOPTED).contents())
                .isEqualTo(2);
        try (World world = new World(fresh, stores)) {
            assertThat(paths(world)).containsExactly("b/0", "b/1", "b/2");
        }
    }

    @Test
    void olderEntriesAreDeletedOnceTwoFullOnesAreThere() {
        try (World world = World.fresh(stores)) {
            Journal journal = journal(world);
            for (int i = 0; i < 3; i++) {
                world.put("b/" + i, World.bytes(i, 100));
                assertThat(journal.writeChanges(JournalIT::always)).isTrue();
                world.metadata.journal().startOver();
                assertThat(journal.writeFullIfDue(JournalIT::always)).isTrue();
                world.laterEra();
            }
            assertThat(entries(world).find()).hasSizeLessThanOrEqualTo(6);
            assertThat(History.find(world.stores).size()).isEqualTo(1);
        }
    }

    private static JournalEntries entries(World world) {
        return new JournalEntries(world.stores, world.threads);
    }

    private static Journal journal(World world) {
        return new Journal(world.metadata, world.stores, world.freeze, () -> World.REDUNDANCY, world.threads);
    }

    private Map<ChunkStore, String> urls() {
        Map<ChunkStore, String> urls = new LinkedHashMap<>();
        stores.forEach(store -> urls.put(store, "local:"));
        return urls;
    }

    private static void many(World world, Map<String, byte[]> all, int from, int to) throws InterruptedException {
        int parallel = 16;
        Semaphore running = new Semaphore(parallel);
        for (int i = from; i < to; i++) {
            String path = "b/" + i;
            byte[] bytes = World.bytes(i * 31L + all.size(), 1 + i % 3000);
            all.put(path, bytes);
            running.acquire();
            world.threads.execute(() -> {
                world.put(path, bytes);
                running.release();
            });
        }
        running.acquire(parallel);
    }

    private static byte[] multipart(World world) {
        Upload upload = world.uploads.create(new NewUpload(
                "b/multipart",
                "b",
                World.OWNER,
                Map.of("content-type", "video/mp4"),
                Map.of("a", "b"),
                Description.STANDARD,
                Optional.empty(),
                Optional.empty()));
        byte[] first = World.bytes(77, 5 << 20);
        byte[] second = World.bytes(78, 1000);
        part(world, upload, 1, first, "1".repeat(32));
        part(world, upload, 2, second, "2".repeat(32));
        world.uploads.complete(completion(upload));
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }

    private static void part(World world, Upload upload, int number, byte[] bytes, String etag) {
        try (PartWriter writer =
                world.uploads.part(new PartRequest(upload.uploadId(), upload.path(), number, bytes.length))) {
            writer.write(bytes, 0, bytes.length);
            writer.publish(etag, Checksums.NONE);
        }
    }

    private static Completion completion(Upload upload) {
        return new Completion(
                upload.uploadId(),
                upload.path(),
                List.of(
                        new Completion.NamedPart(1, "1".repeat(32), Map.of()),
                        new Completion.NamedPart(2, "2".repeat(32), Map.of())),
                Preconditions.NONE,
                (completed, parts) -> Checksums.NONE);
    }

    private static void copy(World world, String from, String to) {
        ObjectVersion source = world.objects.head(from);
        world.objects.copy(new CopyRequest(source, to, Optional.empty(), source.description(), Preconditions.NONE));
    }

    private static List<String> paths(World world) {
        return world.metadata
                .transactions()
                .statement(connection ->
                        Sql.list(connection, "SELECT path FROM slime.object ORDER BY path", row -> row.getString(1)));
    }
}
