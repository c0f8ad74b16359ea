package io.slime.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.gateway.cluster.Ticket;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.NewUpload;
import io.slime.gateway.multipart.PartRequest;
import io.slime.gateway.multipart.PartWriter;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.epoch.EpochState;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.foreign.ForeignContent.State;
import io.slime.metadata.foreign.ForeignCount;
import io.slime.metadata.freeze.FreezeTable;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.Sql;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every way in which a database goes back in time: nothing is deleted before it is accepted, and what can come back does. */
final class AcceptanceIT {
    private final List<MemoryStore> stores = new ArrayList<>(
            IntStream.range(0, 4).mapToObj(i -> new MemoryStore()).toList());

    @Test
    void whatWasWrittenAfterTheBackupComesBack() throws IOException {
        byte[] backup;
        Map<String, byte[]> all = new TreeMap<>();
        try (World world = World.fresh(stores)) {
            put(world, all, "b/old", 5000);
            put(world, all, "b/replaced", 300);
            backup = world.backup();
            world.laterEra();
            put(world, all, "b/replaced", 250_000);
            put(world, all, "b/new", 70);
            put(world, all, "native", 1234);
            put(world, all, "b/twice", 10);
            put(world, all, "b/twice", 20);
        }
        List<List<ChunkStat>> before = listings();
        try (World world = new World(World.restored(backup), stores)) {
            world.freeze.check();
            world.cleanUp();
            assertThat(listings())
                    .as("nothing is deleted before it is accepted")
                    .isEqualTo(before);

            AcceptReport look = world.acceptance().look();
            assertThat(look.frozen()).isPresent();
            assertThat(look.count(State.WHOLE)).isEqualTo(new ForeignCount(4, 250_000 + 70 + 1234 + 20));
            assertThat(look.count(State.SUPERSEDED)).isEqualTo(new ForeignCount(1, 10));
            assertThat(world.objects.find("b/new")).as("a look changes nothing").isEmpty();

            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(done.count(State.ADOPTED).contents()).isEqualTo(4);
            for (Map.Entry<String, byte[]> each : all.entrySet()) {
                assertThat(world.read(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
            }
            ObjectVersion adopted = world.objects.head("b/new");
            assertThat(adopted.description().etag()).matches("[0-9a-f]{32}");
            assertThat(adopted.description().owner()).isEqualTo(World.OWNER);

            assertThat(world.freeze.check()).isNotEmpty();
            assertThat(world.freeze.holds()).isFalse();
            world.cleanUp();
            for (Map.Entry<String, byte[]> each : all.entrySet()) {
                assertThat(world.read(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void nothingIsDeletedMeanwhileNorAfterItBrokeOffThoughNoFreezeHeld() throws IOException {
        try (World world = World.fresh(stores)) {
            put(world, new TreeMap<>(), "b/old", 5000);
            assertThat(world.freeze.holds()).isFalse();
            world.acceptance().look();
            assertThat(world.freeze.holds()).as("a look changes nothing").isFalse();
            UUID epoch;
            try (Ticket ticket = world.epochs.take()) {
                epoch = ticket.content().epoch();
            }
            stores.get(3).close();
            Acceptance acceptance = new Acceptance(world.metadata, new OpenStores(List.copyOf(stores)));
            assertThatThrownBy(() -> acceptance.run(Acceptance.Mode.ADOPT))
                    .isInstanceOf(StorageException.Unavailable.class);
            assertThat(world.freeze.holds()).isTrue();
            assertThat(world.metadata.epochs().states(List.of(epoch)))
                    .as("nobody is fenced, for the database did not go back in time")
                    .containsEntry(epoch, EpochState.OPEN);
        }
    }

    @Test
    void oneGatewayAtATimeIsAtIt() throws IOException {
        try (World world = World.fresh(stores)) {
            List<Runnable> work = new ArrayList<>();
            AcceptanceRun first =
                    new AcceptanceRun(world.acceptance(), world.metadata.tasks(), UUID.randomUUID(), work::add);
            AcceptanceRun second =
                    new AcceptanceRun(world.acceptance(), world.metadata.tasks(), UUID.randomUUID(), work::add);
            first.begin(Optional.empty());
            assertThatThrownBy(() -> second.begin(Optional.of(Acceptance.Mode.ADOPT)))
                    .isInstanceOf(StorageException.Refused.class)
                    .hasMessageContaining("another gateway");
            assertThat(second.state()).isInstanceOf(AcceptanceRun.State.Idle.class);
            work.getLast().run();
            assertThat(first.state()).isInstanceOf(AcceptanceRun.State.Done.class);
            second.begin(Optional.of(Acceptance.Mode.ADOPT));
            work.getLast().run();
            assertThat(second.state()).isInstanceOf(AcceptanceRun.State.Done.class);
        }
    }

    @Test
    void oneThatLostItsLeaseStopsBeforeDeletionGoesOn() throws IOException {
        try (World world = World.fresh(stores)) {
            UUID slow = UUID.randomUUID();
            List<Runnable> work = new ArrayList<>();
            AcceptanceRun run = new AcceptanceRun(world.acceptance(), world.metadata.tasks(), slow, work::add);
            world.metadata.freezes().begin("a test");
            run.begin(Optional.of(Acceptance.Mode.DISCARD));
            world.metadata.tasks().release("acceptance", slow);
            assertThat(world.metadata.tasks().lease("acceptance", UUID.randomUUID(), Duration.ofMinutes(1)))
                    .isPresent();
            work.getLast().run();
            assertThat(run.state())
                    .isInstanceOfSatisfying(
                            AcceptanceRun.State.Failed.class,
                            failed -> assertThat(failed.reason()).contains("another gateway"));
            assertThat(world.freeze.holds()).isTrue();
        }
    }

    @Test
    void aLeaseThatRanOutIsLostThoughItCouldBeHadAgain() throws IOException {
        try (World world = World.fresh(stores)) {
            AtomicLong nanos = new AtomicLong();
            AcceptanceLease lease = AcceptanceLease.take(world.metadata.tasks(), UUID.randomUUID(), nanos::get);
            nanos.addAndGet(AcceptanceLease.LENGTH.toNanos() - 1);
            lease.demand();
            nanos.addAndGet(AcceptanceLease.LENGTH.toNanos());
            lease.prolong();
            assertThatThrownBy(lease::demand).isInstanceOf(StorageException.Refused.class);
        }
    }

    @Test
    void oneThatFindsNoThreadIsNotCalledRunning() throws IOException {
        try (World world = World.fresh(stores)) {
            ExecutorService ended = Executors.newVirtualThreadPerTaskExecutor();
            ended.close();
            AcceptanceRun run = new AcceptanceRun(world.acceptance(), world.metadata.tasks(), UUID.randomUUID(), ended);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> run.begin(Optional.empty())).isInstanceOf(StorageException.Unavailable.class);
                assertThat(run.state()).isInstanceOf(AcceptanceRun.State.Failed.class);
            }
            assertThat(world.metadata.tasks().lease("acceptance", UUID.randomUUID(), Duration.ofMinutes(1)))
                    .as("the lease was given back")
                    .isPresent();
        }
    }

    @Test
    void whatIsDiscardedIsDeletedByTheUpkeep() throws IOException {
        byte[] backup;
        Map<String, byte[]> kept = new TreeMap<>();
        try (World world = World.fresh(stores)) {
            put(world, kept, "b/old", 5000);
            backup = world.backup();
            world.laterEra();
            put(world, new TreeMap<>(), "b/new", 250_000);
        }
        try (World world = new World(World.restored(backup), stores)) {
            AcceptReport done = world.acceptance().run(Acceptance.Mode.DISCARD);
            assertThat(done.count(State.WHOLE)).isEqualTo(new ForeignCount(1, 250_000));
            world.cleanUp();
            assertThat(world.objects.find("b/new")).isEmpty();
            assertThat(world.read("b/old")).isEqualTo(kept.get("b/old"));
            assertThat(listings().stream().mapToInt(List::size).sum()).isEqualTo(3);
        }
    }

    @Test
    void epochsThatWereOpenInTheBackupAreForeignAndNoOrphans() throws IOException {
        World world = World.fresh(stores);
        ObjectVersion first = world.put("b/old", World.bytes(1, 100));
        byte[] backup = world.backup();
        world.laterEra();
        ObjectVersion second = world.put("b/new", World.bytes(2, 100));
        UUID epoch = second.content().id().epoch();
        assertThat(first.content().id().epoch()).isEqualTo(epoch);
        world.kill();
        List<List<ChunkStat>> before = listings();
        try (World restored = new World(World.restored(backup), stores)) {
            assertThat(restored.metadata.epochs().states(List.of(epoch))).containsEntry(epoch, EpochState.UNKNOWN);
            restored.cleanUp();
            assertThat(listings()).isEqualTo(before);
            restored.acceptance().run(Acceptance.Mode.ADOPT);
            restored.cleanUp();
            assertThat(restored.read("b/new")).isEqualTo(World.bytes(2, 100));
            assertThat(restored.read("b/old")).isEqualTo(World.bytes(1, 100));
        }
    }

    @Test
    void aStandbyThatWasBehindIsPromotedUnderARunningGateway() throws IOException {
        World world = World.fresh(stores);
        ObjectVersion old = world.put("b/old", World.bytes(1, 100));
        UUID epoch = old.content().id().epoch();
        byte[] standby = world.backup();
        world.laterEra();
        world.put("b/lost", World.bytes(2, 300));
        world.kill();
        MetadataUrl url = World.restored(standby);
        try (World promoted = new World(url, stores)) {
            asAStandbyWouldBe(promoted, epoch, world.gateway);
            assertThat(promoted.freeze.holds()).isFalse();
            promoted.freeze.check();
            assertThat(promoted.freeze.holds())
                    .as("the stores know of a later era")
                    .isTrue();
            assertThat(promoted.metadata.epochs().states(List.of(epoch)))
                    .as("who still writes there is fenced")
                    .containsEntry(epoch, EpochState.UNKNOWN);
            List<List<ChunkStat>> before = listings();
            promoted.cleanUp();
            assertThat(listings()).isEqualTo(before);
            promoted.put("b/while frozen", World.bytes(3, 50));
            promoted.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(promoted.read("b/lost")).isEqualTo(World.bytes(2, 300));
            assertThat(promoted.read("b/while frozen")).isEqualTo(World.bytes(3, 50));
            promoted.cleanUp();
            assertThat(promoted.read("b/old")).isEqualTo(World.bytes(1, 100));
        }
    }

    @Test
    void chunksThatWereMovedSinceAreAdoptedWhereTheyAre() throws IOException {
        byte[] backup;
        byte[] data = World.bytes(5, 60_000);
        UUID from;
        UUID to;
        try (World world = World.fresh(stores)) {
            ObjectVersion version = world.put("b/moved", data);
            Placement placement = placement(world, version);
            from = placement.stores().get(1).orElseThrow();
            to = stores.stream()
                    .map(MemoryStore::uuid)
                    .filter(store -> !placement.stores().contains(Optional.of(store)))
                    .findFirst()
                    .orElseThrow();
            backup = world.backup();
            world.laterEra();
            move(version.content().id(), 1, from, to, world.metadata.epochs().era());
        }
        try (World world = new World(World.restored(backup), stores)) {
            assertThat(world.acceptance().look().moved()).isEqualTo(1);
            AcceptReport done = world.acceptance().run(Acceptance.Mode.DISCARD);
            assertThat(done.moved()).isEqualTo(1);
            Placement now = placement(world, world.objects.head("b/moved"));
            assertThat(now.stores().get(1)).contains(to);
            world.cleanUp();
            assertThat(world.read("b/moved")).isEqualTo(data);
            assertThat(world.acceptance().look().moved()).isZero();
        }
    }

    @Test
    void anEmptyDatabaseTakesOldStoresOver() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        UUID cluster;
        try (World world = World.fresh(stores)) {
            world.laterEra();
            put(world, all, "b/one", 5000);
            put(world, all, "b/two", 250_000);
            put(world, all, "native", 1234);
            cluster = world.metadata.cluster();
        }
        List<List<ChunkStat>> before = listings();
        MetadataUrl empty = PostgresForTests.freshDatabase();
        try (World world = new World(empty, stores)) {
            assertThat(world.stores.reachable())
                    .as("they belong to another cluster")
                    .isEmpty();
            world.cleanUp();
            assertThat(world.cluster.strangers()).containsExactly(cluster);
            assertThat(world.metadata.takeOver(cluster)).isTrue();
        }
        try (World world = new World(empty, stores)) {
            world.freeze.check();
            assertThat(world.freeze.holds()).isTrue();
            world.cleanUp();
            assertThat(listings()).isEqualTo(before);
            assertThat(world.metadata.takeOver(UUID.randomUUID()))
                    .as("a database that knows stores is not empty")
                    .isFalse();
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(done.count(State.ADOPTED).contents()).isEqualTo(3);
            world.cleanUp();
            for (Map.Entry<String, byte[]> each : all.entrySet()) {
                assertThat(world.read(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void whatIsNotWholeStaysForeignUntilItIsDiscarded() throws IOException {
        byte[] backup;
        try (World world = World.fresh(stores)) {
            backup = world.backup();
            world.laterEra();
            ObjectVersion torn = world.put("b/torn", World.bytes(1, 250_000));
            ContentId id = torn.content().id();
            for (MemoryStore store : stores) {
                for (int index = 0; index < 2; index++) {
                    store.delete(
                            List.of(new ChunkDeletion(
                                    new ChunkId(id.epoch(), id.number(), 1, index), ChunkDeletion.ANY_STAMP)),
                            world.metadata.epochs().era());
                }
            }
        }
        try (World world = new World(World.restored(backup), stores)) {
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(done.count(State.INCOMPLETE).contents()).isEqualTo(1);
            int kept = listings().stream().mapToInt(List::size).sum();
            world.cleanUp();
            assertThat(listings().stream().mapToInt(List::size).sum()).isEqualTo(kept);
            world.acceptance().run(Acceptance.Mode.DISCARD);
            world.cleanUp();
            assertThat(listings().stream().mapToInt(List::size).sum()).isZero();
        }
    }

    @Test
    void partsOfUploadsThatAreKnownComeBack() throws IOException {
        byte[] backup;
        Upload upload;
        try (World world = World.fresh(stores)) {
            upload = world.uploads.create(new NewUpload(
                    "b/upload",
                    "b",
                    World.OWNER,
                    Map.of(),
                    Map.of(),
                    Description.STANDARD,
                    Optional.empty(),
                    Optional.empty()));
            backup = world.backup();
            world.laterEra();
            byte[] part = World.bytes(9, 120_000);
            try (PartWriter writer =
                    world.uploads.part(new PartRequest(upload.uploadId(), "b/upload", 1, part.length))) {
                writer.write(part, 0, part.length);
                writer.publish("x", Checksums.NONE);
            }
        }
        try (World world = new World(World.restored(backup), stores)) {
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(done.count(State.ADOPTED)).isEqualTo(new ForeignCount(1, 120_000));
            assertThat(world.metadata.uploads().parts(upload.uploadId(), 0, 10))
                    .singleElement()
                    .satisfies(part -> assertThat(part.size()).isEqualTo(120_000));
        }
    }

    @Test
    void nothingIsAcceptedWhileAStoreIsAway() throws IOException {
        byte[] backup;
        try (World world = World.fresh(stores)) {
            world.put("b/old", World.bytes(1, 100));
            backup = world.backup();
        }
        MemoryStore away = stores.removeLast();
        try (World world = new World(World.restored(backup), stores)) {
            assertThatThrownBy(() -> world.acceptance().run(Acceptance.Mode.ADOPT))
                    .isInstanceOf(StorageException.Refused.class);
            assertThat(world.freeze.holds()).isTrue();
            world.metadata.stores().set(away.uuid(), StoreState.DEAD);
            world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(world.freeze.holds()).isFalse();
        }
    }

    /** A copy that lags behind knows of no freeze, and has the epochs of its moment open. */
    private static void asAStandbyWouldBe(World world, UUID epoch, UUID gateway) {
        world.metadata.settings().clear(FreezeTable.SETTING);
        world.metadata
                .transactions()
                .repeat(connection ->
                        Sql.update(connection, "INSERT INTO slime.epoch (id, gateway) VALUES (?, ?)", epoch, gateway));
    }

    private static void put(World world, Map<String, byte[]> all, String path, int length) {
        byte[] data = World.bytes(path.hashCode() + length, length);
        all.put(path, data);
        world.put(path, data);
    }

    private static Placement placement(World world, ObjectVersion version) {
        Layout.One one = (Layout.One) version.content().layout();
        return world.metadata.placements().find(one.extent().placement()).orElseThrow();
    }

    private void move(ContentId content, int index, UUID from, UUID to, long era) {
        ChunkId id = new ChunkId(content.epoch(), content.number(), 0, index);
        ChunkStore source = store(from);
        ChunkStat stat = source.stat(id).orElseThrow();
        byte[] bytes = new byte[(int) stat.length()];
        source.read(id, 0, bytes.length, bytes, 0);
        ChunkDescription description = source.describe(id);
        try (ChunkWriter writer = store(to).create(id, bytes.length, era)) {
            writer.write(bytes, 0, bytes.length);
            writer.finish(description);
        }
        source.delete(List.of(new ChunkDeletion(id, stat.stamp())), era);
    }

    private MemoryStore store(UUID uuid) {
        return stores.stream()
                .filter(store -> store.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private List<List<ChunkStat>> listings() {
        return stores.stream()
                .map(store -> store.list(Optional.empty(), 10_000))
                .toList();
    }
}
