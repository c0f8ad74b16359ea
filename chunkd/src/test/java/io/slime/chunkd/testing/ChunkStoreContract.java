package io.slime.chunkd.testing;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.description;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.SmallChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does, whatever it is made of. */
public abstract class ChunkStoreContract {
    private ChunkStore store;

    /** An empty, unbound store for one test. */
    protected abstract ChunkStore open() throws Exception;

    /** Bytes of a chunk of the size that is to be tried. */
    protected int typicalLength() {
        return 10_000;
    }

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 4096, 65_535, 65_536, 65_537, 131_072, 1 << 20, (1 << 20) + 1, 3_000_001})
    void givesBackWhatWasWritten(int length) {
        byte[] data = bytes(length, length);
        ChunkStat stat = put(store, id(1), data);
        assertThat(stat.length()).isEqualTo(length);
        assertThat(stat.stamp()).isPositive();
        assertThat(get(store, id(1), length)).isEqualTo(data);
        assertThat(store.stat(id(1))).contains(stat);
        assertThat(store.describe(id(1))).isEqualTo(description(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 70_000, 2_500_000})
    void takesAChunkOfUnknownLengthInPieces(int length) {
        byte[] data = bytes(3, length);
        try (ChunkWriter writer = store.create(id(1), ChunkStore.UNKNOWN_LENGTH, 1)) {
            for (int at = 0; at < length; at += 50_001) {
                writer.write(data, at, Math.min(50_001, length - at));
            }
            writer.finish(description(1));
        }
        assertThat(get(store, id(1), length)).isEqualTo(data);
    }

    @Test
    void readsAnyRange() {
        byte[] data = bytes(7, 200_000);
        put(store, id(1), data);
        int[][] ranges = {{0, 0}, {0, 1}, {65_535, 2}, {65_536, 65_536}, {1, 199_999}, {199_999, 1}, {200_000, 0}};
        for (int[] range : ranges) {
            byte[] into = new byte[range[1] + 5];
            store.read(id(1), range[0], range[1], into, 5);
            assertThat(Arrays.copyOfRange(into, 5, into.length))
                    .isEqualTo(Arrays.copyOfRange(data, range[0], range[0] + range[1]));
            assertThat(Arrays.copyOf(into, 5)).containsOnly(0);
        }
    }

    /** A store may always say no; a yes is as good as that of the calls that wait. */
    @ParameterizedTest
    @ValueSource(ints = {1, 511, 2048, 7000, 65_537, 1 << 20})
    void takesAndGivesBackAtOnceWhatItCan(int length) throws Exception {
        byte[] data = bytes(length, length);
        put(store, id(9), bytes(9, 1)); // era 1 is known
        CompletableFuture<Optional<ChunkException>> ended = new CompletableFuture<>();
        byte[] lent = data.clone();
        if (store.start(new SmallChunk(id(1), lent, length, 1, description(1)), ended::complete)) {
            Arrays.fill(lent, (byte) 0);
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEmpty();
        } else {
            put(store, id(1), data);
        }
        assertThat(get(store, id(1), length)).isEqualTo(data);
        assertThat(store.describe(id(1))).isEqualTo(description(1));
        assertThat(store.start(new SmallChunk(id(1), lent, length, 1, description(1)), ended::complete))
                .isFalse();
        for (int[] range : new int[][] {{0, length}, {length / 2, length - length / 2}, {length - 1, 1}}) {
            byte[] into = new byte[range[1] + 5];
            if (store.readAtOnce(id(1), range[0], range[1], into, 5)) {
                assertThat(Arrays.copyOfRange(into, 5, into.length))
                        .isEqualTo(Arrays.copyOfRange(data, range[0], range[0] + range[1]));
            }
        }
        assertThat(store.readAtOnce(id(1), 1, length, new byte[length], 0)).isFalse();
        assertThat(store.readAtOnce(id(1), -1, 1, new byte[1], 0)).isFalse();
        assertThat(store.readAtOnce(id(2), 0, 1, new byte[1], 0)).isFalse();
    }

    @Test
    void refusesARangeOutsideTheChunk() {
        put(store, id(1), bytes(1, 100));
        byte[] into = new byte[200];
        assertThatThrownBy(() -> store.read(id(1), 0, 101, into, 0)).isInstanceOf(ChunkException.Refused.class);
        assertThatThrownBy(() -> store.read(id(1), 101, 1, into, 0)).isInstanceOf(ChunkException.Refused.class);
        assertThatThrownBy(() -> store.read(id(1), -1, 1, into, 0)).isInstanceOf(ChunkException.Refused.class);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> get(store, id(1), 1)).isInstanceOf(ChunkException.Missing.class);
        assertThatThrownBy(() -> store.describe(id(1))).isInstanceOf(ChunkException.Missing.class);
        assertThat(store.stat(id(1))).isEmpty();
        assertThat(store.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void renewsTheStampWhenTheSameChunkIsWrittenAgain() {
        byte[] data = bytes(1, typicalLength());
        ChunkStat first = put(store, id(1), data);
        ChunkStat second = put(store, id(1), data);
        assertThat(second.stamp()).isGreaterThan(first.stamp());
        assertThat(store.stat(id(1))).contains(second);
        assertThat(store.list(Optional.empty(), 10)).containsExactly(second);
        assertThat(store.status().chunks()).isEqualTo(1);
    }

    @Test
    void refusesOtherContentUnderATakenId() {
        byte[] data = bytes(1, typicalLength());
        ChunkStat stat = put(store, id(1), data);
        byte[] other = data.clone();
        other[typicalLength() - 1] ^= 1;
        assertThatThrownBy(() -> put(store, id(1), other)).isInstanceOf(ChunkException.Conflict.class);
        assertThatThrownBy(() -> put(store, id(1), bytes(1, typicalLength() - 1)))
                .isInstanceOf(ChunkException.Conflict.class);
        assertThat(get(store, id(1), typicalLength())).isEqualTo(data);
        assertThat(store.stat(id(1))).contains(stat);
    }

    @Test
    void leavesNothingOfAWriterThatWasClosedUnfinished() {
        try (ChunkWriter writer = store.create(id(1), typicalLength(), 1)) {
            writer.write(bytes(1, 100), 0, 100);
        }
        assertThat(store.stat(id(1))).isEmpty();
        assertThat(store.list(Optional.empty(), 10)).isEmpty();
        assertThat(store.status().chunks()).isZero();
        put(store, id(1), bytes(2, typicalLength()));
    }

    @Test
    void refusesALengthThatIsNotTheOneAnnounced() {
        try (ChunkWriter writer = store.create(id(1), 1_000, 1)) {
            writer.write(bytes(1, 999), 0, 999);
            assertThatThrownBy(() -> writer.finish(description(1))).isInstanceOf(ChunkException.Refused.class);
        }
        try (ChunkWriter writer = store.create(id(2), 10, 1)) {
            byte[] data = bytes(1, 11);
            assertThatThrownBy(() -> {
                        writer.write(data, 0, 11);
                        writer.finish(description(1));
                    })
                    .isInstanceOf(ChunkException.Refused.class);
        }
        assertThat(store.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void deletesByStamp() {
        ChunkStat stat = put(store, id(1), bytes(1, typicalLength()));
        assertThat(store.delete(List.of(new ChunkDeletion(id(1), stat.stamp())), 1))
                .isEmpty();
        assertThat(store.stat(id(1))).isEmpty();
        assertThatThrownBy(() -> get(store, id(1), 1)).isInstanceOf(ChunkException.Missing.class);
        assertThat(store.delete(List.of(new ChunkDeletion(id(1), stat.stamp())), 1))
                .isEmpty();
        assertThat(store.status().chunks()).isZero();
    }

    @Test
    void refusesADeleteWithTheStampOfAnEarlierWrite() {
        byte[] data = bytes(1, typicalLength());
        ChunkStat first = put(store, id(1), data);
        put(store, id(1), data);
        ChunkStat other = put(store, id(2), data);
        ChunkDeletion late = new ChunkDeletion(id(1), first.stamp());
        assertThat(store.delete(List.of(late, new ChunkDeletion(id(2), other.stamp())), 1))
                .containsExactly(late);
        assertThat(get(store, id(1), typicalLength())).isEqualTo(data);
        assertThat(store.stat(id(2))).isEmpty();
    }

    @Test
    void deletesWhateverStampWhenReclaimAsks() {
        put(store, id(1), bytes(1, typicalLength()));
        assertThat(store.delete(List.of(new ChunkDeletion(id(1), ChunkDeletion.ANY_STAMP)), 1))
                .isEmpty();
        assertThat(store.stat(id(1))).isEmpty();
        put(store, id(1), bytes(2, typicalLength()));
        assertThat(get(store, id(1), typicalLength())).isEqualTo(bytes(2, typicalLength()));
    }

    @Test
    void deletesNothingForADatabaseThatWentBackInTime() {
        ChunkStat stat = put(store, id(1), bytes(1, typicalLength()));
        try (ChunkWriter writer = store.create(id(2), 0, 9)) {
            writer.finish(description(2));
        }
        assertThat(store.status().era()).isEqualTo(9);
        List<ChunkDeletion> deletions = List.of(new ChunkDeletion(id(1), stat.stamp()));
        assertThatThrownBy(() -> store.delete(deletions, 8)).isInstanceOf(ChunkException.EraBehind.class);
        assertThat(store.stat(id(1))).contains(stat);
        put(store, id(3), bytes(3, 10));
        assertThat(store.delete(deletions, 9)).isEmpty();
    }

    @Test
    void listsInOrderPageByPage() {
        List<ChunkId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(new ChunkId(new UUID(i % 3 == 0 ? -1L : i % 3, 5), i, i % 2, i % 7));
        }
        ids.forEach(id -> put(store, id, bytes(id.number(), id.number() % 2 == 0 ? 100 : typicalLength())));
        ids.sort(null);
        List<ChunkId> listed = new ArrayList<>();
        Optional<ChunkId> after = Optional.empty();
        List<ChunkStat> page = store.list(after, 7);
        while (!page.isEmpty()) {
            assertThat(page.size()).isLessThanOrEqualTo(7);
            page.forEach(stat -> listed.add(stat.id()));
            page = store.list(Optional.of(page.getLast().id()), 7);
        }
        assertThat(listed).isEqualTo(ids);
        assertThatThrownBy(() -> store.list(Optional.empty(), 0)).isInstanceOf(ChunkException.Refused.class);
        assertThatThrownBy(() -> store.list(Optional.empty(), 10_001)).isInstanceOf(ChunkException.Refused.class);
    }

    @Test
    void belongsToOneCluster() {
        UUID cluster = UUID.randomUUID();
        assertThat(store.status().cluster()).isEmpty();
        store.bind(cluster);
        store.bind(cluster);
        assertThat(store.status().cluster()).contains(cluster);
        assertThatThrownBy(() -> store.bind(UUID.randomUUID())).isInstanceOf(ChunkException.ForeignCluster.class);
        assertThat(store.status().cluster()).contains(cluster);
    }

    @Test
    void saysHowItIs() {
        put(store, id(1), bytes(1, typicalLength()));
        assertThat(store.status().uuid()).isEqualTo(store.uuid());
        assertThat(store.status().chunks()).isEqualTo(1);
        assertThat(store.status().quarantined()).isZero();
        assertThat(store.status().free()).isBetween(0L, store.status().capacity());
        assertThat(store.status().error()).isEmpty();
    }

    @Test
    void servesManyAtATime() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int number = i;
                calls.add(() -> {
                    byte[] data = bytes(number, 1 + number * typicalLength() / 32);
                    ChunkStat stat = put(store, id(number), data);
                    boolean same = Arrays.equals(get(store, id(number), data.length), data);
                    if (number % 2 == 0) {
                        store.delete(List.of(new ChunkDeletion(id(number), stat.stamp())), 1);
                    }
                    return same;
                });
            }
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                assertThat(call.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(store.list(Optional.empty(), 100)).hasSize(32);
        assertThat(store.status().chunks()).isEqualTo(32);
    }

    @Test
    void letsOneContentWinWhenTwoAreWrittenUnderOneId() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Integer>>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                calls.add(() -> {
                    try {
                        put(store, id(1), bytes(number, typicalLength()));
                        return Optional.of(number);
                    } catch (ChunkException.Conflict e) {
                        return Optional.empty();
                    }
                });
            }
            List<Integer> winners = new ArrayList<>();
            for (Future<Optional<Integer>> call : threads.invokeAll(calls)) {
                call.get(60, TimeUnit.SECONDS).ifPresent(winners::add);
            }
            assertThat(winners).hasSize(1);
            assertThat(get(store, id(1), typicalLength())).isEqualTo(bytes(winners.getFirst(), typicalLength()));
        }
    }
}
