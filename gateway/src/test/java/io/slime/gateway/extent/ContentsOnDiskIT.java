package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents through real store directories and a real database. */
final class ContentsOnDiskIT {
    @TempDir
    Path directory = Path.of("");

    private @Nullable StoresForTests opened;

    @BeforeEach
    void open() throws IOException {
        List<DirectoryStore> stores = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path store = directory.resolve("store" + i);
            StoreDirectory.format(store);
            stores.add(DirectoryStore.open(store, StoreOptions.defaults().withReserve(0)));
        }
        opened = new StoresForTests(new Redundancy(2, 3), stores, ExtentSettings.defaults());
    }

    @AfterEach
    void close() {
        cluster().close();
    }

    @Test
    void smallContentsComeBack() {
        byte[] data = StoresForTests.bytes(1, 4096);
        Content content = cluster().write(data, data.length);
        assertThat(cluster().chunks()).hasSize(3).allMatch(chunk -> chunk.length() == 2048);
        assertThat(cluster().read(content)).isEqualTo(data);
    }

    @Test
    void contentsOfUnknownLengthComeBack() {
        byte[] data = StoresForTests.bytes(2, 5_000_001);
        Content content = cluster().write(data, -1);
        assertThat(cluster().read(content)).isEqualTo(data);
        assertThat(cluster().read(content, 1_999_999, 1_500_000))
                .isEqualTo(java.util.Arrays.copyOfRange(data, 1_999_999, 3_499_999));
    }

    @Test
    void aFlippedByteIsReadAroundAndSetAside() throws IOException {
        byte[] data = StoresForTests.bytes(3, 3_000_000);
        Content content = cluster().write(data, data.length);
        Path damaged = flip();
        assertThat(cluster().read(content)).isEqualTo(data);
        Awaitility.await()
                .until(() -> cluster().metadata().repairs().histogram().size() == 1);
        assertThat(cluster().stores().stream()
                        .mapToLong(store -> store.status().quarantined())
                        .sum())
                .as("chunks in quarantine after damage to %s", damaged)
                .isEqualTo(1);
        Optional<ChunkId> before = Optional.empty();
        assertThat(cluster().stores().getFirst().list(before, 10)).isNotNull();
    }

    /** Damages the data of the first chunk file that is found; all chunks are read when a content is read whole but parity. */
    private Path flip() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path file = files.filter(Files::isRegularFile)
                    .filter(path -> path.toFile().length() > 1_000_000)
                    .filter(path -> path.getFileName().toString().endsWith("00"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[700_000] ^= 1;
            Files.write(file, bytes);
            return file;
        }
    }

    private StoresForTests cluster() {
        StoresForTests cluster = opened;
        if (cluster == null) {
            throw new IllegalStateException("not opened");
        }
        return cluster;
    }
}
