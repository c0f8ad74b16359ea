package io.slime.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ForwardingStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.gateway.object.Preconditions;
import io.slime.metadata.foreign.ForeignContent.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What clients do while a foreign content is being read for its adoption stays. */
final class MeanwhileIT {
    private static final byte[] OLD = "as it was in the backup".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FOREIGN = "as it was when the database was lost".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLIENT = "as a client wrote it since".getBytes(StandardCharsets.UTF_8);

    private final List<MemoryStore> stores =
            Stream.generate(MemoryStore::new).limit(4).toList();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    @Test
    void aWriteStays() throws IOException {
        try (World world = wentBackInTime()) {
            meanwhile.set(() -> world.put("b/key", CLIENT));
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(world.read("b/key")).isEqualTo(CLIENT);
            assertThat(done.count(State.SUPERSEDED).contents()).isEqualTo(1);
        }
    }

    @Test
    void aDeleteStays() throws IOException {
        try (World world = wentBackInTime()) {
            meanwhile.set(() -> world.objects.delete("b/key", Optional.of("b"), Preconditions.NONE));
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(world.objects.find("b/key")).isEmpty();
            assertThat(done.count(State.SUPERSEDED).contents()).isEqualTo(1);
        }
    }

    @Test
    void withoutEitherTheForeignContentIsAdopted() throws IOException {
        try (World world = wentBackInTime()) {
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(world.read("b/key")).isEqualTo(FOREIGN);
            assertThat(done.count(State.ADOPTED).contents()).isEqualTo(1);
        }
    }

    private World wentBackInTime() throws IOException {
        byte[] backup;
        try (World world = World.fresh(stores)) {
            world.put("b/key", OLD);
            backup = world.backup();
            world.laterEra();
            world.put("b/key", FOREIGN);
        }
        List<ChunkStore> watched = stores.stream()
                .<ChunkStore>map(store -> new ForwardingStore(store, this::before))
                .toList();
        World world = new World(World.restored(backup), watched);
        world.freeze.check();
        return world;
    }

    private void before(ForwardingStore.Call call) {
        if (call == ForwardingStore.Call.READ) {
            meanwhile.getAndSet(() -> {}).run();
        }
    }
}
