package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.epoch.Beat;
import io.slime.metadata.epoch.EpochState;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.testing.MetadataForTests;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class EpochsIT {
    private static final MetadataForTests DATABASE = MetadataForTests.open();

    private final UUID gateway = UUID.randomUUID();
    private final EpochTable table = DATABASE.metadata().epochs();
    private final Epochs epochs = new Epochs(table, gateway);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void contentsOfOneEpochAreNumbered() {
        try (Ticket first = epochs.take();
                Ticket second = epochs.take()) {
            assertThat(second.content().epoch()).isEqualTo(first.content().epoch());
            assertThat(first.content().number()).isZero();
            assertThat(second.content().number()).isEqualTo(1);
        }
    }

    @Test
    void anEpochIsClosedWhenItsLastWriteEnds() {
        Ticket old = epochs.take();
        UUID epoch = old.content().epoch();
        epochs.rotate();
        try (Ticket young = epochs.take()) {
            assertThat(young.content().epoch()).isNotEqualTo(epoch);
        }
        assertThat(state(epoch)).isEqualTo(EpochState.OPEN);
        old.close();
        old.close();
        assertThat(state(epoch)).isEqualTo(EpochState.CLOSED);
    }

    @Test
    void anIdleEpochIsClosedByTheRotation() {
        UUID epoch;
        try (Ticket ticket = epochs.take()) {
            epoch = ticket.content().epoch();
        }
        assertThat(state(epoch)).isEqualTo(EpochState.OPEN);
        epochs.rotate();
        assertThat(state(epoch)).isEqualTo(EpochState.CLOSED);
    }

    @Test
    void aFencedEpochIsReplaced() {
        try (Ticket ticket = epochs.take()) {
            UUID epoch = ticket.content().epoch();
            table.close(epoch, UUID.randomUUID());
            epochs.fenced(epoch);
            try (Ticket next = epochs.take()) {
                assertThat(next.content().epoch()).isNotEqualTo(epoch);
                assertThat(state(next.content().epoch())).isEqualTo(EpochState.OPEN);
            }
        }
    }

    @Test
    void noWriteBeginsAfterTheEnd() {
        UUID epoch;
        try (Ticket ticket = epochs.take()) {
            epoch = ticket.content().epoch();
        }
        epochs.close();
        assertThat(state(epoch)).isEqualTo(EpochState.CLOSED);
        assertThatThrownBy(epochs::take).isInstanceOf(StorageException.Unavailable.class);
    }

    @Test
    void aRunningReadHoldsBackTheOldestRead() {
        Pulse pulse = new Pulse(table, gateway, "here");
        pulse.beat();
        pulse.beat();
        long began = pulse.era();
        assertThat(began).isEqualTo(table.era());
        try (RunningRead read = pulse.begin()) {
            table.bumpEra();
            pulse.beat();
            pulse.beat();
            pulse.beat();
            assertThat(pulse.era()).isEqualTo(began + 1);
            assertThat(read.era()).isEqualTo(began);
            assertThat(beat().oldestRead()).isEqualTo(began);
            assertThat(pulse.running()).isEqualTo(1);
        }
        pulse.beat();
        assertThat(beat().oldestRead()).isEqualTo(began + 1);
        assertThat(beat().name()).isEqualTo("here");
        assertThat(pulse.running()).isZero();
    }

    @Test
    void whatWasLookedUpBeforeTheLastSignIsHeldToo() {
        Pulse pulse = new Pulse(table, gateway, "here");
        pulse.beat();
        long lookedUp = table.era();
        table.bumpEra();
        pulse.beat();
        try (RunningRead read = pulse.begin()) {
            assertThat(read.era()).isLessThanOrEqualTo(lookedUp);
        }
    }

    private Beat beat() {
        List<Beat> mine = table.beats().stream()
                .filter(beat -> beat.gateway().equals(gateway))
                .toList();
        return mine.getFirst();
    }

    private EpochState state(UUID epoch) {
        return table.states(List.of(epoch)).getOrDefault(epoch, EpochState.UNKNOWN);
    }
}
