package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slime.chunkd.chunk.StoreStatus;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.store.StoreState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ClusterTest {
    private static final UUID STORE = new UUID(1, 2);

    private final Cluster cluster = new Cluster(new UUID(3, 4), () -> 0);
    private final AtomicReference<StoreState> row = new AtomicReference<>(StoreState.ACTIVE);

    @Test
    void rowsThatAPassReadDoNotOvertakeNewerOnes() throws InterruptedException {
        newerRowsWin(() -> cluster.update(Map.of(), Map.of(), this::slow));
    }

    @Test
    void rowsOfARefreshDoNotOvertakeNewerOnes() throws InterruptedException {
        cluster.update(Map.of(), Map.of(), this::rows);
        newerRowsWin(() -> cluster.refresh(this::slow));
    }

    @Test
    void whatAStoreToldDuringAPassIsNotForgotten() {
        cluster.update(Map.of(), Map.of(STORE, seen(1)), this::rows);
        Map<UUID, KnownStore> before = cluster.known();
        KnownStore asked = seen(2);
        cluster.told(status(3));
        cluster.update(before, Map.of(STORE, asked), this::rows);
        assertThat(chunks()).isEqualTo(3);
        cluster.update(cluster.known(), Map.of(STORE, seen(4)), this::rows);
        assertThat(chunks()).isEqualTo(4);
    }

    @Test
    void aStoreThatWasForgottenDuringAPassHasNoRow() {
        cluster.update(Map.of(), Map.of(STORE, seen(1)), List::of);
        assertThat(cluster.find(STORE).orElseThrow().row()).isEmpty();
    }

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** While one has read the rows and is held, the store is given up and another takes the rows. */
    private void newerRowsWin(Runnable early) throws InterruptedException {
        Thread first = Thread.ofPlatform().start(early);
        read.await();
        row.set(StoreState.DEAD);
        Thread second = Thread.ofPlatform().start(() -> cluster.refresh(this::rows));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> second.getState() == Thread.State.BLOCKED || !second.isAlive());
        released.countDown();
        first.join();
        second.join();
        assertThat(cluster.lost(STORE)).as("given up").isTrue();
    }

    private List<StoreRow> slow() {
        List<StoreRow> rows = rows();
        read.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private List<StoreRow> rows() {
        return List.of(new StoreRow(STORE, "local:", "here:/a", "here", row.get(), Instant.EPOCH, Optional.empty()));
    }

    private long chunks() {
        return cluster.find(STORE).flatMap(KnownStore::status).orElseThrow().chunks();
    }

    private KnownStore seen(long chunks) {
        return new KnownStore(
                STORE,
                "local:",
                "here:/a",
                Optional.of(rows().getFirst()),
                Optional.of(status(chunks)),
                KnownStore.Ways.NONE,
                Optional.empty());
    }

    private static StoreStatus status(long chunks) {
        return new StoreStatus(
                STORE, new UUID(5, 6), "here:/a", Optional.empty(), 1, 10, 10, chunks, 0, Optional.empty());
    }
}
