package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Distributed;
import io.slime.compat.fixture.RawRequest;
import io.slime.compat.fixture.SampleData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Stores break, one after the other; clients see the right bytes or a clear answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DegradedIT {
    private static final String BUCKET = "degraded";
    private static final List<Integer> SIZES = List.of(100, 70_000, 4_000_000, 9_000_001);

    private final Distributed cluster = Distributed.start(1);
    private S3Client s3 = Clients.once(cluster.endpoint());

    @BeforeAll
    void fill() {
        s3.createBucket(b -> b.bucket(BUCKET));
        putAll("before");
    }

    @AfterAll
    void close() {
        s3.close();
        cluster.close();
    }

    private void putAll(String prefix) {
        for (int size : SIZES) {
            s3.putObject(p -> p.bucket(BUCKET).key(prefix + size), RequestBody.fromBytes(SampleData.bytes(size, size)));
        }
    }

    private void allAreRight(String prefix) {
        for (int size : SIZES) {
            assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(prefix + size))
                            .asByteArray())
                    .as(prefix + size)
                    .isEqualTo(SampleData.bytes(size, size));
        }
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Whether a chunk file, {@code NUMBER.POSITION.INDEX}, has one of the two data chunks of an extent. */
    private static boolean isData(Path chunk) {
        String name = chunk.getFileName().toString();
        return name.endsWith(".00") || name.endsWith(".01");
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int old = open.read();
            open.seek(at);
            open.write(old ^ 0x40);
        }
    }

    /** Looks at the stores now, rather than within half a minute. */
    private void look() {
        cluster.endpoint()
                .curl("/stores", "-f", "-d", "{\"operation\":\"rescan\"}")
                .run()
                .ok();
    }

    @Test
    @Order(1)
    void damagedChunksAreReadAroundAndQuarantined() throws IOException {
        Path store = cluster.stores().getFirst();
        List<Path> chunks = files(store.resolve("chunks"));
        // Parity is read only where data is missing: which of them this store was given is chance.
        for (int more = 0; chunks.stream().noneMatch(DegradedIT::isData); more++) {
            assertThat(more).isLessThan(100);
            putAll("before");
            chunks = files(store.resolve("chunks"));
        }
        for (Path chunk : chunks) {
            flip(chunk, Files.size(chunk) / 2);
        }
        allAreRight("before");
        assertThat(files(store.resolve("quarantine")).stream()
                        .map(file -> file.getFileName().toString()))
                .anyMatch(name -> name.endsWith(".reason"));
        allAreRight("before");
    }

    @Test
    @Order(2)
    void oneStoreMayVanishAndComeBack() throws IOException {
        Path store = cluster.stores().get(1);
        Path away = store.resolveSibling("away");
        // The first store holds damaged chunks of what was written before, so that only new data is read here.
        putAll("meanwhile");
        Files.move(store, away);
        allAreRight("meanwhile");
        putAll("without");
        allAreRight("without");
        Files.move(away, store);
        // Of what was written before, the first store's chunks are gone, so that it takes the second to be back.
        Awaitility.await().atMost(30, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> allAreRight("before"));
        allAreRight("without");
    }

    @Test
    @Order(3)
    void withoutAnyStoreDeletesGoOnAndReadsSayWhy() {
        putAll("last");
        assertThat(cluster.chunkServer().terminate()).isZero();
        RawRequest.Reply get = RawRequest.of(cluster.endpoint(), "GET", "/" + BUCKET + "/last4000000")
                .send();
        assertThat(get.error()).isIn("503 ServiceUnavailable", "503 SlowDown");
        assertThat(get.header("Retry-After")).isPresent();
        assertThat(RawRequest.of(cluster.endpoint(), "PUT", "/" + BUCKET + "/new")
                        .body(SampleData.bytes(1, 100_000))
                        .send()
                        .status())
                .isEqualTo(503);
        assertThat(s3.headObject(h -> h.bucket(BUCKET).key("last4000000")).contentLength())
                .isEqualTo(4_000_000);
        assertThat(RawRequest.of(cluster.endpoint(), "DELETE", "/" + BUCKET + "/last100")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(RawRequest.of(cluster.endpoint(), "GET", "/" + BUCKET + "/last100")
                        .send()
                        .error())
                .isEqualTo("404 NoSuchKey");
        assertThat(cluster.endpoint()
                        .curl("/data/" + BUCKET + "/last70000", "-X", "DELETE")
                        .run()
                        .out())
                .endsWith("204");
        assertThat(cluster.endpoint()
                        .curl("/data/" + BUCKET + "/last4000000")
                        .run()
                        .out())
                .endsWith("503");
        look();
        assertThat(cluster.endpoint().slime("ping").run().exit()).isNotZero();
    }

    @Test
    @Order(4)
    void whenTheStoresComeBackAllIsThere() {
        cluster.restartChunkServer();
        look();
        cluster.endpoint().slime("ping", "--wait", "60s").run().ok();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(
                                s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("last4000000"))
                                        .asByteArray())
                        .isEqualTo(SampleData.bytes(4_000_000, 4_000_000)));
        putAll("after");
        allAreRight("after");
    }

    @Test
    @Order(5)
    void aGatewayStartsWithoutAnyStore() {
        assertThat(cluster.gateways().getFirst().process().terminate()).isZero();
        cluster.chunkServer().terminate();
        var gateway = cluster.gateways().getFirst();
        cluster.againUnready(gateway);
        s3.close();
        s3 = Clients.once(cluster.endpoint());
        assertThat(s3.headObject(h -> h.bucket(BUCKET).key("after100")).contentLength())
                .isEqualTo(100);
        cluster.restartChunkServer();
        look();
        cluster.endpoint().slime("ping", "--wait", "60s").run().ok();
        allAreRight("after");
    }
}
