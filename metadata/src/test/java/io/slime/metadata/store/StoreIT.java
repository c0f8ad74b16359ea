package io.slime.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class StoreIT {
    private static MetadataForTests rig;
    private static StoreTable stores;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
        stores = rig.metadata().stores();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void aStoreKeepsItsStateWhenItMoves() {
        UUID uuid = UUID.randomUUID();
        StoreRow added = stores.add(uuid, "http://a:1", "a:/x", "a");
        assertThat(added.state()).isEqualTo(StoreState.ACTIVE);
        assertThat(added.report()).isEmpty();
        assertThat(stores.set(uuid, StoreState.DEAD)).isTrue();
        StoreRow moved = stores.add(uuid, "http://b:1", "b:/x", "b");
        assertThat(moved.state()).isEqualTo(StoreState.DEAD);
        assertThat(moved.url()).isEqualTo("http://b:1");
        assertThat(moved.added()).isEqualTo(added.added());
        assertThat(stores.find(uuid)).hasValue(moved);
        assertThat(stores.list()).contains(moved);
        assertThat(stores.set(UUID.randomUUID(), StoreState.DEAD)).isFalse();
    }

    @Test
    void theNewestReportIsKept() {
        UUID uuid = UUID.randomUUID();
        stores.add(uuid, "http://a:1", "a:/r", "a");
        UUID session = UUID.randomUUID();
        stores.report(
                List.of(new StoreReport(uuid, Instant.EPOCH, 10, 20, 1, 0, Optional.empty(), session, rig.gateway())));
        stores.report(List.of(
                new StoreReport(uuid, Instant.EPOCH, 5, 20, 2, 1, Optional.of("CONFLICT"), session, rig.gateway())));
        StoreReport report = stores.find(uuid).orElseThrow().report().orElseThrow();
        assertThat(report.free()).isEqualTo(5);
        assertThat(report.quarantined()).isEqualTo(1);
        assertThat(report.error()).hasValue("CONFLICT");
        assertThat(report.lastSeen()).as("database time").isAfter(Instant.EPOCH);
    }

    @Test
    void onlyADeadStoreOnWhichNothingDependsIsRemoved() {
        UUID uuid = UUID.randomUUID();
        assertThat(stores.remove(uuid)).isEqualTo(StoreRemoval.UNKNOWN);
        stores.add(uuid, "http://a:1", "a:/d", "a");
        assertThat(stores.remove(uuid)).isEqualTo(StoreRemoval.ACTIVE);
        Placement placement = rig.metadata().placements().create(new Redundancy(1, 1), List.of(Optional.of(uuid)));
        NewContent content = content(placement);
        rig.publish(rig.put("depends", content, new Precondition.None()));
        stores.set(uuid, StoreState.DEAD);
        assertThat(stores.remove(uuid)).isEqualTo(StoreRemoval.IN_USE);

        rig.publish(new Publish.Remove("depends", false, new Precondition.None()));
        rig.metadata().garbage().stamp(100);
        long era = rig.metadata().epochs().bumpEra();
        rig.metadata().epochs().beat(rig.gateway(), "here", era);
        assertThat(rig.metadata().garbage().reclaim(100)).isNotEmpty();
        assertThat(stores.remove(uuid)).isEqualTo(StoreRemoval.REMOVED);
        assertThat(stores.find(uuid)).isEmpty();
        assertThat(rig.metadata().placements().active(new Redundancy(1, 1), 10)).doesNotContain(placement);
    }

    @Test
    void aRepairTargetIsADependence() {
        UUID uuid = UUID.randomUUID();
        stores.add(uuid, "http://a:1", "a:/t", "a");
        stores.set(uuid, StoreState.DEAD);
        NewContent content = rig.content(100);
        rig.publish(rig.put("target", content, new Precondition.None()));
        rig.metadata().repairs().queue(content.id(), 0, List.of(2), 0, "test");
        RepairRow row = rig.metadata()
                .repairs()
                .take(rig.gateway(), Duration.ofMinutes(1), 1)
                .getFirst();
        rig.metadata().repairs().target(row, Map.of(2, uuid));
        assertThat(stores.remove(uuid)).isEqualTo(StoreRemoval.IN_USE);
        rig.metadata().repairs().done(row, List.of(2));
        assertThat(stores.remove(uuid)).isEqualTo(StoreRemoval.REMOVED);
    }

    @Test
    void nothingIsPublishedThatTooFewLivingStoresHold() {
        UUID uuid = UUID.randomUUID();
        stores.add(uuid, "http://a:1", "a:/p", "a");
        Placement placement = rig.metadata().placements().create(new Redundancy(1, 1), List.of(Optional.of(uuid)));
        stores.set(uuid, StoreState.DEAD);
        assertThat(rig.publish(rig.put("dead", content(placement), new Precondition.None())))
                .isEqualTo(new PublishResult.TooFewChunks());
        stores.set(uuid, StoreState.ACTIVE);
        assertThat(rig.publish(rig.put("dead", content(placement), new Precondition.None())))
                .isInstanceOf(PublishResult.Published.class);
    }

    @Test
    void placementsAreSharedAndRetired() {
        Redundancy redundancy = new Redundancy(1, 2);
        UUID one = UUID.randomUUID();
        List<Optional<UUID>> slots = List.of(Optional.of(one), Optional.empty());
        Placement first = rig.metadata().placements().create(redundancy, slots);
        assertThat(rig.metadata().placements().create(redundancy, slots)).isEqualTo(first);
        assertThat(rig.metadata()
                        .placements()
                        .create(redundancy, slots.reversed())
                        .id())
                .isNotEqualTo(first.id());
        assertThat(rig.metadata().placements().naming(one, 0, 10)).hasSize(2).contains(first);
        rig.metadata().placements().retire(first.id());
        assertThat(rig.metadata().placements().active(redundancy, 10)).doesNotContain(first);
        assertThat(rig.metadata().placements().find(first.id())).hasValue(first);
        assertThat(rig.metadata().placements().create(redundancy, slots).id()).isNotEqualTo(first.id());
    }

    private static NewContent content(Placement placement) {
        return new NewContent(rig.id(), 10, List.of(new ExtentRow(0, 0, 10, placement.id(), 512, 1, List.of())));
    }
}
