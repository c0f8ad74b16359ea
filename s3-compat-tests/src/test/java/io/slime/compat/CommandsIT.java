package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import io.slime.compat.fixture.SecretKey;
import io.slime.compat.fixture.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The commands of operators: what they print, and how they exit. */
final class CommandsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory = Path.of("");

    private static Command.Result slime(String... arguments) {
        return SharedServer.endpoint().slime(arguments).run();
    }

    private static JsonNode json(String... arguments) throws Exception {
        Command.Result result =
                SharedServer.endpoint().slime(arguments).with("-o", "json").run();
        return JSON.readTree(result.ok().out());
    }

    @ParameterizedTest
    @CsvSource({
        "status, status",
        "store list, stores",
        "redundancy get, redundancy",
        "user list, users",
        "key list, keys",
        "setting list, settings",
        "scrub status, scrub",
        "bucket list, buckets"
    })
    void jsonNamesItsSchema(String command, String schema) throws Exception {
        assertThat(json(command.split(" ", -1)).path("schema").asText()).isEqualTo("slime." + schema + "/1");
    }

    @Test
    void pingAndStatusSayThatAllIsWell() throws Exception {
        assertThat(slime("ping").ok().out()).startsWith("Ready");
        JsonNode status = json("status");
        assertThat(status.path("state").asText()).isEqualTo("ok");
        assertThat(status.path("stores")).hasSize(3);
        assertThat(status.path("problems")).isEmpty();
        assertThat(slime("df").ok().out()).isNotBlank();
    }

    @Test
    void storesAreListedShownAndMarked() throws Exception {
        JsonNode store = json("store", "list").path("stores").path(0);
        String uuid = store.path("uuid").asText();
        assertThat(slime("store", "show", uuid).ok().out()).contains(uuid);
        assertThat(slime("store", "show", uuid.substring(0, 13)).ok().out()).contains(uuid);
        assertThat(slime("store", "rescan").exit()).isZero();
        assertThat(slime("store", "show", "no such store").exit()).isEqualTo(1);
        assertThat(slime("store", "delete", "--yes", uuid).exit())
                .as("it is in use")
                .isEqualTo(1);
        assertThat(slime("store", "scan", "http://127.0.0.1:" + FreePorts.take())
                        .exit())
                .as("nobody is there")
                .isEqualTo(1);
    }

    @Test
    void bucketsAreCounted() throws Exception {
        try (S3Client s3 = Clients.once(SharedServer.endpoint())) {
            String bucket = Clients.bucket(s3, CommandsIT.class);
            s3.putBucketVersioning(v -> v.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
            for (int i = 0; i < 3; i++) {
                s3.putObject(p -> p.bucket(bucket).key("k"), RequestBody.fromString("four"));
            }
            s3.putObject(p -> p.bucket(bucket).key("other"), RequestBody.fromString("1234567"));
            s3.deleteObject(d -> d.bucket(bucket).key("k"));
            JsonNode shown = json("bucket", "show", bucket);
            assertThat(shown.path("objects").asLong()).isEqualTo(1);
            assertThat(shown.path("bytes").asLong()).isEqualTo(7);
            assertThat(shown.path("versions").asLong()).isEqualTo(4);
            assertThat(shown.path("version_bytes").asLong()).isEqualTo(19);
            assertThat(shown.path("delete_markers").asLong()).isEqualTo(1);
            assertThat(slime("bucket", "list").ok().out()).contains(bucket);
            assertThat(slime("bucket", "delete", "--yes", bucket).exit()).isEqualTo(1);
        }
        assertThat(slime("bucket", "create", "made-by-command").exit()).isZero();
        assertThat(slime("bucket", "create", "made-by-command").exit()).isEqualTo(1);
        assertThat(slime("bucket", "delete", "--yes", "made-by-command").exit()).isZero();
        assertThat(slime("bucket", "show", "made-by-command").exit()).isEqualTo(1);
    }

    @Test
    void storesAreVerifiedWhenToldTo() throws Exception {
        String uuid = json("store", "list").path("stores").path(2).path("uuid").asText();
        assertThat(slime("scrub", "pause", uuid).exit()).isZero();
        assertThat(json("scrub", "status", uuid)
                        .path("stores")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("paused");
        assertThat(slime("scrub", "status").ok().out()).contains("paused by an operator");
        assertThat(slime("scrub", "start").exit()).isZero();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(json("scrub", "status").path("stores"))
                        .allSatisfy(store -> assertThat(store.path("last").isObject()
                                        || store.path("running").path("chunks").asLong() > 0)
                                .isTrue()));
        assertThat(slime("scrub", "resume", uuid.substring(0, 13)).exit()).isZero();
        assertThat(slime("scrub", "pause", "no such store").exit()).isEqualTo(1);
    }

    @Test
    void redundancyIsToldAndNonsenseRefused() {
        assertThat(slime("redundancy", "get").ok().out()).contains("2").contains("3");
        assertThat(slime("redundancy", "set", "2", "3").exit()).isZero();
        assertThat(slime("redundancy", "set", "4", "3").exit()).isIn(1, 2);
        assertThat(slime("redundancy", "plan", "1", "3").exit()).isZero();
    }

    @Test
    void aUserLivesFromCreationToDeletion() throws Exception {
        assertThat(json("user", "create", "bob", "--display-name", "Bob B.", "--email", "bob@example.com")
                        .path("display_name")
                        .asText())
                .isEqualTo("Bob B.");
        assertThat(slime("user", "create", "bob").exit())
                .as("the name is taken")
                .isEqualTo(1);
        JsonNode made = json("key", "create", "--user", "bob");
        SecretKey key = new SecretKey(
                made.path("access_key").asText(), made.path("secret_key").asText());
        Endpoint root = SharedServer.endpoint();
        Endpoint bob = new Endpoint(root.nativeApi(), root.s3(), root.admin(), key);
        assertThat(bob.slime("user", "list").run().exit()).as("no admin").isEqualTo(6);
        try (S3Client s3 = Clients.once(bob);
                S3Client rootS3 = Clients.once(root)) {
            String own = Clients.bucket(s3, CommandsIT.class);
            String foreign = Clients.bucket(rootS3, CommandsIT.class);
            assertThat(s3.listBuckets().buckets()).hasSize(1);
            assertThat(status(() -> s3.listObjectsV2(l -> l.bucket(foreign)))).isEqualTo(403);
            assertThat(status(() -> s3.deleteBucket(d -> d.bucket(foreign)))).isEqualTo(403);
            assertThat(status(() -> s3.createBucket(c -> c.bucket(foreign)))).isEqualTo(409);
            assertThat(slime("user", "delete", "--yes", "bob").exit())
                    .as("bob owns a bucket")
                    .isEqualTo(1);
            s3.deleteBucket(d -> d.bucket(own));
            assertThat(slime("key", "disable", key.id()).exit()).isZero();
            Awaitility.await().atMost(6, TimeUnit.SECONDS).until(() -> status(s3::listBuckets) == 403);
            assertThat(slime("key", "enable", key.id()).exit()).isZero();
            Awaitility.await().atMost(6, TimeUnit.SECONDS).until(() -> status(s3::listBuckets) == 200);
            assertThat(slime("user", "delete", "--yes", "bob").exit()).isZero();
            Awaitility.await().atMost(6, TimeUnit.SECONDS).until(() -> status(s3::listBuckets) == 403);
        }
        assertThat(slime("user", "show", "bob").exit()).isEqualTo(1);
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    @Test
    void settingsAreSetWithinReason() throws Exception {
        JsonNode first = json("setting", "list").path("settings").path(0);
        String name = first.path("name").asText();
        String value = first.path("value").asText();
        assertThat(json("setting", "get", name).path("value").asText()).isEqualTo(value);
        assertThat(slime("setting", "set", name, value).exit()).isZero();
        assertThat(slime("setting", "set", name, "no such value").exit()).isEqualTo(1);
        assertThat(slime("setting", "get", "no-such-setting").exit()).isEqualTo(1);
        assertThat(json("setting", "get", name).path("value").asText()).isEqualTo(value);
    }

    @Test
    void mistakesHaveTheirExitCodes() {
        String launcher = Checkout.launcher().toString();
        assertThat(slime("no-such-command").exit()).isEqualTo(2);
        assertThat(slime("store", "list", "--no-such-option").exit()).isEqualTo(2);
        Command.Result unreachable = Command.of(launcher, "--url", "http://127.0.0.1:" + FreePorts.take(), "status")
                .env(SharedServer.endpoint().key().environment())
                .run();
        assertThat(unreachable.exit()).isEqualTo(5);
        assertThat(unreachable.err()).startsWith("error:");
        assertThat(unreachable.out()).isEmpty();
        Endpoint shared = SharedServer.endpoint();
        Endpoint wrong = new Endpoint(
                shared.nativeApi(),
                shared.s3(),
                shared.admin(),
                new SecretKey(shared.key().id(), "wrong"));
        assertThat(wrong.slime("status").run().exit()).isEqualTo(6);
    }

    @Test
    void versionNeedsNoServer() {
        assertThat(Command.of(Checkout.launcher().toString(), "version")
                        .run()
                        .ok()
                        .out())
                .contains("0.1.0");
    }

    @Test
    void aBadConfigurationIsExplainedAndStartsNothing() throws Exception {
        Path file = Files.writeString(
                directory.resolve("server.toml"),
                "[proxy]\nlistne = \"127.0.0.1:1\"\n[s3]\nsignature-v2 = \"perhaps\"\n");
        Command.Result result = Command.of(Checkout.launcher().toString(), "proxy-server", "--config", file.toString())
                .env("SLIME_PGDSN", "user=nobody dbname=nowhere")
                .run();
        assertThat(result.exit()).isIn(1, 2);
        assertThat(result.err()).contains("listen").contains("signature-v2");
    }
}
