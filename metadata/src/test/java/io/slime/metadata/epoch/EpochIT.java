package io.slime.metadata.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.reconcile.Verdict;
import io.slime.metadata.task.TaskRow;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EpochIT {
    private static MetadataForTests rig;
    private static EpochTable epochs;

    private final UUID gateway = UUID.randomUUID();

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
        epochs = rig.metadata().epochs();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void anEpochIsUnknownThenOpenThenClosedForEver() {
        UUID never = UUID.randomUUID();
        UUID epoch = epochs.open(gateway);
        assertThat(epoch.version()).isEqualTo(7);
        assertThat(epochs.states(List.of(never, epoch)))
                .isEqualTo(Map.of(never, EpochState.UNKNOWN, epoch, EpochState.OPEN));
        epochs.close(epoch, gateway);
        epochs.close(epoch, UUID.randomUUID());
        assertThat(epochs.states(List.of(epoch))).isEqualTo(Map.of(epoch, EpochState.CLOSED));
    }

    @Test
    void aClosedEpochPublishesNothingNewButIsSharedFrom() {
        Publish.Put published = rig.put("epoch/early", new Precondition.None());
        Publish.Put late = rig.put("epoch/late", new Precondition.None());
        rig.publish(published);
        epochs.close(rig.epoch(), gateway);
        try {
            assertThat(rig.publish(late)).isEqualTo(new PublishResult.EpochClosed());
            assertThat(rig.metadata().objects().find("epoch/late")).isEmpty();
            assertThat(rig.metadata().extents().find(late.source().id())).isEmpty();
            ContentId content = published.source().id();
            assertThat(rig.publish(new Publish.Put(
                            "epoch/copy",
                            false,
                            new Source.Shared(content, 4096),
                            published.facts(),
                            new Precondition.None())))
                    .isInstanceOf(PublishResult.Published.class);
        } finally {
            rig.newEpoch();
        }
    }

    @Test
    void fencingClosesAllEpochsOfAGatewayThatStoodStill() {
        UUID first = epochs.open(gateway);
        UUID second = epochs.open(gateway);
        epochs.beat(gateway, "still", 1);
        long beat = beat(gateway).beat();
        assertThat(epochs.fence(gateway, beat - 1, rig.gateway())).isFalse();
        assertThat(epochs.states(List.of(first, second))).containsValues(EpochState.OPEN, EpochState.OPEN);
        assertThat(epochs.fence(gateway, beat, rig.gateway())).isTrue();
        assertThat(epochs.fence(gateway, beat, rig.gateway())).isFalse();
        assertThat(epochs.states(List.of(first, second)))
                .containsOnly(Map.entry(first, EpochState.CLOSED), Map.entry(second, EpochState.CLOSED));
        assertThat(epochs.beats()).noneMatch(each -> each.gateway().equals(gateway));
    }

    @Test
    void whatAFencedGatewayWorkedAtIsTakenUpAtOnce() {
        TaskTable tasks = rig.metadata().tasks();
        epochs.open(gateway);
        epochs.beat(gateway, "still", 1);
        assertThat(tasks.lease("long work", gateway, Duration.ofHours(1))).isPresent();
        assertThat(tasks.save("long work", gateway, Optional.of("half"), "{}")).isTrue();
        assertThat(tasks.lease("long work", rig.gateway(), Duration.ofHours(1))).isEmpty();
        assertThat(epochs.fence(gateway, beat(gateway).beat(), rig.gateway())).isTrue();
        UUID other = UUID.randomUUID();
        assertThat(tasks.lease("long work", other, Duration.ofHours(1)).flatMap(TaskRow::cursor))
                .contains("half");
        epochs.retire(other);
        assertThat(tasks.lease("long work", gateway, Duration.ofHours(1))).isPresent();
    }

    @Test
    void aGatewayThatBeatsWhileItIsFencedIsNot() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                UUID one = UUID.randomUUID();
                UUID epoch = epochs.open(one);
                epochs.beat(one, "racer", 1);
                CountDownLatch go = new CountDownLatch(1);
                Future<Boolean> fenced = threads.submit(() -> {
                    go.await();
                    return epochs.fence(one, 1, rig.gateway());
                });
                Future<Long> beaten = threads.submit(() -> {
                    go.await();
                    return epochs.beat(one, "racer", 1);
                });
                go.countDown();
                beaten.get();
                EpochState expected = fenced.get() ? EpochState.CLOSED : EpochState.OPEN;
                assertThat(epochs.states(List.of(epoch))).containsEntry(epoch, expected);
            }
        }
    }

    @Test
    void retiringIsOrderly() {
        UUID epoch = epochs.open(gateway);
        epochs.retire(gateway);
        assertThat(epochs.states(List.of(epoch))).containsEntry(epoch, EpochState.CLOSED);
        assertThat(epochs.beats()).noneMatch(each -> each.gateway().equals(gateway));
    }

    @Test
    void beatsCountAndTellTheEra() {
        long era = epochs.era();
        assertThat(epochs.beat(gateway, "a", era)).isEqualTo(era);
        assertThat(epochs.bumpEra()).isEqualTo(era + 1);
        assertThat(epochs.beat(gateway, "b", era)).isEqualTo(era + 1);
        Beat beat = beat(gateway);
        assertThat(beat.beat()).isEqualTo(2);
        assertThat(beat.name()).isEqualTo("b");
        assertThat(beat.oldestRead()).isEqualTo(era);
        epochs.retire(gateway);
    }

    /** What a look after the close called an orphan is never published, though the publish may have begun before the close. */
    @Test
    void aPublishAndALookAfterTheCloseHaveAnOrder() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 40; round++) {
                rig.newEpoch();
                UUID epoch = rig.epoch();
                Publish.Put put = rig.put("race/" + round, new Precondition.None());
                FoundChunk chunk = new FoundChunk(put.source().id(), 0, 0);
                CountDownLatch go = new CountDownLatch(1);
                Future<PublishResult> published = threads.submit(() -> {
                    go.await();
                    return rig.publish(put);
                });
                Future<Verdict> verdict = threads.submit(() -> {
                    go.await();
                    epochs.close(epoch, gateway);
                    return rig.metadata()
                            .chunkNames()
                            .look(rig.stores().getFirst(), List.of(chunk))
                            .getOrDefault(chunk, Verdict.YOUNG);
                });
                go.countDown();
                boolean visible = published.get() instanceof PublishResult.Published;
                assertThat(verdict.get()).as("round " + round).isEqualTo(visible ? Verdict.NAMED : Verdict.ORPHAN);
            }
        } finally {
            rig.newEpoch();
        }
    }

    private Beat beat(UUID of) {
        return epochs.beats().stream()
                .filter(each -> each.gateway().equals(of))
                .findFirst()
                .orElseThrow();
    }
}
