package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.repair.RepairRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RepairIT {
    private static final int[] LENGTHS = {1, 511, 1024, 1025, 5000};

    private final StoresForTests stores = new StoresForTests(5);
    private final Placement placement = stores.placement(2, 4);
    private final Repair repair = new Repair(stores.metadata, stores, stores.gateway, stores.crew());

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void rebuildsInPlaceWhatIsMissing() {
        for (int length : LENGTHS) {
            for (int[] lost : new int[][] {{0}, {3}, {0, 1}, {1, 2}}) {
                NewContent content = stores.publish("p" + length + lost.length + lost[0], placement, length);
                List<byte[]> before = chunks(content);
                for (int index : lost) {
                    delete(content.id(), index);
                    queue(content.id(), index);
                }
                assertThat(repair.run()).isTrue();
                assertThat(chunks(content))
                        .as("length " + length)
                        .usingRecursiveComparison()
                        .isEqualTo(before);
                assertThat(stores.metadata.repairs().histogram()).isEmpty();
                assertThat(extent(content).placement()).isEqualTo(placement.id());
            }
        }
        assertThat(repair.run()).isFalse();
    }

    @Test
    void smallExtentsAreTakenManyAtATime() {
        List<NewContent> contents = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            contents.add(stores.publish("small" + i, placement, 100 + i));
            queue(contents.get(i).id(), 0);
        }
        stores.lost.add(stores.all.getFirst().uuid());
        int runs = 0;
        while (repair.run()) {
            runs++;
        }
        assertThat(runs).as("a page to find out, then large ones").isLessThanOrEqualTo(4);
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
        for (NewContent content : contents) {
            assertThat(extent(content).placement()).isNotEqualTo(placement.id());
            assertThat(StoresForTests.has(stores.all.get(4), content.id(), 0)).isTrue();
        }
    }

    @Test
    void whatWaitsForAStoreIsTriedAgainAlsoIfThatWasAwayBetweenTwoLooksOnly() {
        NewContent content = stores.publish("flapping", placement, 3000);
        delete(content.id(), 1);
        assertThat(repair.run()).as("nothing is queued, all stores were seen").isFalse();
        queue(content.id(), 1);
        RepairRow row = stores.metadata
                .repairs()
                .take(stores.gateway, Duration.ofMinutes(1), 1)
                .getFirst();
        stores.metadata.repairs().postpone(row, Duration.ofHours(1), "its store was away just now");
        assertThat(repair.run()).isFalse();
        stores.arrivals++;
        assertThat(repair.run()).isTrue();
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void fillsASlotThatWasLeftEmptyWhereItBelongs() {
        NewContent content = stores.publish("slot", placement, 3000, 2);
        assertThat(stores.metadata.repairs().histogram()).isEqualTo(Map.of(1, 1L));
        repair.run();
        assertThat(StoresForTests.has(stores.store(placement, 2), content.id(), 2))
                .isTrue();
        assertThat(extent(content).empty()).isEmpty();
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void aChunkThatCameAfterAllOnlyLeavesTheQueue() {
        NewContent content = stores.publish("late", placement, 3000);
        queue(content.id(), 1);
        long stamp = stores.store(placement, 1)
                .stat(Ids.chunk(content.id(), 0, 1))
                .orElseThrow()
                .stamp();
        repair.run();
        assertThat(stores.store(placement, 1)
                        .stat(Ids.chunk(content.id(), 0, 1))
                        .orElseThrow()
                        .stamp())
                .isEqualTo(stamp);
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void movesWhatAGivenUpStoreHeld() {
        NewContent content = stores.publish("dead", placement, 3000);
        List<byte[]> before = chunks(content);
        MemoryStore gone = stores.store(placement, 1);
        stores.lost.add(gone.uuid());
        queue(content.id(), 1);
        repair.run();
        Placement moved = placementOf(content);
        UUID spare = stores.all.get(4).uuid();
        assertThat(moved.stores().get(1)).hasValue(spare);
        assertThat(moved.stores().get(0)).isEqualTo(placement.stores().get(0));
        assertThat(chunk(stores.all.get(4), content, 1)).isEqualTo(before.get(1));
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void aStoreThatIsMerelyAwayIsWaitedFor() {
        NewContent content = stores.publish("away", placement, 3000);
        stores.unreachable.add(stores.store(placement, 1));
        queue(content.id(), 1);
        repair.run();
        assertThat(extent(content).placement()).isEqualTo(placement.id());
        assertThat(stores.all.get(4).list(Optional.empty(), 10)).isEmpty();
        assertThat(stores.metadata.repairs().histogram()).as("still queued").isNotEmpty();
        assertThat(repair.run()).as("later").isFalse();
    }

    @Test
    void anotherBadChunkIsFoundOnTheWayAndRebuiltToo() {
        NewContent content = stores.publish("bad", placement, 3000);
        List<byte[]> before = chunks(content);
        delete(content.id(), 3);
        queue(content.id(), 3);
        stores.store(placement, 0).damage(Ids.chunk(content.id(), 0, 0), "a flipped bit");
        repair.run();
        assertThat(chunks(content)).usingRecursiveComparison().isEqualTo(before);
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void writesNothingThatDoesNotMatchTheChecksumOfTheExtent() {
        NewContent good = stores.write(placement, 3000);
        ExtentRow extent = good.extents().getFirst();
        NewContent wrong = new NewContent(
                good.id(),
                good.size(),
                List.of(new ExtentRow(
                        0, 0, extent.length(), extent.placement(), extent.cell(), extent.crc32c() + 1, List.of())));
        stores.database.publish(stores.database.put("wrong", wrong, new Precondition.None()));
        delete(good.id(), 1);
        queue(good.id(), 1);
        repair.run();
        assertThat(StoresForTests.has(stores.store(placement, 1), good.id(), 1)).isFalse();
        assertThat(stores.metadata.repairs().histogram()).isNotEmpty();
    }

    @Test
    void tooFewChunksArePutBackForLater() {
        NewContent content = stores.publish("few", placement, 3000);
        for (int index = 0; index < 3; index++) {
            delete(content.id(), index);
            queue(content.id(), index);
        }
        repair.run();
        assertThat(stores.metadata.repairs().histogram()).isNotEmpty();
        assertThat(StoresForTests.has(stores.store(placement, 3), content.id(), 3))
                .isTrue();
    }

    @Test
    void whatHasNoStoreStaysQueuedAndTheRestIsDone() {
        NewContent content = stores.publish("partly", placement, 3000, 1, 2);
        stores.unreachable.add(stores.store(placement, 1));
        stores.unreachable.add(stores.store(placement, 2));
        repair.run();
        assertThat(placementOf(content).stores().get(1))
                .hasValue(stores.all.get(4).uuid());
        assertThat(extent(content).empty()).containsExactly(2);
        assertThat(stores.metadata.repairs().histogram()).isEqualTo(Map.of(1, 1L));
        stores.unreachable.clear();
        repair.run();
        assertThat(extent(content).empty())
                .as("tried at once when a store is back")
                .isEmpty();
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void copiesFromADeadStoreThatCanBeReadWhatNobodyElseHas() {
        NewContent content = stores.publish("drained", placement, 3000);
        List<byte[]> before = chunks(content);
        for (int index : new int[] {1, 2}) {
            MemoryStore dead = stores.store(placement, index);
            stores.lost.add(dead.uuid());
            stores.readable.add(dead.uuid());
        }
        delete(content.id(), 0);
        queue(content.id(), 0);
        queue(content.id(), 1);
        repair.run();
        Placement moved = placementOf(content);
        UUID spare = stores.all.get(4).uuid();
        int at = moved.stores().indexOf(Optional.of(spare));
        assertThat(at)
                .as("one chunk of a dead store went to the only spare one")
                .isIn(1, 2);
        assertThat(chunk(stores.all.get(4), content, at)).isEqualTo(before.get(at));
        assertThat(chunk(stores.store(placement, 0), content, 0))
                .as("rebuilt from the only good one and one on a dead store")
                .isEqualTo(before.get(0));
        assertThat(extent(content).empty())
                .as("what can be read is not given up")
                .isEmpty();
    }

    @Test
    void aFullStoreIsNotWrittenTo() {
        MemoryStore full = stores.add(10);
        Placement tight = stores.metadata
                .placements()
                .create(
                        placement.redundancy(),
                        List.of(
                                placement.stores().get(0),
                                placement.stores().get(1),
                                placement.stores().get(2),
                                Optional.of(full.uuid())));
        NewContent content = stores.publish("full", tight, 3000, 3);
        repair.run();
        assertThat(placementOf(content).stores().get(3))
                .hasValueSatisfying(store -> assertThat(store).isNotEqualTo(full.uuid()));
        assertThat(extent(content).empty()).isEmpty();
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
    }

    @Test
    void rebuildsNothingWhileItIsPausedAndSaysHowItGetsOn() {
        for (int i = 0; i < 20; i++) {
            NewContent content = stores.publish("many" + i, placement, 3000);
            delete(content.id(), 1);
            queue(content.id(), 1);
        }
        stores.metadata.tasks().pause("repair", true, Optional.of("paused by an operator"));
        Repair paused = new Repair(stores.metadata, stores, stores.gateway, stores.crew());
        assertThat(paused.run()).isFalse();
        assertThat(stores.metadata.repairs().histogram()).isEqualTo(Map.of(1, 20L));
        assertThat(stores.metadata.tasks().find("repair"))
                .hasValueSatisfying(row -> assertThat(row.progress()).contains("\"waiting\": 20"));
        stores.metadata.tasks().pause("repair", false, Optional.empty());
        Repair resumed = new Repair(stores.metadata, stores, stores.gateway, stores.crew());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            resumed.run();
            return stores.metadata
                    .tasks()
                    .find("repair")
                    .orElseThrow()
                    .progress()
                    .contains("\"done\": 20");
        });
        assertThat(stores.metadata.repairs().histogram()).isEmpty();
        assertThat(stores.metadata.tasks().find("repair").orElseThrow().progress())
                .contains("\"total\": 20", "\"eta_seconds\": 0");
    }

    private void delete(ContentId id, int index) {
        stores.store(placement, index)
                .delete(
                        List.of(new ChunkDeletion(Ids.chunk(id, 0, index), ChunkDeletion.ANY_STAMP)),
                        stores.metadata.epochs().era());
    }

    private void queue(ContentId id, int index) {
        stores.metadata.repairs().queue(id, 0, List.of(index), 1, "test");
    }

    private ExtentRow extent(NewContent content) {
        return stores.metadata.extents().extent(content.id(), 0).orElseThrow();
    }

    private Placement placementOf(NewContent content) {
        return stores.metadata.placements().find(extent(content).placement()).orElseThrow();
    }

    private List<byte[]> chunks(NewContent content) {
        List<byte[]> chunks = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            chunks.add(chunk(stores.store(placement, index), content, index));
        }
        return chunks;
    }

    private static byte[] chunk(MemoryStore store, NewContent content, int index) {
        int length = (int)
                store.stat(Ids.chunk(content.id(), 0, index)).orElseThrow().length();
        byte[] chunk = new byte[length];
        store.read(Ids.chunk(content.id(), 0, index), 0, length, chunk, 0);
        return chunk;
    }
}
