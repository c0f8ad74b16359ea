package io.slime.chunkd.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.chunkd.testing.ChunkStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a directory, behind an open chunk server; chunks are longer than what is sent in one piece. */
final class RemoteDirectoryContractTest extends ChunkStoreContract {
    @TempDir
    Path directory;

    @Override
    protected ChunkStore open() throws Exception {
        Path store = directory.resolve("store");
        StoreDirectory.format(store);
        return new Served(DirectoryStore.open(store, StoreOptions.defaults().withReserve(0)), Optional.empty());
    }

    @Override
    protected int typicalLength() {
        return 300_000;
    }

    @Test
    void takesOrdersForItsScrubAndTellsHowItGetsOn() throws Exception {
        StoreDirectory.format(directory.resolve("other"));
        try (ChunkStore store = new Served(
                DirectoryStore.open(directory.resolve("other"), StoreOptions.defaults()), Optional.empty())) {
            assertThat(store.status().scrub()).isEqualTo(ScrubStatus.NONE);
            ScrubStatus begun = store.scrub(ScrubOrder.START).scrub();
            assertThat(begun.running()).hasValueSatisfying(pass -> {
                assertThat(pass.chunks()).isZero();
                assertThat(pass.left()).isEmpty();
            });
            ScrubStatus paused = store.scrub(ScrubOrder.PAUSE).scrub();
            assertThat(paused.paused()).isTrue();
            assertThat(store.status().scrub()).isEqualTo(paused);
            assertThat(store.scrub(ScrubOrder.RESUME).scrub()).isEqualTo(begun);
        }
    }
}
