package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ForwardingStore.Call;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The races of moves, repairs, reconcile and reclaim, each held at the step where it could go wrong. */
final class RaceIT {
    private static final Executor THREADS = Thread::startVirtualThread;

    private final StoresForTests stores = new StoresForTests(5);
    private final Placement placement = stores.placement(2, 3);
    private final Freeze freeze = stores.freeze();
    private final ChunkMove mover =
            new ChunkMove(stores.metadata, stores.gateway, freeze, stores.crew().throttle());

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aDeleteThatArrivesLateFindsTheChunkMovedAwayAndBack() throws Exception {
        NewContent content = stores.publish("a", placement, 3000);
        MemoryStore home = stores.store(placement, 1);
        MemoryStore other = stores.all.get(3);
        FoundChunk chunk = new FoundChunk(content.id(), 0, 1);
        HeldStore slow = new HeldStore(home, Call.DELETE);
        CompletableFuture<Long> moved =
                CompletableFuture.supplyAsync(() -> mover.move(chunk, slow.store(), other), THREADS);
        slow.awaitHeld();
        assertThat(placementOf(content).stores().get(1)).hasValue(other.uuid());
        assertThat(mover.move(chunk, other, home)).isPositive();
        assertThat(placementOf(content).stores().get(1)).hasValue(home.uuid());
        slow.release();
        assertThat(moved.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(StoresForTests.has(home, content.id(), 1))
                .as("the late delete meant an older stamp")
                .isTrue();
        assertThat(StoresForTests.has(other, content.id(), 1)).isFalse();
    }

    @Test
    void reconcileThatSawTheSourceOfAMoveDoesNotDeleteItsReturn() throws Exception {
        NewContent content = stores.publish("b", placement, 3000);
        MemoryStore home = stores.store(placement, 1);
        MemoryStore other = stores.all.get(3);
        FoundChunk chunk = new FoundChunk(content.id(), 0, 1);
        HeldStore keepsSource = new HeldStore(home, Call.DELETE);
        CompletableFuture<Long> moved =
                CompletableFuture.supplyAsync(() -> mover.move(chunk, keepsSource.store(), other), THREADS);
        keepsSource.awaitHeld();
        HeldStore slow = new HeldStore(home, Call.DELETE);
        OrphanVisitor visitor = new OrphanVisitor(stores.metadata, stores, freeze);
        CompletableFuture<Boolean> reconciled = CompletableFuture.supplyAsync(
                () -> visitor.page(slow.store(), Optional.empty()).isEmpty(), THREADS);
        slow.awaitHeld();
        assertThat(mover.move(chunk, other, home)).isPositive();
        slow.release();
        keepsSource.release();
        assertThat(reconciled.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(moved.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(StoresForTests.has(home, content.id(), 1)).isTrue();
    }

    @Test
    void theSourceOfAMoveThatWasKilledIsRemovedByReconcile() {
        NewContent content = stores.publish("killed", placement, 3000);
        MemoryStore home = stores.store(placement, 1);
        FoundChunk chunk = new FoundChunk(content.id(), 0, 1);
        stores.metadata.settings().set("deletion-frozen", "\"just now\"");
        assertThat(mover.move(chunk, home, stores.all.get(3))).isPositive();
        stores.metadata.settings().clear("deletion-frozen");
        assertThat(StoresForTests.has(home, content.id(), 1)).isTrue();
        OrphanVisitor visitor = new OrphanVisitor(stores.metadata, stores, freeze);
        stores.unreachable.add(stores.all.get(3));
        visitor.page(home, Optional.empty());
        assertThat(StoresForTests.has(home, content.id(), 1))
                .as("kept while its new place does not answer")
                .isTrue();
        stores.unreachable.clear();
        visitor.page(home, Optional.empty());
        assertThat(StoresForTests.has(home, content.id(), 1)).isFalse();
    }

    @Test
    void ofTwoRepairsOfOneExtentTheSlowOneChangesNothing() throws Exception {
        NewContent content = stores.publish("c", placement, 3000);
        MemoryStore dead = stores.store(placement, 1);
        stores.lost.add(dead.uuid());
        HeldStore slowSpare = new HeldStore(stores.all.get(3), Call.CREATE);
        stores.metadata.repairs().queue(content.id(), 0, List.of(1), 0, "test");
        RepairRow first = take(Duration.ofMillis(-1));
        CompletableFuture<ExtentRepair.Outcome> slow =
                CompletableFuture.supplyAsync(() -> repair(slowSpare.store(), first), THREADS);
        slowSpare.awaitHeld();
        RepairRow second = take(Duration.ofMinutes(1));
        stores.unreachable.add(stores.all.get(3));
        assertThat(repair(stores.all.get(4), second).waiting()).isEmpty();
        Placement now = placementOf(content);
        assertThat(now.stores().get(1)).hasValue(stores.all.get(4).uuid());
        stores.unreachable.clear();
        slowSpare.release();
        slow.get(30, TimeUnit.SECONDS);
        assertThat(placementOf(content).id()).as("the slow one was overtaken").isEqualTo(now.id());
        new OrphanVisitor(stores.metadata, stores, freeze).page(stores.all.get(3), Optional.empty());
        assertThat(StoresForTests.has(stores.all.get(3), content.id(), 1))
                .as("what it wrote is taken away")
                .isFalse();
        for (int index = 0; index < 3; index++) {
            assertThat(StoresForTests.has(stores.store(now, index), content.id(), index))
                    .isTrue();
        }
    }

    @Test
    void aChunkOnItsWayIsNoOrphan() throws Exception {
        NewContent content = stores.publish("d", placement, 3000);
        MemoryStore home = stores.store(placement, 1);
        MemoryStore other = stores.all.get(3);
        stores.metadata.epochs().close(stores.database.epoch(), stores.gateway);
        HeldStore slowSource = new HeldStore(home, Call.DELETE);
        CompletableFuture<Long> moved = CompletableFuture.supplyAsync(
                () -> mover.move(new FoundChunk(content.id(), 0, 1), slowSource.store(), other), THREADS);
        slowSource.awaitHeld();
        new OrphanVisitor(stores.metadata, stores, freeze).page(other, Optional.empty());
        assertThat(StoresForTests.has(other, content.id(), 1)).isTrue();
        slowSource.release();
        moved.get(30, TimeUnit.SECONDS);
        assertThat(StoresForTests.has(other, content.id(), 1)).isTrue();
    }

    @Test
    void aCopyOfAContentThatIsBeingReclaimedIsRefusedOrKeepsIt() throws Exception {
        NewContent content = stores.publish("source", placement, 3000);
        stores.publish("target", placement, 1000);
        stores.remove("source");
        ripen();
        try (Connection holder = connection()) {
            holder.setAutoCommit(false);
            Sql.list(holder, "SELECT 1 FROM slime.object WHERE path = 'target' FOR UPDATE", row -> row.getInt(1));
            CompletableFuture<PublishResult> copy =
                    CompletableFuture.supplyAsync(() -> stores.database.publish(copy(content)), THREADS);
            awaitWaiting(1);
            assertThat(stores.metadata.garbage().reclaim(10)).hasSize(1);
            holder.rollback();
            assertThat(copy.get(30, TimeUnit.SECONDS)).isInstanceOf(PublishResult.SourceGone.class);
        }
        assertThat(stores.metadata.extents().find(content.id())).isEmpty();
        assertThat(dangling()).isZero();
    }

    @Test
    void reclaimThatWaitsForACopyLeavesItsContentAlone() throws Exception {
        NewContent content = stores.publish("source", placement, 3000);
        stores.remove("source");
        ripen();
        try (Connection holder = connection()) {
            holder.setAutoCommit(false);
            Sql.list(
                    holder,
                    "SELECT 1 FROM slime.content WHERE epoch = ? AND number = ? FOR KEY SHARE",
                    row -> row.getInt(1),
                    content.id().epoch(),
                    content.id().number());
            CompletableFuture<Integer> reclaimed = CompletableFuture.supplyAsync(
                    () -> stores.metadata.garbage().reclaim(10).size(), THREADS);
            awaitWaiting(1);
            assertThat(stores.database.publish(copy(content))).isInstanceOf(PublishResult.Published.class);
            holder.rollback();
            assertThat(reclaimed.get(30, TimeUnit.SECONDS)).isZero();
        }
        assertThat(stores.metadata.extents().find(content.id())).isPresent();
        assertThat(dangling()).isZero();
    }

    /** Lets what lost its last reference become ripe for reclaim. */
    private void ripen() {
        stores.metadata.garbage().stamp(10);
        stores.metadata
                .epochs()
                .beat(stores.gateway, "here", stores.metadata.epochs().bumpEra());
    }

    private Publish.Put copy(NewContent content) {
        return new Publish.Put(
                "target",
                false,
                new Source.Shared(content.id(), content.size()),
                new Facts("copied", Attributes.NONE),
                new Precondition.None());
    }

    private void awaitWaiting(int sessions) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stores.metadata
                                .transactions()
                                .<Integer>statement(connection -> Sql.only(
                                        connection,
                                        "SELECT count(DISTINCT pid)::int FROM pg_locks WHERE NOT granted",
                                        row -> row.getInt(1)))
                        >= sessions);
    }

    private int dangling() {
        return stores.metadata
                .transactions()
                .statement(connection -> Sql.only(
                        connection,
                        "SELECT count(*)::int FROM slime.object o WHERE content_epoch IS NOT NULL AND NOT EXISTS "
                                + "(SELECT 1 FROM slime.content c WHERE c.epoch = o.content_epoch AND c.number = o.content_number)",
                        row -> row.getInt(1)));
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                stores.database.url().jdbc(),
                stores.database.url().user().orElse(""),
                stores.database.url().password().orElse(""));
    }

    private RepairRow take(Duration lease) {
        return stores.metadata.repairs().take(stores.gateway, lease, 1).getFirst();
    }

    private ExtentRepair.Outcome repair(ChunkStore spare, RepairRow row) {
        return ExtentRepair.run(means(spare), row, stores.metadata.extents().extent(row.content(), row.position()));
    }

    /** What a repair needs whose only spare store is this one. */
    private ExtentRepair.Means means(ChunkStore spare) {
        Stores view = new Stores() {
            @Override
            public List<ChunkStore> reachable() {
                return stores.reachable().stream()
                        .map(store -> store.uuid().equals(spare.uuid()) ? spare : store)
                        .toList();
            }

            @Override
            public boolean lost(UUID store) {
                return stores.lost(store);
            }

            @Override
            public Optional<UUID> spare(Collection<UUID> taken) {
                return Optional.of(spare.uuid());
            }
        };
        return ExtentRepair.Means.of(stores.metadata, view, stores.crew().throttle());
    }

    private Placement placementOf(NewContent content) {
        long id =
                stores.metadata.extents().extent(content.id(), 0).orElseThrow().placement();
        return stores.metadata.placements().find(id).orElseThrow();
    }
}
