package io.slime.chunkd.server;

import static io.slime.chunkd.testing.Chunks.description;
import static io.slime.chunkd.testing.Chunks.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.chunkd.wire.DescriptionText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that goes away in the middle leaves nothing behind. */
final class AbortedUploadTest {
    private static final String FIELDS = " HTTP/1.1\r\nHost: 127.0.0.1\r\nslime-era: 1\r\n";

    @TempDir
    Path temporary;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Path directory;
    private CountedStore store;
    private ChunkServer server;
    private String put;

    @BeforeEach
    void open() throws IOException {
        directory = temporary.resolve("store");
        StoreDirectory.format(directory);
        store = new CountedStore(
                DirectoryStore.open(directory, StoreOptions.defaults().withReserve(0)));
        server = ChunkServer.open(ChunkServerConfig.of("127.0.0.1", 0, Optional.empty()), List.of(store), threads);
        put = "PUT /" + store.uuid() + "/chunks/" + id(1) + FIELDS;
    }

    @AfterEach
    void close() {
        server.close();
        threads.close();
        store.close();
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(store.awaitClosed()).isTrue();
        assertThat(store.list(Optional.empty(), 10)).isEmpty();
        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void leavesNothingOfAnUploadOfKnownLength() throws Exception {
        try (RawHttp http = new RawHttp(server.address())) {
            http.send(put + "slime-description: " + DescriptionText.of(description(1))
                    + "\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(2_999_999));
            assertThat(store.awaitBegun()).isTrue();
        }
        assertNothingIsLeft();
    }

    @Test
    void leavesNothingOfAnUploadWithoutItsLastPiece() throws Exception {
        try (RawHttp http = new RawHttp(server.address())) {
            http.send(put + "slime-length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            assertThat(store.awaitBegun()).isTrue();
            http.reset();
        }
        assertNothingIsLeft();
    }

    @Test
    void leavesNothingOfAnUploadThatEndsWithinItsTrailers() throws Exception {
        try (RawHttp http = new RawHttp(server.address())) {
            http.send(put + "slime-length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nslime-description: "
                    + DescriptionText.of(description(1)) + "\r\n");
            assertThat(store.awaitBegun()).isTrue();
        }
        assertNothingIsLeft();
    }

    @Test
    void leavesNothingOfAnUploadThatIsBrokenOff() throws Exception {
        try (RawHttp http = new RawHttp(server.address())) {
            http.send(put + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + "x".repeat(0x200000) + "\r\nzz\r\n");
            assertThat(store.awaitBegun()).isTrue();
        }
        assertNothingIsLeft();
    }
}
