package io.slime.chunkd.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.testing.Chunks;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QueuedThreads threads = new QueuedThreads();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Integer> batches = new ArrayList<>();
    private final Lane lane = new Lane(threads, this::commit);

    private void commit(List<Append> appends, ByteBuffer scratch) {
        batches.add(appends.size());
        appends.forEach(append -> append.succeed(new ChunkStat(append.chunk().id(), 0, 1)));
    }

    private Append append(int number, int size) {
        NewChunk chunk = new NewChunk(
                Chunks.id(number),
                Chunks.description(number),
                1,
                new byte[size],
                size,
                new int[0],
                OptionalLong.empty());
        return new Append(chunk, true, ended::incrementAndGet);
    }

    private void works() throws Exception {
        Append append = append(99, 10);
        threads.whenAsked(() -> {});
        lane.submit(append, PATIENCE);
        threads.next().work().accept(ByteBuffer.allocate(0));
        assertThat(append.await(PATIENCE)).isPresent();
        assertThat(threads.isIdle()).isTrue();
    }

    private static void isTurnedAway(Append append) {
        assertThatThrownBy(() -> append.await(PATIENCE)).isInstanceOf(ChunkException.Unreachable.class);
    }

    @Test
    void turnsAwayAllThatWaitWhenThereIsNoThread() throws Exception {
        Append mine = append(1, 10);
        Append other = append(2, 10);
        CompletableFuture<Thread> teller = new CompletableFuture<>();
        other.whenEnded((stat, failure) -> teller.complete(Thread.currentThread()));
        threads.whenAsked(() -> {
            threads.whenAsked(() -> {});
            lane.submit(other, PATIENCE);
            throw new ChunkException.Unreachable("too many calls wait");
        });
        lane.submit(mine, PATIENCE);
        isTurnedAway(mine);
        assertThat(teller.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        isTurnedAway(other); // only now: one who waits may be the one who tells
        assertThat(ended).hasValue(2);
        works();
    }

    @Test
    void goesOnAfterNoThreadCouldBeMade() throws Exception {
        Append append = append(1, 10);
        threads.whenAsked(() -> {
            throw new OutOfMemoryError("unable to create native thread (planned by the test)");
        });
        lane.submit(append, PATIENCE);
        isTurnedAway(append);
        assertThat(ended).hasValue(1);
        works();
    }

    @Test
    void goesOnAfterThereWasNoMemoryForABuffer() throws Exception {
        Append append = append(1, 10);
        lane.submit(append, PATIENCE);
        threads.next().failed().accept(new OutOfMemoryError("Cannot reserve memory (planned by the test)"));
        isTurnedAway(append);
        works();
    }

    @Test
    void takesAllThatWaitAsOneBatchUnlessThatIsTooLarge() throws Exception {
        List<Append> all = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            all.add(append(number, 1 << 20));
            lane.submit(all.getLast(), PATIENCE);
        }
        threads.next().work().accept(ByteBuffer.allocate(0));
        for (Append append : all) {
            assertThat(append.await(PATIENCE)).isPresent();
        }
        assertThat(batches).containsExactly(16, 16, 8);
    }

    @Test
    void boundsTheBytesThatWait() throws Exception {
        for (int number = 0; number < 64; number++) {
            lane.submit(append(number, 1 << 20), Duration.ZERO);
        }
        assertThat(ended).hasValue(0);
        Append more = append(64, 1 << 20);
        assertThat(lane.trySubmit(more)).isFalse();
        assertThat(ended).hasValue(0);
        lane.submit(more, Duration.ZERO);
        isTurnedAway(more);
        assertThat(ended).hasValue(1);

        Append patient = append(65, 1 << 20);
        Thread waiter = Thread.ofVirtual().start(() -> lane.submit(patient, PATIENCE));
        threads.next().work().accept(ByteBuffer.allocate(0));
        assertThat(waiter.join(PATIENCE)).isTrue();
        if (!threads.isIdle()) {
            threads.next().work().accept(ByteBuffer.allocate(0));
        }
        assertThat(patient.await(PATIENCE)).isPresent();
        assertThat(lane.trySubmit(append(66, 64 << 20)))
                .as("all room is given back")
                .isTrue();
    }

    @Test
    void passesOverThoseThatWereGivenUp() throws Exception {
        Append given = append(1, 10);
        Append other = append(2, 10);
        lane.submit(given, PATIENCE);
        lane.submit(other, PATIENCE);
        assertThatThrownBy(() -> given.await(Duration.ZERO)).isInstanceOf(ChunkException.Unreachable.class);
        threads.next().work().accept(ByteBuffer.allocate(0));
        assertThat(other.await(PATIENCE)).isPresent();
        assertThat(batches).containsExactly(1);
        assertThat(ended).hasValue(2);
    }
}
