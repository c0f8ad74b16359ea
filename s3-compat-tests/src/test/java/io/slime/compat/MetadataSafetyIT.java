package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SlimeProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The database is restored from what README.md says to type, or is lost and rebuilt from the stores alone. */
final class MetadataSafetyIT {
    private static final String BUCKET = "safe";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aBackupIsRestoredAndWhatCameLaterIsAdopted() throws Exception {
        try (AllInOne server = AllInOne.start();
                S3Client s3 = Clients.sync(server.endpoint())) {
            s3.createBucket(b -> b.bucket(BUCKET));
            put(s3, "old");
            List<String> typed = CodeBlocks.lines("README.md", "Operating", "").stream()
                    .filter(line -> line.contains(" meta "))
                    .toList();
            assertThat(typed).hasSize(2);
            readme(server, typed.getFirst());
            put(s3, "new");
            assertThat(server.process().terminate()).isZero();
            Files.move(server.directory().resolve("postgres"), directory.resolve("postgres.lost"));
            readme(server, typed.getLast());
            server.again();
            assertThat(server.endpoint().slime("meta", "accept").run().exit()).isEqualTo(3);
            server.endpoint().slime("meta", "accept", "--adopt", "--yes").run().ok();
            assertThat(get(s3, "old")).isEqualTo(content("old"));
            assertThat(get(s3, "new")).isEqualTo(content("new"));
            server.endpoint().slime("meta", "accept").run().ok();
        }
    }

    @Test
    void aLostDatabaseIsRebuiltFromTheStores() throws Exception {
        try (AllInOne server = AllInOne.start();
                S3Client s3 = Clients.sync(server.endpoint())) {
            s3.createBucket(b -> b.bucket(BUCKET));
            put(s3, "one");
            server.endpoint().slime("user", "create", "carol").run().ok();
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> journaled(server));
            assertThat(server.process().terminate()).isZero();
            Files.move(server.directory().resolve("postgres"), directory.resolve("postgres.lost"));
            Command.of(
                            Checkout.launcher().toString(),
                            "--data",
                            server.directory().toString(),
                            "meta",
                            "rebuild")
                    .run()
                    .ok();
            server.again();
            assertThat(get(s3, "one")).isEqualTo(content("one"));
            assertThat(server.endpoint().slime("user", "list").run().ok().out()).contains("carol");
        }
    }

    @Test
    void aLostDatabaseIsRebuiltFromOwnStoresAndThoseOfAChunkServer() throws Exception {
        Path store = directory.resolve("far");
        String slime = Checkout.launcher().toString();
        Command.of(slime, "fmt-dir", store.toString()).run().ok();
        URI url = Endpoint.local(FreePorts.take());
        try (SlimeProcess _ = SlimeProcess.ready(
                        directory,
                        Map.of(),
                        List.of("chunk-server", "--listen", url.getAuthority(), store.toString()));
                AllInOne server = AllInOne.start(Map.of("SLIME_SERVER_STORES", "1"));
                S3Client s3 = Clients.sync(server.endpoint())) {
            Command.of(slime, "--data", server.directory().toString(), "store", "scan", url.toString())
                    .run()
                    .ok();
            Command.of(slime, "--data", server.directory().toString(), "redundancy", "set", "2", "2")
                    .run()
                    .ok(); // each object needs both stores
            s3.createBucket(b -> b.bucket(BUCKET));
            put(s3, "one");
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> journaled(server));
            assertThat(server.process().terminate()).isZero();
            Files.move(server.directory().resolve("postgres"), directory.resolve("postgres.lost"));
            Command.of(
                            slime,
                            "--data",
                            server.directory().toString(),
                            "meta",
                            "rebuild",
                            "--chunk-server",
                            url.toString())
                    .run()
                    .ok();
            server.again();
            assertThat(get(s3, "one")).isEqualTo(content("one"));
            server.endpoint().slime("fsck", "--deep").run().ok();
        }
    }

    /** A full entry was written, and all changes since. */
    private static boolean journaled(AllInOne server) throws IOException {
        var status = new ObjectMapper()
                .readTree(server.endpoint()
                        .slime("meta", "journal", "-o", "json")
                        .run()
                        .out());
        return status.path("full_number").asLong() > 0 && status.path("backlog").asLong(-1) == 0;
    }

    private void readme(AllInOne server, String line) {
        try (CodeBlocks blocks = new CodeBlocks(
                Map.of(
                        "./data",
                        server.directory().toString(),
                        "slime.backup",
                        directory.resolve("slime.backup").toString()),
                Map.of())) {
            blocks.run(List.of(line));
        }
    }

    private static byte[] content(String key) {
        return SampleData.bytes(key.hashCode(), 300_000);
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromBytes(content(key)));
    }

    private static byte[] get(S3Client s3, String key) {
        return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asByteArray();
    }
}
