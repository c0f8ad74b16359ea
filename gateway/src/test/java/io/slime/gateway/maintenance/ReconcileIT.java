package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.Chunks;
import io.slime.chunkd.testing.ForwardingStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReconcileIT {
    private final StoresForTests stores = new StoresForTests(3);
    private final Placement placement = stores.placement(2, 3);
    private final Freeze freeze = stores.freeze();
    private final OrphanRemoval removal = new OrphanRemoval(stores.metadata, freeze, stores.round());
    private final MissingSearch search = new MissingSearch(stores.metadata, stores.round());

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void orphansAreDeletedOnceTheirEpochIsClosed() {
        NewContent orphan = stores.write(placement, 5000);
        NewContent named = stores.publish("kept", placement, 5000);
        round(removal);
        assertThat(chunks(orphan.id())).as("the epoch is open").isEqualTo(3);
        closeEpoch();
        round(removal);
        assertThat(chunks(orphan.id())).isZero();
        assertThat(chunks(named.id())).isEqualTo(3);
        assertThat(progress("orphan-removal")).allMatch(text -> text.contains("\"removed\": 1"));
    }

    @Test
    void theStoreThatTheExtentNamesByNowIsNotElsewhere() {
        NewContent named = stores.publish("named", placement, 5000);
        MemoryStore home = stores.store(placement, 1);
        ChunkStat chunk = home.stat(Ids.chunk(named.id(), 0, 1)).orElseThrow();
        OrphanVisitor visitor = new OrphanVisitor(stores.metadata, stores, freeze);
        assertThat(visitor.isElsewhere(chunk, home.uuid())).isFalse();
        UUID other = stores.store(placement, 2).uuid();
        assertThat(visitor.isElsewhere(chunk, other)).isTrue();
        stores.instead.put(home.uuid(), new ForwardingStore(home, call -> {
            if (call == ForwardingStore.Call.READ) {
                throw new ChunkException.Quarantined(chunk.id(), "damaged");
            }
        }));
        assertThat(visitor.isElsewhere(chunk, other))
                .as("listed there, but it cannot be read")
                .isFalse();
    }

    @Test
    void onlySoManyMisplacedChunksAreReadForAPage() {
        UUID there = stores.store(placement, 0).uuid();
        MemoryStore elsewhere = stores.add(1 << 20);
        for (int i = 0; i < 5; i++) {
            ContentId id = stores.publish("moved" + i, placement, 5000).id();
            ChunkId chunk = Ids.chunk(id, 0, 0);
            byte[] bytes = new byte
                    [(int) stores.store(placement, 0).stat(chunk).orElseThrow().length()];
            stores.store(placement, 0).read(chunk, 0, bytes.length, bytes, 0);
            Chunks.put(elsewhere, chunk, bytes);
        }
        AtomicInteger reads = new AtomicInteger();
        stores.instead.put(there, new ForwardingStore(stores.store(placement, 0), call -> {
            if (call == ForwardingStore.Call.READ) {
                reads.incrementAndGet();
            }
        }));
        OrphanVisitor visitor =
                new OrphanVisitor(stores.metadata, stores, freeze, new OrphanVisitor.Budget(4000, Duration.ofHours(1)));
        Optional<ChunkId> after = Optional.empty();
        int pages = 0;
        do {
            reads.set(0);
            after = visitor.page(elsewhere, after);
            assertThat(reads)
                    .as("no more than the budget and one chunk, of 2560 bytes each")
                    .hasValueBetween(1, 2);
            pages++;
        } while (after.isPresent());
        assertThat(pages).isEqualTo(3);
        assertThat(elsewhere.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void foreignChunksAreNeverDeleted() {
        Chunks.put(stores.all.getFirst(), Chunks.id(7), Chunks.bytes(7, 100));
        round(removal);
        assertThat(stores.all.getFirst().stat(Chunks.id(7))).isPresent();
        assertThat(progress("orphan-removal")).anyMatch(text -> text.contains("\"foreign\": 1"));
    }

    @Test
    void nothingIsDeletedForADatabaseThatWentBackInTime() {
        NewContent orphan = stores.write(placement, 5000);
        closeEpoch();
        long ahead = stores.metadata.epochs().era() + 10;
        stores.all.get(2).delete(List.of(), ahead);
        EraStep step = new EraStep(stores.metadata, freeze, stores, stores.gateway);
        step.run();
        assertThat(freeze.reason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("went back in time", stores.all.get(2).uuid().toString()));
        round(removal);
        assertThat(chunks(orphan.id())).isEqualTo(3);
        long era = stores.metadata.epochs().era();
        step.run();
        assertThat(stores.metadata.epochs().era())
                .as("a frozen era does not catch up")
                .isEqualTo(era);
        Freeze another = stores.freeze();
        assertThat(another.holds()).as("other gateways see it too").isTrue();
    }

    @Test
    void rowsThatWereLoadedIntoAnotherDatabaseFreezeDeletionBeforeAnybodyDeletes() {
        assertThat(stores.freeze().holds())
                .as("the first to ask makes it their home")
                .isFalse();
        NewContent orphan = stores.write(placement, 5000);
        closeEpoch();
        stores.metadata.settings().set("database-identity", "\"another/1\"");
        Freeze restarted = stores.freeze();
        assertThat(restarted.holds()).isTrue();
        assertThat(restarted.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("another database", "slime meta accept"));
        round(removal);
        assertThat(chunks(orphan.id())).isEqualTo(3);
    }

    @Test
    void aStoreThatRefusesTheEraFreezesDeletion() {
        NewContent orphan = stores.write(placement, 5000);
        closeEpoch();
        stores.all.forEach(
                store -> store.delete(List.of(), stores.metadata.epochs().era() + 1));
        round(removal);
        assertThat(chunks(orphan.id())).isEqualTo(3);
        assertThat(freeze.holds()).isTrue();
    }

    @Test
    void aGatewayThatDoesNoOtherWorkNoticesAndTellsToo() {
        EraWatch watch = new EraWatch(freeze);
        watch.run();
        assertThat(freeze.reason()).isEmpty();
        stores.all.getFirst().delete(List.of(), stores.metadata.epochs().era() + 10);
        watch.run();
        assertThat(freeze.reason()).isPresent();
        Freeze elsewhere = stores.freeze();
        stores.unreachable.addAll(stores.all);
        new EraWatch(elsewhere).run();
        assertThat(elsewhere.reason()).isEqualTo(freeze.reason());
    }

    @Test
    void theEraStaysUnlessMostStoresAnswer() {
        EraStep step = new EraStep(stores.metadata, freeze, stores, stores.gateway);
        long era = stores.metadata.epochs().era();
        stores.unreachable.addAll(stores.all);
        step.run();
        assertThat(stores.metadata.epochs().era()).isEqualTo(era);
        stores.unreachable.remove(stores.all.getFirst());
        step.run();
        assertThat(stores.metadata.epochs().era())
                .as("one of three is not most")
                .isEqualTo(era);
        assertThat(reason("era-step"))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("only 1 of 3 stores answer"));
        stores.metadata.stores().set(stores.all.getLast().uuid(), StoreState.DEAD);
        step.run();
        assertThat(stores.metadata.epochs().era())
                .as("one of two is not, either")
                .isEqualTo(era);
        stores.metadata.stores().set(stores.all.getLast().uuid(), StoreState.ACTIVE);
        stores.unreachable.clear();
        step.run();
        assertThat(stores.metadata.epochs().era()).isEqualTo(era + 1);
        assertThat(reason("era-step")).as("it is no more").isEmpty();
        assertThat(stores.all)
                .as("idle stores learn it")
                .allSatisfy(store -> assertThat(store.status().era()).isEqualTo(era + 1));
        assertThat(freeze.reason()).isEmpty();
    }

    @Test
    void missingChunksAreQueuedForRepair() {
        NewContent whole = stores.publish("whole", placement, 5000);
        NewContent short1 = stores.publish("short", placement, 5000);
        stores.all
                .get(1)
                .delete(
                        List.of(new ChunkDeletion(Ids.chunk(short1.id(), 0, 1), 0)),
                        stores.metadata.epochs().era());
        round(search);
        List<RepairRow> rows = stores.metadata.repairs().take(stores.gateway, Duration.ofMinutes(1), 10);
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.content()).isEqualTo(short1.id());
            assertThat(row.slots()).containsExactly(1);
            assertThat(row.spare()).isZero();
        });
        assertThat(chunks(whole.id())).isEqualTo(3);
    }

    @Test
    void aRoundGoesOnWhereItBrokeOff() {
        for (int i = 0; i < 5; i++) {
            stores.write(placement, 100);
        }
        closeEpoch();
        stores.unreachable.add(stores.all.get(1));
        round(removal);
        assertThat(stores.all.get(1).list(Optional.empty(), 10)).hasSize(5);
        stores.unreachable.clear();
        round(removal);
        assertThat(stores.all)
                .allMatch(store -> store.list(Optional.empty(), 10).isEmpty());
    }

    @Test
    void aStoreAtWhichAPageFailsDoesNotHoldUpTheOthers() {
        NewContent orphan = stores.write(placement, 100);
        closeEpoch();
        UUID first =
                stores.all.stream().map(MemoryStore::uuid).sorted().findFirst().orElseThrow();
        StoreWalk walk = new StoreWalk("broken", stores, stores.metadata.tasks(), stores.gateway);
        OrphanVisitor visitor = new OrphanVisitor(stores.metadata, stores, freeze);
        StoreWalk.Visitor broken = new StoreWalk.Visitor() {
            @Override
            public Optional<ChunkId> page(ChunkStore store, Optional<ChunkId> after) {
                if (store.uuid().equals(first)) {
                    throw new IllegalStateException("no chunk store's failure");
                }
                return visitor.page(store, after);
            }

            @Override
            public String progress(boolean through) {
                return visitor.progress(through);
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> walk.step(broken));
        round(() -> walk.step(broken));
        assertThat(chunks(orphan.id())).as("deleted at the others").isEqualTo(1);
    }

    private void closeEpoch() {
        stores.metadata.epochs().close(stores.database.epoch(), stores.gateway);
    }

    private long chunks(ContentId id) {
        return IntStream.range(0, 3)
                .filter(index -> StoresForTests.has(stores.store(placement, index), id, index))
                .count();
    }

    private Optional<String> reason(String task) {
        return stores.metadata.tasks().find(task).flatMap(TaskRow::reason);
    }

    private List<String> progress(String task) {
        return stores.metadata.tasks().list().stream()
                .filter(row -> row.name().startsWith(task))
                .map(TaskRow::progress)
                .toList();
    }

    private static void round(Task task) {
        round(task::run);
    }

    private static void round(BooleanSupplier step) {
        int pages = 0;
        while (step.getAsBoolean()) {
            assertThat(++pages).isLessThan(100);
        }
    }
}
