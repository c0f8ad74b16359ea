package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.testing.MemoryStore;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RebalanceIT {
    private static final long SIZE = 200_000;

    private final StoresForTests stores = new StoresForTests(0);
    private final List<MemoryStore> old = List.of(stores.add(SIZE), stores.add(SIZE), stores.add(SIZE));
    private final Placement placement = stores.placement(2, 3);
    private final List<NewContent> contents = new ArrayList<>();

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void oneMoreDriveTakesItsShareAndNoExtentIsWeakened() {
        fill();
        MemoryStore fresh = stores.add(SIZE * 3 / 4);
        DrainIT.runAll(rebalance());
        double least =
                stores.all.stream().mapToDouble(RebalanceIT::relativeFree).min().orElseThrow();
        double most =
                stores.all.stream().mapToDouble(RebalanceIT::relativeFree).max().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(Rebalance.GAP);
        assertThat(fresh.list(Optional.empty(), 10_000)).isNotEmpty();
        assertEveryChunkIsOnceWhereItShouldBe();
        assertThat(stores.metadata.tasks().find("rebalance").orElseThrow().progress())
                .contains("\"done\"");
    }

    @Test
    void storesThatAreEvenlyFullAreLeftAlone() {
        fill();
        assertThat(rebalance().run()).isFalse();
        assertThat(stores.metadata.tasks().find("rebalance")).isEmpty();
    }

    @Test
    void anExtentIsNotMovedIntoADomainThatHoldsMoreOfIt() {
        fill();
        MemoryStore crowded = stores.add(SIZE);
        stores.domains.put(crowded.uuid(), stores.domain(old.getFirst().uuid()));
        DrainIT.runAll(rebalance());
        for (NewContent content : contents) {
            Placement now = placementOf(content);
            boolean both = now.stores().contains(Optional.of(crowded.uuid()))
                    && now.stores().contains(Optional.of(old.getFirst().uuid()));
            assertThat(both).as("two chunks in one domain of three").isFalse();
        }
        assertEveryChunkIsOnceWhereItShouldBe();
    }

    @Test
    void nothingMovesWhileDeletionIsFrozen() {
        fill();
        MemoryStore fresh = stores.add(SIZE);
        stores.metadata.settings().set("deletion-frozen", "\"the database went back in time\"");
        assertThat(rebalance().run()).isFalse();
        assertThat(fresh.list(Optional.empty(), 10)).isEmpty();
    }

    private void fill() {
        for (int i = 0; i < 120; i++) {
            contents.add(stores.publish("o" + i, placement, 2000));
        }
    }

    private Rebalance rebalance() {
        Crew crew = stores.crew();
        return new Rebalance(
                new ChunkMove(stores.metadata, stores.gateway, stores.freeze(), crew.throttle()), stores, crew);
    }

    private void assertEveryChunkIsOnceWhereItShouldBe() {
        for (NewContent content : contents) {
            Placement now = placementOf(content);
            for (int index = 0; index < 3; index++) {
                assertThat(StoresForTests.has(stores.store(now, index), content.id(), index))
                        .isTrue();
            }
        }
        assertThat(stores.all.stream()
                        .mapToInt(store -> store.list(Optional.empty(), 10_000).size())
                        .sum())
                .isEqualTo(3 * contents.size());
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    private Placement placementOf(NewContent content) {
        long id =
                stores.metadata.extents().extent(content.id(), 0).orElseThrow().placement();
        return stores.metadata.placements().find(id).orElseThrow();
    }

    private static double relativeFree(MemoryStore store) {
        return (double) store.status().free() / store.status().capacity();
    }
}
