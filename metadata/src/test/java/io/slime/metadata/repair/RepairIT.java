package io.slime.metadata.repair;

import static org.assertj.core.api.Assertions.assertThat;

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
    void theMostUrgentIsTakenFirstAndByOneOnly() {
        NewContent later = published("later");
        NewContent urgent = published("urgent");
        repairs.queue(later.id(), 0, List.of(1), 1, "test");
        repairs.queue(urgent.id(), 0, List.of(1), 0, "test");
        assertThat(take(1)).extracting(RepairRow::content).containsExactly(urgent.id());
        assertThat(repairs.take(UUID.randomUUID(), LEASE, 10))
                .extracting(RepairRow::content)
                .containsExactly(later.id());
        assertThat(take(10)).isEmpty();
        repairs.postpone(urgent.id(), 0, Duration.ofMinutes(1), "not now");
        assertThat(take(10)).isEmpty();
        repairs.postpone(urgent.id(), 0, Duration.ZERO, "now");
        assertThat(take(10)).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo("now");
            assertThat(row.attempts()).isEqualTo(2);
        });
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
            assertThat(repairs.target(content.id(), position, Map.of(2, UUID.randomUUID())))
                    .isTrue();
            assertThat(repairs.switchPlacement(content.id(), position, to.id(), from.id(), List.of()))
                    .isFalse();
            assertThat(extent(content, position).placement()).isEqualTo(from.id());
            assertThat(repairs.histogram()).isNotEmpty();
            assertThat(repairs.switchPlacement(content.id(), position, from.id(), to.id(), List.of()))
                    .isTrue();
            assertThat(extent(content, position).placement()).isEqualTo(to.id());
            assertThat(repairs.histogram()).isEmpty();
            assertThat(repairs.switchPlacement(content.id(), position, from.id(), to.id(), List.of()))
                    .isFalse();
            assertThat(repairs.target(content.id(), position, Map.of(2, UUID.randomUUID())))
                    .isFalse();
        }
    }

    @Test
    void whatIsStillMissingStaysInTheQueue() {
        NewContent content = published("part");
        repairs.queue(content.id(), 0, List.of(0, 2), -1, "test");
        assertThat(take(1)).hasSize(1);
        repairs.target(content.id(), 0, Map.of(2, rig.stores().get(0)));
        assertThat(repairs.done(content.id(), 0, List.of(2))).isTrue();
        assertThat(extent(content, 0).empty()).containsExactly(2);
        assertThat(take(1)).singleElement().satisfies(row -> {
            assertThat(row.slots()).containsExactly(2);
            assertThat(row.targets()).isEmpty();
            assertThat(row.spare()).isZero();
        });
        assertThat(repairs.switchPlacement(content.id(), 0, rig.placement().id(), other().id(), List.of(2)))
                .isTrue();
        assertThat(take(1)).hasSize(1);
        assertThat(repairs.done(content.id(), 0, List.of())).isTrue();
        assertThat(extent(content, 0).empty()).isEmpty();
        assertThat(repairs.done(content.id(), 0, List.of())).isFalse();
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
