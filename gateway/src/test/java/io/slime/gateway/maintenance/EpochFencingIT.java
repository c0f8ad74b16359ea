package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.epoch.EpochState;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.testing.MetadataForTests;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EpochFencingIT {
    private final MetadataForTests database = MetadataForTests.open();
    private final EpochTable epochs = database.metadata().epochs();
    private final UUID ours = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID epoch = epochs.open(other);
    private final EpochFencing fencing = new EpochFencing(epochs, ours);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aGatewayThatStandsStillIsFenced() {
        for (int i = 0; i <= EpochFencing.LOOKS; i++) {
            assertThat(state()).isEqualTo(EpochState.OPEN);
            beatAndLook();
        }
        assertThat(state()).isEqualTo(EpochState.CLOSED);
        assertThat(epochs.beats()).noneMatch(beat -> beat.gateway().equals(other));
    }

    @Test
    void aGatewayThatBeatsNowAndThenIsNot() {
        for (int i = 0; i < 4 * EpochFencing.LOOKS; i++) {
            if (i % EpochFencing.LOOKS == 0) {
                epochs.beat(other, "slow", 0);
            }
            beatAndLook();
        }
        assertThat(state()).isEqualTo(EpochState.OPEN);
    }

    @Test
    void nobodyIsFencedWhenOurOwnBeatsDoNotArriveEither() {
        for (int i = 0; i < EpochFencing.LOOKS; i++) {
            beatAndLook();
        }
        for (int i = 0; i < EpochFencing.LOOKS; i++) {
            fencing.run();
        }
        beatAndLook();
        assertThat(state()).as("the count has begun anew").isEqualTo(EpochState.OPEN);
        for (int i = 0; i < EpochFencing.LOOKS; i++) {
            beatAndLook();
        }
        assertThat(state()).isEqualTo(EpochState.CLOSED);
    }

    @Test
    void aFencedGatewayThatReturnsIsSeenAgain() {
        for (int i = 0; i <= EpochFencing.LOOKS; i++) {
            beatAndLook();
        }
        epochs.beat(other, "back", 0);
        UUID next = epochs.open(other);
        beatAndLook();
        assertThat(epochs.states(List.of(next)).get(next)).isEqualTo(EpochState.OPEN);
        assertThat(state()).isEqualTo(EpochState.CLOSED);
    }

    private void beatAndLook() {
        epochs.beat(ours, "ours", 0);
        fencing.run();
    }

    private EpochState state() {
        return epochs.states(List.of(epoch)).getOrDefault(epoch, EpochState.UNKNOWN);
    }
}
