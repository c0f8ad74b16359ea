package io.slime.metadata.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RepairIT {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private MetadataForTests rig;
    private RepairTable repairs;

    @BeforeEach
    void open() {
        rig = MetadataForTests.open();
        repairs = rig.metadata().repairs();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatIsQueuedAgainIsAddedUp() {
        NewContent content = published("a");
        assertThat(repairs.queue(content.id(), 0, List.of(2), 1, "first")).isTrue();
        assertThat(repairs.queue(content.id(), 0, List.of(0, 2), 0, "second")).isTrue();
        assertThat(repairs.histogram()).isEqualTo(Map.of(0, 1L));
        assertThat(take(10)).singleElement().satisfies(row -> {
            assertThat(row.slots()).containsExactly(0, 2);
            assertThat(row.spare()).isZero();
            assertThat(row.reason()).isEqualTo("second");
            assertThat(row.attempts()).isEqualTo(1);
        });
        assertThat(repairs.queue(rig.id(), 0, List.of(1), 0, "no such content")).isFalse();
    }

    @Test
    void whatAStoreThatWasGivenUpHeldIsAddedToWhatWasMissing() {
        NewContent content = published("a");
        repairs.queue(content.id(), 0, List.of(0), 0, "missing");
        repairs.queueLosses(List.of(rig.stores().get(2)), Optional.empty(), 10);
        assertThat(take(10)).singleElement().satisfies(row -> {
            assertThat(row.slots()).containsExactly(0, 2);
            assertThat(row.spare()).isEqualTo(-1);
        });
    }

    @Test
    void lossesAreQueuedPageByPageThoughFewRowsOfAPageHaveAny() {
        Placement elsewhere = other();
        UUID dead = elsewhere.stores().get(2).orElseThrow();
        List<ContentId> lost = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            NewContent content = i % 4 == 0 ? rig.content(10, 10) : rig.content(10);
            rig.publish(rig.put("losses/" + i, content, new Precondition.None()));
            if (i == 7 || i == 8) {
                lost.add(content.id());
                int last = content.extents().size() - 1;
                repairs.queue(content.id(), last, List.of(0), 0, "test");
                RepairRow row = take(1).getFirst();
                assertThat(repairs.switchPlacement(row, rig.placement().id(), elsewhere.id(), List.of(0)))
                        .isTrue();
            }
        }
        Optional<RepairTable.ExtentName> after = Optional.empty();
        int pages = 0;
        do {
            after = repairs.queueLosses(List.of(dead), after, 10, 3);
            pages++;
        } while (after.isPresent() && pages < 100);
        assertThat(pages).as("12 contents and 6 extents, 3 a page").isBetween(5, 8);
        assertThat(take(10)).extracting(RepairRow::content).containsExactlyInAnyOrderElementsOf(lost);
    }

    @Test
    void theMostUrgentIsTakenFirstAndByOneOnly() {
        NewContent later = published("later");
        NewContent urgent = published("urgent");
        repairs.queue(later.id(), 0, List.of(1), 1, "test");
        repairs.queue(urgent.id(), 0, List.of(1), 0, "test");
        RepairRow first = take(1).getFirst();
        assertThat(first.content()).isEqualTo(urgent.id());
        assertThat(repairs.take(UUID.randomUUID(), LEASE, 10))
                .extracting(RepairRow::content)
                .containsExactly(later.id());
        assertThat(take(10)).isEmpty();
        repairs.postpone(first, Duration.ofMinutes(1), "not now");
        assertThat(take(10)).isEmpty();
        assertThat(repairs.postponed(5)).isEqualTo(Map.of("not now", 1L));
        assertThat(repairs.wake()).isEqualTo(1);
        assertThat(take(10)).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo("not now");
            assertThat(row.attempts()).isEqualTo(2);
        });
        repairs.postpone(first, Duration.ofMinutes(1), "of one who was overtaken");
        assertThat(repairs.postponed(5)).isEmpty();
    }

    @Test
    void aLeaseThatRanOutIsTakenOver() {
        NewContent content = published("lease");
        repairs.queue(content.id(), 0, List.of(1), 0, "test");
        assertThat(repairs.take(UUID.randomUUID(), Duration.ofMillis(-1), 1)).hasSize(1);
        assertThat(take(1)).hasSize(1);
    }

    @Test
    void aMoveHappensOnceAndConsumesTheRow() {
        for (int[] lengths : new int[][] {{100}, {100, 100}}) {
            NewContent content = rig.content(lengths);
            rig.publish(rig.put("moved/" + lengths.length, content, new Precondition.None()));
            int position = lengths.length - 1;
            Placement from = rig.placement();
            Placement to = other();
            repairs.queue(content.id(), position, List.of(2), 0, "test");
            RepairRow row = take(1).getFirst();
            assertThat(repairs.target(row, Map.of(2, UUID.randomUUID()))).isTrue();
            assertThat(repairs.switchPlacement(row, to.id(), from.id(), List.of(2)))
                    .isFalse();
            assertThat(extent(content, position).placement()).isEqualTo(from.id());
            assertThat(repairs.histogram()).isNotEmpty();
            assertThat(repairs.switchPlacement(row, from.id(), to.id(), List.of(2)))
                    .isTrue();
            assertThat(extent(content, position).placement()).isEqualTo(to.id());
            assertThat(repairs.histogram()).isEmpty();
            assertThat(repairs.switchPlacement(row, from.id(), to.id(), List.of(2)))
                    .isFalse();
            assertThat(repairs.target(row, Map.of(2, UUID.randomUUID()))).isFalse();
        }
    }

    @Test
    void whoeverWasOvertakenChangesNothing() {
        NewContent content = published("overtaken");
        repairs.queue(content.id(), 0, List.of(2), 0, "test");
        RepairRow slow =
                repairs.take(UUID.randomUUID(), Duration.ofMillis(-1), 1).getFirst();
        assertThat(repairs.target(slow, Map.of(2, UUID.randomUUID()))).isTrue();
        RepairRow fast = take(1).getFirst();
        UUID target = UUID.randomUUID();
        assertThat(repairs.target(fast, Map.of(2, target))).isTrue();
        assertThat(repairs.target(slow, Map.of(2, UUID.randomUUID()))).isFalse();
        assertThat(repairs.done(slow, List.of(2))).isFalse();
        assertThat(repairs.switchPlacement(slow, rig.placement().id(), other().id(), List.of(2)))
                .isFalse();
        assertThat(extent(content, 0).placement()).isEqualTo(rig.placement().id());
        assertThat(repairs.done(fast, List.of(2))).isTrue();
        repairs.queue(content.id(), 0, List.of(2), 0, "test");
        assertThat(take(1).getFirst().attempts()).isEqualTo(1);
        assertThat(repairs.done(slow, List.of(2)))
                .as("a row of the same name and number of attempts is another one")
                .isFalse();
    }

    @Test
    void aClaimKeepsOthersAway() {
        NewContent content = published("claimed");
        RepairTable.Holder holder = new RepairTable.Holder(rig.gateway(), LEASE);
        RepairRow claim = repairs.claim(content.id(), 0, holder, 1, "rebalance").orElseThrow();
        assertThat(repairs.claim(content.id(), 0, holder, 1, "rebalance")).isEmpty();
        assertThat(repairs.claim(rig.id(), 0, holder, 1, "nothing there")).isEmpty();
        assertThat(repairs.histogram()).as("nothing is missing").isEmpty();
        assertThat(take(10)).isEmpty();
        repairs.queue(content.id(), 0, List.of(1), 0, "found missing meanwhile");
        assertThat(repairs.switchPlacement(claim, rig.placement().id(), other().id(), List.of()))
                .isTrue();
        assertThat(take(10))
                .singleElement()
                .satisfies(row -> assertThat(row.slots()).containsExactly(1));
    }

    @Test
    void whatIsStillMissingStaysInTheQueue() {
        NewContent content = published("part");
        repairs.queue(content.id(), 0, List.of(0), 0, "test");
        RepairRow row = take(1).getFirst();
        repairs.queue(content.id(), 0, List.of(2), 0, "test");
        repairs.target(row, Map.of(0, rig.stores().get(1)));
        assertThat(repairs.histogram()).isEqualTo(Map.of(-1, 1L));
        assertThat(repairs.done(row, List.of(0))).isTrue();
        RepairRow rest = take(1).getFirst();
        assertThat(rest.slots()).containsExactly(2);
        assertThat(rest.targets()).isEmpty();
        assertThat(rest.spare()).isZero();
        assertThat(repairs.switchPlacement(rest, rig.placement().id(), other().id(), List.of()))
                .isTrue();
        RepairRow last = take(1).getFirst();
        assertThat(repairs.done(last, List.of(2))).isTrue();
        assertThat(repairs.done(last, List.of(2))).isFalse();
    }

    @Test
    void slotsThatAreFilledAreNoLongerEmpty() {
        NewContent content = rig.content(100);
        ExtentRow whole = content.extents().getFirst();
        NewContent holed = new NewContent(
                content.id(),
                100,
                List.of(new ExtentRow(0, 0, 100, whole.placement(), whole.cell(), whole.crc32c(), List.of(2))));
        rig.publish(rig.put("holed", holed, new Precondition.None()));
        RepairRow row = take(1).getFirst();
        assertThat(row.slots()).containsExactly(2);
        assertThat(repairs.done(row, List.of())).isTrue();
        assertThat(extent(content, 0).empty()).containsExactly(2);
        assertThat(repairs.done(take(1).getFirst(), List.of(2))).isTrue();
        assertThat(extent(content, 0).empty()).isEmpty();
        assertThat(repairs.histogram()).isEmpty();
    }

    @Test
    void aReclaimedContentIsNotRepaired() {
        NewContent content = published("gone");
        repairs.queue(content.id(), 0, List.of(1), 0, "test");
        rig.publish(new Publish.Remove("gone", false, new Precondition.None()));
        rig.metadata().garbage().stamp(10);
        rig.metadata()
                .epochs()
                .beat(rig.gateway(), "here", rig.metadata().epochs().bumpEra());
        assertThat(rig.metadata().garbage().reclaim(10)).hasSize(1);
        assertThat(repairs.histogram()).isEmpty();
    }

    private Placement other() {
        List<Optional<UUID>> slots = new ArrayList<>(rig.placement().stores());
        UUID store = UUID.randomUUID();
        rig.metadata().stores().add(store, "http://127.0.0.1:1", "test:/other", "test");
        slots.set(2, Optional.of(store));
        return rig.metadata().placements().create(rig.placement().redundancy(), slots);
    }

    private ExtentRow extent(NewContent content, int position) {
        return rig.metadata().extents().extent(content.id(), position).orElseThrow();
    }

    private NewContent published(String path) {
        NewContent content = rig.content(100);
        rig.publish(rig.put(path, content, new Precondition.None()));
        return content;
    }

    private List<RepairRow> take(int limit) {
        return repairs.take(rig.gateway(), LEASE, limit);
    }
}
