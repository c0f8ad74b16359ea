package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RunningRead;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.garbage.Reclaimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReclaimIT {
    private final StoresForTests stores = new StoresForTests(3);
    private final Freeze freeze = stores.freeze();
    private final List<ContentId> erased = new ArrayList<>();
    private final Reclaim reclaim =
            new Reclaim(stores.metadata.garbage(), stores.metadata.tasks(), freeze, this::erase, stores.gateway);
    private final EraStep step = new EraStep(stores.metadata, freeze, stores, stores.gateway);
    private final Pulse pulse = new Pulse(stores.metadata.epochs(), stores.gateway, "here");

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void waitsForReadsThatBeganBeforeTheDeletion() {
        stores.metadata.epochs().bumpEra();
        pulse.beat();
        pulse.beat();
        NewContent content = stores.publish("a", stores.placement(2, 3), 1000);
        try (RunningRead read = pulse.begin()) {
            assertThat(read.era()).isPositive();
            stores.remove("a");
            for (int i = 0; i < 5; i++) {
                turn();
            }
            assertThat(erased).isEmpty();
        }
        turn();
        turn();
        assertThat(erased).containsExactly(content.id());
        assertThat(stores.metadata.extents().find(content.id())).isEmpty();
    }

    @Test
    void reclaimsNothingWhileDeletionIsFrozen() {
        pulse.beat();
        NewContent content = stores.publish("b", stores.placement(2, 3), 1000);
        stores.remove("b");
        reclaim.run();
        stores.all.getFirst().delete(List.of(), stores.metadata.epochs().era() + 100);
        for (int i = 0; i < 5; i++) {
            turn();
        }
        assertThat(erased).isEmpty();
        assertThat(stores.metadata.extents().find(content.id())).isPresent();
        assertThat(freeze.reason()).isPresent();
    }

    @Test
    void anotherGatewayWithTheLeaseDoesTheWork() {
        stores.metadata.tasks().lease("reclaim", UUID.randomUUID(), Duration.ofMinutes(1));
        stores.publish("c", stores.placement(2, 3), 1000);
        stores.remove("c");
        for (int i = 0; i < 5; i++) {
            turn();
        }
        assertThat(erased).isEmpty();
    }

    private void erase(List<Reclaimed> gone) {
        gone.forEach(reclaimed -> erased.add(reclaimed.content()));
    }

    private void turn() {
        step.run();
        pulse.beat();
        reclaim.run();
    }
}
