package io.slime.gateway.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.gateway.cli.client.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnStoresTest {
    private static final OwnStores.How HOW =
            new OwnStores.How(StoreOptions.defaults().withReserve(0), Optional.of("rack7"));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aStoreThatWasAbsentAtTheStartIsTakenInWhenItAppears() throws IOException {
        Path here = formatted("here");
        Path away = formatted("away");
        Path hidden = directory.resolve("hidden");
        Files.move(away, hidden);
        List<ChunkStore> found = new CopyOnWriteArrayList<>();
        try (OwnStores own = OwnStores.present(List.of(here, away), HOW);
                OwnStores.Watch _ = own.watch(found::add)) {
            assertThat(own.stores()).hasSize(1);
            assertThat(own.stores().getFirst().status().location().domain()).hasValue("rack7");
            Files.move(hidden, away);
            await().atMost(Duration.ofSeconds(30)).until(() -> own.stores().size() == 2);
            assertThat(found).containsExactly(own.stores().get(1));
            assertThat(found.getFirst().status().location().drive())
                    .as("both are on one file system")
                    .isPresent()
                    .isEqualTo(own.stores().getFirst().status().location().drive());
        }
    }

    @Test
    void whereNoStoresWereAskedForNoneAreMadeLater() throws IOException {
        Path stores = directory.resolve("stores");
        OwnStores.numbered(stores, OptionalInt.of(0), 3, HOW).close();
        try (OwnStores again = OwnStores.numbered(stores, OptionalInt.empty(), 3, HOW)) {
            assertThat(again.stores()).isEmpty();
        }
        try (OwnStores asked = OwnStores.numbered(stores, OptionalInt.of(2), 3, HOW)) {
            assertThat(asked.stores()).hasSize(2);
        }
        try (OwnStores after = OwnStores.numbered(stores, OptionalInt.empty(), 3, HOW)) {
            assertThat(after.stores()).hasSize(2);
        }
    }

    @Test
    void aNumberedStoreWhoseDriveIsAwayIsNotFormattedAnew() throws IOException {
        Path stores = directory.resolve("stores");
        OwnStores.numbered(stores, OptionalInt.of(3), 3, HOW).close();
        Path hidden = directory.resolve("hidden");
        Files.move(stores.resolve("2"), hidden);
        Files.createDirectory(stores.resolve("2"));
        try (OwnStores own = OwnStores.numbered(stores, OptionalInt.empty(), 3, HOW)) {
            assertThat(own.stores()).hasSize(2);
            assertThat(stores.resolve("2")).isEmptyDirectory();
        }
        assertThatThrownBy(() -> OwnStores.numbered(stores, OptionalInt.of(2), 3, HOW))
                .isInstanceOf(CommandFailure.class);
    }

    private Path formatted(String name) throws IOException {
        Path store = directory.resolve(name);
        StoreDirectory.format(store);
        return store;
    }
}
