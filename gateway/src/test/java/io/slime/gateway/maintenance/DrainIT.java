package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.testing.MemoryStore;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.store.StoreRemoval;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.transaction.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DrainIT {
    private final StoresForTests stores = new StoresForTests(5);
    private final Placement placement = stores.placement(2, 4);
    private final Drain drain = new Drain(stores.metadata, stores.gateway);
    private final Repair repair = new Repair(stores.metadata, stores, stores.gateway, stores.crew());
    private final MemoryStore dead = stores.store(placement, 1);

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void whateverCountsOnADeadStoreGoesElsewhereAndThenItCanBeForgotten() {
        List<NewContent> contents = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            contents.add(stores.publish("o" + i, placement, 100 * i + 1));
        }
        giveUp();
        assertThat(stores.metadata.stores().remove(dead.uuid())).isEqualTo(StoreRemoval.IN_USE);
        runAll(drain);
        assertThat(stores.metadata.repairs().histogram()).isEqualTo(Map.of(1, 30L));
        runAll(repair);
        for (NewContent content : contents) {
            Placement now = placementOf(content);
            assertThat(now.stores()).doesNotContain(Optional.of(dead.uuid()));
            for (int index = 0; index < 4; index++) {
                assertThat(StoresForTests.has(stores.store(now, index), content.id(), index))
                        .isTrue();
            }
        }
        runAll(drain);
        assertThat(stores.metadata.tasks().find("drain").orElseThrow().progress())
                .contains("\"done\": 30", "\"total\": 30");
        assertThat(stores.metadata.stores().remove(dead.uuid())).isEqualTo(StoreRemoval.REMOVED);
        drain.run();
        assertThat(stores.metadata.tasks().find("drain")).isEmpty();
    }

    @Test
    void aDeadStoreMayBeNamedByAnyNumberOfPlacements() {
        long first = placement.id();
        stores.metadata
                .transactions()
                .repeat(connection -> Sql.update(
                        connection,
                        "INSERT INTO slime.placement (need, total, stores) SELECT need, total, stores FROM slime.placement "
                                + "CROSS JOIN generate_series(1, 10001) WHERE id = ?",
                        first));
        Placement last = stores.metadata
                .placements()
                .create(placement.redundancy(), placement.stores().reversed());
        stores.publish("last", last, 1000);
        giveUp();
        runAll(drain);
        assertThat(stores.metadata.repairs().take(stores.gateway, Duration.ofMinutes(1), 10))
                .singleElement()
                .satisfies(row -> assertThat(row.slots()).containsExactly(2));
    }

    @Test
    void aStoreThatIsMerelyAwayIsNotDrained() {
        stores.publish("away", placement, 1000);
        stores.unreachable.add(dead);
        runAll(drain);
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void whoTakesItBackInTimeMovesNothing() {
        NewContent content = stores.publish("undead", placement, 1000);
        giveUp();
        runAll(drain);
        stores.lost.clear();
        stores.metadata.stores().set(dead.uuid(), StoreState.ACTIVE);
        runAll(repair);
        assertThat(placementOf(content).id()).isEqualTo(placement.id());
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
        assertThat(stores.all.get(4).list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void twoDeadStoresMakeAnExtentMoreUrgent() {
        stores.publish("one", placement, 1000);
        giveUp();
        MemoryStore second = stores.store(placement, 2);
        stores.lost.add(second.uuid());
        stores.metadata.stores().set(second.uuid(), StoreState.DEAD);
        runAll(drain);
        assertThat(stores.metadata.repairs().histogram()).isEqualTo(Map.of(0, 1L));
    }

    private void giveUp() {
        stores.lost.add(dead.uuid());
        stores.readable.add(dead.uuid());
        stores.metadata.stores().set(dead.uuid(), StoreState.DEAD);
    }

    private Placement placementOf(NewContent content) {
        long id =
                stores.metadata.extents().extent(content.id(), 0).orElseThrow().placement();
        return stores.metadata.placements().find(id).orElseThrow();
    }

    static void runAll(Task task) {
        int runs = 0;
        while (task.run()) {
            assertThat(++runs).isLessThan(1000);
        }
    }
}
