package io.slime.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ForwardingStore;
import io.slime.chunkd.testing.ForwardingStore.Call;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.epoch.JournalEpoch;
import io.slime.metadata.transaction.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the journal is written and thinned out while stores fail. */
final class JournalIT {

    private final List<MemoryStore> stores =
            IntStream.range(0, 4).mapToObj(i -> new MemoryStore()).toList();
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();
    private final Map<UUID, AtomicInteger> calls = new ConcurrentHashMap<>();

    /** A lease that is never lost. */
    static boolean always() {
        return true;
    }

    /** The stores, of which those that fail do so at one of these calls. */
    private List<ChunkStore> faulty(Call... faults) {
        return stores.stream()
                .<ChunkStore>map(store -> new ForwardingStore(store, call -> {
                    if (List.of(faults).contains(call)) {
                        calls.computeIfAbsent(store.uuid(), uuid -> new AtomicInteger())
                                .incrementAndGet();
                        if (failing.contains(store.uuid())) {
                            throw new ChunkException.Unreachable("out of order");
                        }
                    }
                }))
                .toList();
    }

    @Test
    void aStoreThatDoesNotAnswerKeepsNoOtherFromDeletingAndHasItsTurnLater() {
        List<ChunkStore> three = faulty(Call.DELETE).subList(0, 3);
        try (World world = World.fresh(three)) {
            Journal journal = journal(world, new OpenStores(three));
            failing.add(stores.getFirst().uuid());
            failing.add(stores.get(2).uuid());
            for (int i = 0; i < 3; i++) {
                world.put("b/" + i, World.bytes(i, 100));
                full(world);
                assertThat(journal.writeFullIfDue(JournalIT::always)).isTrue();
            }
            assertThat(stores).extracting(JournalIT::entries).containsExactly(3, 2, 3, 0);
            failing.clear();
            assertThat(journal.writeFullIfDue(JournalIT::always))
                    .as("none is due")
                    .isFalse();
            assertThat(stores).extracting(JournalIT::entries).containsExactly(2, 2, 2, 0);
        }
    }

    @Test
    void theBacklogIsBoundedAlsoWhileNoStoreCanBeReached() {
        try (World world = World.fresh(stores)) {
            world.put("b/one", World.bytes(1, 100));
            world.metadata
                    .transactions()
                    .repeat(connection -> Sql.update(
                            connection,
                            "INSERT INTO slime.journal (seq, kind, document) OVERRIDING SYSTEM VALUE "
                                    + "SELECT max(seq) + 3000000, 'object', '[]' FROM slime.journal"));
            Journal journal = journal(world, new OpenStores(List.of()));
            assertThat(journal.writeChanges(JournalIT::always)).isFalse();
            assertThat(world.metadata.journal().head().backlog()).isZero();
            assertThat(journal.bound()).isFalse();
        }
    }

    @Test
    void anEntryIsGivenUpWhenAnotherGatewayHasTheLease() {
        try (World world = World.fresh(stores)) {
            world.put("b/one", World.bytes(1, 100));
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> journal(world, world.stores).writeChanges(() -> asked.incrementAndGet() < 2))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("another gateway");
            assertThat(stores).extracting(JournalIT::entries).containsOnly(0);
            assertThat(world.metadata.journal().head().backlog()).isPositive();
        }
    }

    @Test
    void allStoresWriteAtTheSameTime() throws IOException {
        CyclicBarrier together = new CyclicBarrier(4);
        List<ChunkStore> waiting = stores.stream()
                .<ChunkStore>map(store -> new ForwardingStore(store, call -> {
                    if (call == Call.CREATE) {
                        meet(together);
                    }
                }))
                .toList();
        write(waiting, 1);
        assertThat(stores).extracting(JournalIT::entries).containsOnly(1);
    }

    @Test
    void aStoreThatFailedIsLeftOutOfTheRestOfTheEntry() throws IOException {
        failing.add(stores.get(1).uuid());
        write(faulty(Call.CREATE), 2 * EntryWriter.EXTENT + 1);
        assertThat(calls.values()).extracting(AtomicInteger::get).containsExactlyInAnyOrder(3, 1, 3, 3);
        JournalEntries entries = new JournalEntries(new OpenStores(List.copyOf(stores)), Runnable::run);
        JournalEntries.Found found = entries.find().firstEntry().getValue();
        Optional<Assembled> whole = entries.assemble(found);
        assertThat(entries.read(whole.orElseThrow()).readAllBytes()).hasSize(2 * EntryWriter.EXTENT + 1);
        failing.add(stores.get(2).uuid());
        failing.add(stores.get(3).uuid());
        assertThatThrownBy(() -> write(faulty(Call.CREATE), 1)).hasMessageContaining("only 1 stores took");
    }

    @Test
    void aStoreThatHangsIsLeftOutAndToldOf() throws IOException {
        CountDownLatch hanging = new CountDownLatch(1);
        UUID stuck = stores.get(2).uuid();
        List<ChunkStore> some = stores.stream()
                .map(store -> store.uuid().equals(stuck) ? stuck(store, hanging) : store)
                .toList();
        Queue<UUID> stalled = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                EntryWriter writer = new EntryWriter(
                        new EntryId(1, 1),
                        new Redundancy(2, 4),
                        1,
                        new EntryWriter.Ways(some, threads, JournalIT::always, Duration.ofSeconds(1), stalled::add))) {
            writer.write(new byte[10]);
            writer.finish();
            hanging.countDown();
        }
        assertThat(stalled).containsExactly(stuck);
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the others did not come", e);
        }
    }

    private static ChunkStore stuck(ChunkStore store, CountDownLatch hanging) {
        return new ForwardingStore(store, call -> {
            if (call == Call.CREATE) {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new ChunkException.Unreachable("it hung");
            }
        });
    }

    private static void write(List<ChunkStore> to, int length) throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                EntryWriter writer = new EntryWriter(
                        new EntryId(1, length),
                        new Redundancy(2, 4),
                        1,
                        new EntryWriter.Ways(to, threads, JournalIT::always, Duration.ofMinutes(1), stalled -> {}))) {
            writer.write(new byte[length]);
            writer.finish();
        }
    }

    private static Journal journal(World world, Stores to) {
        return new Journal(world.metadata, to, world.freeze, () -> World.REDUNDANCY, world.threads);
    }

    /** Makes a full entry due, as after many changes. */
    private static void full(World world) {
        world.metadata
                .transactions()
                .repeat(connection ->
                        Sql.update(connection, "UPDATE slime.journal_head SET since_bytes = full_bytes + 100000000"));
    }

    private static int entries(MemoryStore store) {
        List<Long> numbers = new ArrayList<>();
        store.list(Optional.empty(), 10_000).stream()
                .filter(stat -> JournalEpoch.is(stat.id().epoch()))
                .forEach(stat -> numbers.add(stat.id().number()));
        return (int) numbers.stream().distinct().count();
    }
}
