package io.slime.chunkd.client;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.server.ChunkServer;
import io.slime.chunkd.server.ChunkServerConfig;
import io.slime.chunkd.testing.Chunks;
import io.slime.chunkd.testing.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are gone, hang, or are none. */
@Timeout(60)
final class ServerGoneTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private ChunkServer serve(int port) {
        return ChunkServer.open(ChunkServerConfig.of("127.0.0.1", port, Optional.empty()), List.of(store), threads);
    }

    private static ChunkServerClient client(int port, Duration call) {
        return new ChunkServerClient(
                URI.create("http://127.0.0.1:" + port), Credentials.NONE, ClientLimits.DEFAULT.withCall(call));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Answers each connection with the same text, after it read something. */
    private ServerSocket answering(String text) throws IOException {
        ServerSocket listener = listen();
        threads.execute(() -> {
            while (true) {
                try (Socket socket = listener.accept()) {
                    assertThat(socket.getInputStream().read()).isPositive();
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                    socket.getOutputStream().flush();
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    return;
                }
            }
        });
        return listener;
    }

    @Test
    void isUnreachableWhenNothingListens() throws IOException {
        int port;
        try (ServerSocket listener = listen()) {
            port = listener.getLocalPort();
        }
        try (ChunkServerClient client = client(port, SHORT)) {
            ChunkStore remote = client.store(UUID.randomUUID());
            assertThatThrownBy(client::stores)
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("http://127.0.0.1:" + port);
            assertThatThrownBy(() -> remote.stat(id(1))).isInstanceOf(ChunkException.Unreachable.class);
            assertThatThrownBy(() -> put(remote, id(1), bytes(1, 10))).isInstanceOf(ChunkException.Unreachable.class);
            assertThatThrownBy(() -> remote.create(id(1), 1_000_000, 1)).isInstanceOf(ChunkException.Unreachable.class);
        }
        try (ChunkServerClient nowhere =
                new ChunkServerClient(URI.create("http://no-such-host.invalid:1"), Credentials.NONE)) {
            assertThatThrownBy(nowhere::uuids).isInstanceOf(ChunkException.Unreachable.class);
        }
    }

    @Test
    void comesBackWithTheServer() {
        ChunkServer first = serve(0);
        int port = first.address().getPort();
        try (ChunkServerClient client = client(port, Duration.ofSeconds(20))) {
            ChunkStore remote = client.store(store.uuid());
            put(remote, id(1), bytes(1, 100));
            first.close();
            assertThatThrownBy(() -> remote.stat(id(1))).isInstanceOf(ChunkException.Unreachable.class);
            try (ChunkServer second = serve(port)) {
                assertThat(second.address().getPort()).isEqualTo(port);
                assertThat(get(remote, id(1), 100)).isEqualTo(bytes(1, 100));
                put(remote, id(2), bytes(2, 500_000));
            }
            try (ChunkServer third = serve(port)) {
                assertThat(third.address().getPort()).isEqualTo(port);
                put(remote, id(3), bytes(3, 500_000));
            }
        }
        assertThat(get(store, id(3), 500_000)).isEqualTo(bytes(3, 500_000));
    }

    @Test
    void isUnreachableWhenTheServerHangs() throws IOException {
        try (ServerSocket hanging = listen();
                ChunkServerClient client = client(hanging.getLocalPort(), SHORT)) {
            ChunkStore remote = client.store(UUID.randomUUID());
            assertThatThrownBy(client::stores)
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("did not answer in 300 ms");
            byte[] large = bytes(1, 64 << 20);
            assertThatThrownBy(() -> put(remote, id(1), large))
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("did not answer in 300 ms");
        }
    }

    @Test
    void hasNoDeadlineWhileTheCallerThinks() throws IOException {
        try (ChunkServer server = serve(0);
                ServerSocket hanging = listen();
                ChunkServerClient other = client(hanging.getLocalPort(), SHORT.multipliedBy(4));
                ChunkServerClient client = client(server.address().getPort(), SHORT)) {
            try (ChunkWriter writer = client.store(store.uuid()).create(id(1), 200_000, 1)) {
                writer.write(bytes(1, 200_000), 0, 100_000);
                assertThatThrownBy(other::stores).hasMessageContaining("did not answer in 1200 ms");
                writer.write(bytes(1, 200_000), 100_000, 100_000);
                writer.finish(Chunks.description(1));
            }
        }
        assertThat(get(store, id(1), 200_000)).isEqualTo(bytes(1, 200_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[]",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n[]",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[]",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n[]",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\noops",
                "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:1/\r\n\r\n"
            })
    void isUnreachableWhenSomethingElseListens(String answer) throws IOException {
        try (ServerSocket other = answering(answer);
                ChunkServerClient client = client(other.getLocalPort(), Duration.ofSeconds(20))) {
            assertThatThrownBy(client::stores).isInstanceOf(ChunkException.Unreachable.class);
            assertThatThrownBy(() -> client.store(UUID.randomUUID()).stat(id(1)))
                    .isInstanceOf(ChunkException.Unreachable.class);
        }
    }

    @Test
    void makesNoCallsOnceClosed() {
        try (ChunkServer server = serve(0)) {
            ChunkServerClient closed = client(server.address().getPort(), Duration.ofSeconds(20));
            ChunkStore remote = closed.store(store.uuid());
            try (closed) {
                put(remote, id(1), bytes(1, 100));
            }
            assertThatThrownBy(closed::stores)
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> put(remote, id(2), bytes(2, 500_000)))
                    .isInstanceOf(ChunkException.Unreachable.class);
        }
    }

    @Test
    void noticesBytesThatChangedOnTheWay() throws IOException {
        String answer = "HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\nslime-crc32c: 9a71bb4d\r\n\r\nhello";
        try (ServerSocket other = answering(answer);
                ChunkServerClient client = client(other.getLocalPort(), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> get(client.store(UUID.randomUUID()), id(1), 5))
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("changed on the way");
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        try (ServerSocket hanging = listen();
                ChunkServerClient client = client(hanging.getLocalPort(), Duration.ofSeconds(50))) {
            CompletableFuture<String> outcome = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete("stores " + client.stores());
                } catch (ChunkException.Unreachable e) {
                    outcome.complete(Thread.currentThread().isInterrupted() + " " + e.getMessage());
                }
            });
            try (Socket connected = hanging.accept()) {
                assertThat(connected.getInputStream().read()).isPositive();
                caller.interrupt();
                assertThat(outcome.get(20, TimeUnit.SECONDS)).startsWith("true interrupted while");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1:1",
                "http://127.0.0.1",
                "http://127.0.0.1:1/x",
                "http://u@127.0.0.1:1",
                "http:x",
                "http://127.0.0.1:1?x",
                "127.0.0.1"
            })
    void refusesUrlsThatAreNone(String url) {
        assertThatThrownBy(() -> new ChunkServerClient(URI.create(url), Credentials.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://host:port");
    }
}
