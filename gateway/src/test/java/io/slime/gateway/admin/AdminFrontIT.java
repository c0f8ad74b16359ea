package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Endpoint;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Secret;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.ClusterForTests;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API as the commands meet it: through their own client, signed. */
final class AdminFrontIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory = Path.of("");

    private Optional<ClusterForTests> opened = Optional.empty();
    private final AtomicReference<Optional<String>> frozen = new AtomicReference<>(Optional.empty());
    private InetSocketAddress address = new InetSocketAddress(0);
    private AdminClient client = new AdminClient(endpoint("NOBODY", "nothing-at-all"), InstantSource.system());

    @BeforeEach
    void open() throws IOException {
        ClusterForTests cluster = ClusterForTests.open(directory);
        opened = Optional.of(cluster);
        address = cluster.serve(FrontForTests.of(cluster, true, frozen::get)).address();
        client = as("ROOTKEY", "root-secret");
    }

    @AfterEach
    void close() {
        cluster().close();
    }

    private ClusterForTests cluster() {
        return opened.orElseThrow();
    }

    private Endpoint endpoint(String key, String secret) {
        return new Endpoint(
                URI.create("http://127.0.0.1:" + address.getPort()),
                Optional.of(new AccessKey(key, new Secret(secret))));
    }

    private AdminClient as(String key, String secret) {
        return new AdminClient(endpoint(key, secret), InstantSource.system());
    }

    private void put(String path, int length) {
        PutRequest request = new PutRequest(path, Optional.empty(), length, Preconditions.NONE);
        try (ObjectWriter writer = cluster().objects().put(request)) {
            writer.write(new byte[length], 0, length);
            Description description = new Description(
                    "etag",
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Checksums.NONE,
                    Description.STANDARD,
                    cluster().root().user().id(),
                    false);
            assertThat(writer.publish(description).size()).isEqualTo(length);
        }
    }

    private static void refused(int exit, String words, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exit()).isEqualTo(exit))
                .hasMessageContaining(words);
    }

    private JsonNode raw(int status, String method, String target, String... headers) throws IOException {
        RawHttp.Reply reply = RawHttp.call(address, method, target, headers);
        assertThat(reply.status())
                .as(method + " " + target + ": " + reply.text())
                .isEqualTo(status);
        return JSON.readTree(reply.text());
    }

    @Test
    void saysItsVersion() {
        JsonNode version = client.get("/version");
        assertThat(version.path("schema").asText()).isEqualTo("slime.version/1");
        assertThat(version.path("version").asText()).isEqualTo("0.1.0");
        assertThat(version.path("java").asText()).startsWith("25");
        assertThat(version.path("s3").path("url").asText()).isEqualTo("http://s3:17943");
    }

    @Test
    void onlyAdministratorsAreServed() throws IOException {
        client.post("/users", client.object().put("name", "ann"));
        JsonNode key = client.post("/users/ann/keys", client.object());
        AdminClient ann =
                as(key.path("access_key").asText(), key.path("secret_key").asText());
        refused(Exit.NOT_AUTHORISED, "not an administrator", () -> ann.get("/status"));
        refused(Exit.NOT_AUTHORISED, "", () -> as("ROOTKEY", "wrong-secret").get("/status"));
        refused(Exit.NOT_AUTHORISED, "", () -> as("NOKEY", "wrong-secret").get("/status"));
        JsonNode unsigned = raw(401, "GET", "/api/v1/status");
        assertThat(unsigned.path("error").asText()).isNotEmpty();
        assertThat(unsigned.path("request_id").asText()).isNotEmpty();
        raw(401, "GET", "/api/v1/nothing");
    }

    private void limitsKeys() {
        String policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";
        var body = client.object().put("access_key", "LIMITED").put("secret_key", "limited-secret");
        JsonNode made = client.post("/users/root/keys", body.put("policy", policy));
        assertThat(made.path("policy").asText()).isEqualTo(policy);
        refused(
                Exit.NOT_AUTHORISED,
                "limited by a policy",
                () -> as("LIMITED", "limited-secret").get("/status"));
        client.patch("/keys/LIMITED", client.object().put("policy", ""));
        assertThat(as("LIMITED", "limited-secret").get("/version").has("schema"))
                .isTrue();
        var none = client.object().put("policy", "{}");
        refused(Exit.FAILED, "Missing required field Statement", () -> client.patch("/keys/LIMITED", none));
        client.delete("/keys/LIMITED");
    }

    @Test
    void healthAndReadinessNeedNoKey() throws IOException {
        assertThat(raw(200, "GET", "/healthz").path("schema").asText()).isEqualTo("slime.health/1");
        JsonNode ready = client.ready();
        assertThat(ready.path("ready").asBoolean()).isTrue();
        assertThat(ready.path("stores").path("reachable").asInt()).isEqualTo(3);
        cluster().off(true, 0, 1);
        JsonNode unready = raw(503, "GET", "/readyz");
        assertThat(unready.path("ready").asBoolean()).isFalse();
        assertThat(unready.path("database").asBoolean()).isTrue();
        assertThat(unready.path("reason").asText()).contains("1 of 2 stores");
        raw(200, "GET", "/healthz");
        raw(405, "POST", "/healthz");
        raw(404, "GET", "/");
    }

    @Test
    void theStatusFollowsTheStores() {
        put("a", 600_000);
        JsonNode well = client.get("/status");
        assertThat(well.path("schema").asText()).isEqualTo("slime.status/1");
        assertThat(well.path("state").asText()).as(well.toString()).isEqualTo("ok");
        assertThat(well.path("safety").asText()).isEqualTo("2 of 3. Any 1 store can fail without losing data.");
        assertThat(well.path("problems")).isEmpty();
        assertThat(well.path("durability").path(0).path("spare").asInt()).isEqualTo(1);
        assertThat(well.path("capacity").path("data").asLong()).isEqualTo(600_000);
        assertThat(well.path("capacity").path("usable_free").asLong()).isPositive();
        assertThat(well.path("stores")).hasSize(3);
        JsonNode store = well.path("stores").path(0);
        assertThat(store.path("url").isNull()).isTrue();
        assertThat(store.path("extents").asLong()).isPositive();
        assertThat(Instant.parse(well.path("as_of").asText())).isBeforeOrEqualTo(Instant.now());
        cluster().off(true, 0);
        JsonNode degraded = client.get("/status");
        assertThat(degraded.path("state").asText()).isEqualTo("degraded");
        assertThat(degraded.path("safety").asText()).isEqualTo("2 of 3. No store can fail without losing data.");
        assertThat(degraded.path("problems").path(0).path("reason").asText()).contains("unreachable");
        assertThat(degraded.path("problems").path(0).path("action").asText()).contains("slime store dead");
        cluster().off(true, 1);
        assertThat(client.get("/status").path("state").asText()).isEqualTo("unreadable");
        for (JsonNode each : client.get("/stores").path("stores")) {
            if (!each.path("reachable").asBoolean()) {
                client.post("/stores/" + each.path("uuid").asText() + "/dead", client.object());
            }
        }
        assertThat(client.get("/status").path("state").asText()).isEqualTo("lost");
        frozen.set(Optional.of("the database went back in time"));
        assertThat(client.get("/status").path("deletion_frozen").asText()).isEqualTo("the database went back in time");
    }

    @Test
    void storesAreDecidedOnAndForgotten() {
        put("a", 600_000);
        String uuid = client.get("/stores").path("stores").path(0).path("uuid").asText();
        String route = "/stores/" + uuid;
        refused(Exit.FAILED, "connected", () -> client.delete(route));
        JsonNode dead = client.post(route + "/dead", client.object());
        assertThat(dead.path("state").asText()).isEqualTo("DEAD");
        assertThat(dead.path("uuid").asText()).isEqualTo(uuid);
        assertThat(dead.path("extents").asLong()).isEqualTo(3);
        assertThat(client.post(route + "/dead", client.object()).path("state").asText())
                .isEqualTo("DEAD");
        assertThat(client.post(route + "/undead", client.object()).path("state").asText())
                .isEqualTo("ACTIVE");
        client.post(route + "/dead", client.object());
        cluster().off(true, 0, 1, 2);
        refused(Exit.FAILED, "in use", () -> client.delete(route));
        assertThat(client.get(route).path("schema").asText()).isEqualTo("slime.store/1");
        String other = "/stores/00000000-0000-4000-8000-000000000000";
        refused(Exit.FAILED, "there is no store", () -> client.delete(other));
        refused(Exit.FAILED, "there is no store", () -> client.post(other + "/dead", client.object()));
        refused(
                Exit.FAILED,
                "no server",
                () -> client.post("/stores/scan", client.object().put("url", "http://127.0.0.1:1")));
        refused(
                Exit.FAILED,
                "URL",
                () -> client.post("/stores/scan", client.object().put("url", "ftp://a")));
        refused(
                Exit.FAILED,
                "",
                () -> client.post("/stores/scan", client.object().put("uri", "http://a")));
        assertThat(client.post("/stores/rescan", client.object()).path("stores"))
                .hasSize(3);
    }

    @Test
    void repairIsShownAndPaused() {
        JsonNode idle = client.get("/repair");
        assertThat(idle.path("schema").asText()).isEqualTo("slime.repair/1");
        assertThat(idle.path("state").asText()).isEqualTo("idle");
        assertThat(idle.path("waiting").asLong()).isZero();
        JsonNode paused = client.post("/repair/pause", client.object());
        assertThat(paused.path("state").asText()).isEqualTo("paused");
        assertThat(paused.path("reason").asText()).isEqualTo("paused by an operator");
        assertThat(client.post("/repair/resume", client.object()).path("state").asText())
                .isEqualTo("idle");
        client.put("/settings/repair-rate", client.object().put("value", "50MiB"));
        assertThat(client.get("/settings/repair-rate").path("value").asText()).isEqualTo("52428800");
    }

    @Test
    void scrubsAreShownAndTakeOrders() {
        JsonNode idle = client.get("/scrub");
        assertThat(idle.path("schema").asText()).isEqualTo("slime.scrub/1");
        assertThat(idle.path("stores")).hasSize(3).allSatisfy(store -> {
            assertThat(store.path("state").asText()).isEqualTo("idle");
            assertThat(store.path("last").isNull()).isTrue();
        });
        String uuid = idle.path("stores").path(1).path("uuid").asText();
        JsonNode one = client.post("/scrub/pause", client.object().put("store", uuid));
        assertThat(one.path("stores").path(1).path("state").asText()).isEqualTo("paused");
        assertThat(one.path("stores").path(1).path("reason").asText()).isEqualTo("paused by an operator");
        assertThat(one.path("stores").path(0).path("state").asText()).isEqualTo("idle");
        JsonNode all = client.post("/scrub/start", client.object());
        assertThat(all.path("refused")).isEmpty();
        assertThat(all.path("stores")).allSatisfy(store -> {
            assertThat(store.path("state").asText()).isEqualTo("running");
            assertThat(store.path("running").path("chunks").asLong()).isZero();
        });
        assertThat(client.get("/stores/" + uuid).path("scrub").path("running").isObject())
                .isTrue();
        refused(
                Exit.FAILED,
                "",
                () -> client.post("/scrub/pause", client.object().put("store", "no-such-store")));
        refused(Exit.FAILED, "", () -> client.post("/scrub/hurry", client.object()));
    }

    @Test
    void bucketsAreMadeCountedAndDeleted() throws Exception {
        JsonNode made = client.post("/buckets", client.object().put("name", "photos"));
        assertThat(made.path("schema").asText()).isEqualTo("slime.bucket/1");
        assertThat(made.path("owner").asText()).isEqualTo("root");
        assertThat(made.path("objects").asLong()).isZero();
        client.post("/buckets", client.object().put("name", "locked").put("object_lock", true));
        put("photos/a", 10);
        JsonNode one = client.get("/buckets/photos");
        assertThat(one.path("objects").asLong()).isEqualTo(1);
        assertThat(one.path("versions").asLong()).isEqualTo(1);
        assertThat(one.path("bytes").asLong()).isPositive();
        JsonNode first = client.get("/buckets?limit=1");
        assertThat(first.path("buckets")).hasSize(1);
        assertThat(first.path("buckets").path(0).path("versioning").asText()).isEqualTo("enabled");
        assertThat(first.path("next").asText()).isEqualTo("locked");
        JsonNode second = client.get("/buckets?after=locked");
        assertThat(second.path("buckets").path(0).path("bytes")).isEqualTo(one.path("bytes"));
        assertThat(second.path("next").isNull()).isTrue();
        refused(Exit.FAILED, "photos", () -> client.delete("/buckets/photos"));
        client.delete("/buckets/locked");
        refused(Exit.FAILED, "locked", () -> client.get("/buckets/locked"));
        refused(Exit.FAILED, "", () -> client.get("/buckets?limit=0"));
        refused(Exit.FAILED, "", () -> client.post("/buckets", client.object().put("name", "No")));
    }

    @Test
    void theDurabilityIsToldAndWhatWouldBeLost() {
        put("a", 600_000);
        put("b/c", 10);
        JsonNode report = client.get("/durability");
        assertThat(report.path("schema").asText()).isEqualTo("slime.durability/1");
        assertThat(report.path("safety").asText()).isEqualTo("2 of 3. Any 1 store can fail without losing data.");
        assertThat(report.path("any_stores").asInt()).isEqualTo(1);
        assertThat(report.path("any_domains").asInt()).isZero();
        assertThat(report.path("extents").asLong()).isEqualTo(4);
        assertThat(report.path("bytes").asLong()).isEqualTo(600_010);
        assertThat(report.path("spare").path(0).path("bytes").asLong()).isEqualTo(600_010);
        JsonNode store = report.path("stores").path(0);
        assertThat(store.path("extents").asLong()).isEqualTo(4);
        assertThat(store.path("spare").asInt(-9)).isZero();
        assertThat(store.path("rebuild_bytes").asLong()).isBetween(300_005L, 300_010L);
        assertThat(store.path("rebuild_seconds").isNull()).isTrue();
        assertThat(report.path("domains")
                        .path(0)
                        .path("unreadable")
                        .path("extents")
                        .asLong())
                .isEqualTo(4);
        String one = store.path("uuid").asText();
        String two = report.path("stores").path(1).path("uuid").asText();
        JsonNode without = client.get("/durability?without=" + one + "%2C" + two);
        assertThat(without.path("without").path("unreadable").path("extents").asLong())
                .isEqualTo(4);
        List<String> lines = new ArrayList<>();
        client.lines("/durability/unreadable?without=" + one + "%2C" + two, line -> lines.add(line.toString()));
        assertThat(lines)
                .containsExactly(
                        "{\"type\":\"object\",\"path\":\"a\",\"version\":\"null\",\"size\":600000}",
                        "{\"type\":\"object\",\"path\":\"b/c\",\"version\":\"null\",\"size\":10}",
                        "{\"type\":\"end\",\"found\":2,\"extents\":4,\"bytes\":600010}");
        lines.clear();
        client.lines("/durability/unreadable?without=" + one, line -> lines.add(line.toString()));
        assertThat(lines).containsExactly("{\"type\":\"end\",\"found\":0,\"extents\":0,\"bytes\":0}");
        String nowhere = "/durability/unreadable?without=" + "0".repeat(8);
        refused(Exit.FAILED, "there is no store", () -> client.lines(nowhere, line -> {}));
        refused(Exit.FAILED, "takes GET", () -> client.delete("/durability"));
    }

    private List<JsonNode> lines(String route) {
        List<JsonNode> lines = new ArrayList<>();
        client.lines(route, lines::add);
        return lines;
    }

    @Test
    void anObjectIsMappedAndVerified() {
        put("b/k", 600_000);
        List<JsonNode> map = lines("/objects/map?path=b%2Fk");
        assertThat(map).hasSize(4);
        assertThat(map.getFirst().path("length").asLong()).isEqualTo(262_144);
        assertThat(map.getFirst().path("chunks")).hasSize(3);
        assertThat(map.getFirst().path("chunks").path(2).path("state").asText()).isEqualTo("good");
        assertThat(map.getLast().path("state").asText()).isEqualTo("whole");
        assertThat(lines("/objects/verify?path=b%2Fk").getLast().path("chunks").asInt())
                .isEqualTo(9);
        List<JsonNode> versions = lines("/objects/versions?path=b%2Fk");
        assertThat(versions.getFirst().path("current").asBoolean()).isTrue();
        assertThat(versions.getFirst().path("size").asLong()).isEqualTo(600_000);
        cluster().off(true, 0);
        assertThat(lines("/objects/map?path=b%2Fk").getFirst().path("chunks").toString())
                .contains("\"state\":\"unknown\"");
        cluster().off(true, 1);
        List<JsonNode> verified = lines("/objects/verify?path=b%2Fk");
        assertThat(verified.getLast().path("state").asText()).isEqualTo("unreadable");
        refused(Exit.FAILED, "there is no object", () -> client.lines("/objects/map?path=b", line -> {}));
        refused(Exit.FAILED, "query parameter", () -> client.lines("/objects/map?key=b", line -> {}));
    }

    @Test
    void theCheckStreamsItsFindings() {
        put("a", 1000);
        assertThat(lines("/fsck?deep=true")).hasSize(1);
        cluster().off(true, 0);
        List<JsonNode> found = lines("/fsck");
        assertThat(found.getFirst().path("kind").asText()).isEqualTo("store");
        assertThat(found.getLast().path("state").asText()).isEqualTo("problems");
        assertThat(found.getLast().path("unknown").asLong()).isEqualTo(1);
        cluster().off(true, 1);
        List<JsonNode> bad = lines("/fsck?prefix=a");
        assertThat(bad.getFirst().path("kind").asText()).isEqualTo("unreadable");
        assertThat(bad.getFirst().path("of").path(0).path("path").asText()).isEqualTo("a");
        assertThat(bad.getLast().path("state").asText()).isEqualTo("unreadable");
        List<JsonNode> repaired = new ArrayList<>();
        client.lines("POST", "/fsck?prefix=b", repaired::add);
        assertThat(repaired.getLast().path("state").asText()).isEqualTo("clean");
        refused(Exit.FAILED, "no cursor", () -> client.lines("/fsck?after=nowhere", line -> {}));
        refused(Exit.FAILED, "takes GET", () -> client.lines("DELETE", "/fsck", line -> {}));
    }

    @Test
    void usersComeAndGoWithTheirKeys() {
        JsonNode made = client.post(
                "/users",
                client.object().put("name", "ann b").put("display_name", "Ann").put("email", "a@b.c"));
        assertThat(made.path("schema").asText()).isEqualTo("slime.user/1");
        assertThat(made.path("id").asText()).matches("[0-9a-f]{64}");
        assertThat(made.path("admin").asBoolean()).isFalse();
        String user = "/users/" + AdminClient.segment("ann b");
        assertThat(client.get(user).path("display_name").asText()).isEqualTo("Ann");
        refused(
                Exit.FAILED,
                "taken",
                () -> client.post("/users", client.object().put("name", "ann b")));
        refused(Exit.FAILED, "name", () -> client.post("/users", client.object().put("name", "a/b")));
        refused(
                Exit.FAILED,
                "field",
                () -> client.post("/users", client.object().put("nom", "a")));
        JsonNode key = client.post(
                user + "/keys", client.object().put("access_key", "ANNKEY").put("secret_key", "ann-secret"));
        assertThat(key.path("secret_key").asText()).isEqualTo("ann-secret");
        refused(
                Exit.FAILED,
                "taken",
                () -> client.post(
                        user + "/keys",
                        client.object().put("access_key", "ANNKEY").put("secret_key", "ann-secret")));
        refused(
                Exit.FAILED,
                "together",
                () -> client.post(user + "/keys", client.object().put("access_key", "ANNKEY2")));
        JsonNode listed = client.get(user + "/keys").path("keys");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("user").asText()).isEqualTo("ann b");
        assertThat(listed.toString()).doesNotContain("secret");
        assertThat(client.get("/keys").path("keys")).hasSize(2);
        JsonNode disabled = client.patch("/keys/ANNKEY", client.object().put("enabled", false));
        assertThat(disabled.path("enabled").asBoolean(true)).isFalse();
        refused(Exit.NOT_AUTHORISED, "", () -> as("ANNKEY", "ann-secret").get("/version"));
        limitsKeys();
        client.delete("/keys/ANNKEY");
        refused(Exit.FAILED, "there is no key", () -> client.delete("/keys/ANNKEY"));
        client.delete(user);
        refused(Exit.FAILED, "there is no user", () -> client.get(user));
        refused(Exit.FAILED, "last administrator", () -> client.delete("/users/root"));
        assertThat(client.get("/users").path("users")).hasSize(1);
    }

    @Test
    void unknownRoutesAndMethodsAreRefused() {
        for (String route :
                new String[] {"/nothing", "/", "/status/x", "/stores/x", "/redundancy/x", "/users/root/x"}) {
            refused(Exit.FAILED, "", () -> client.get(route));
        }
        refused(Exit.FAILED, "takes GET", () -> client.delete("/status"));
        refused(Exit.FAILED, "takes", () -> client.put("/users", client.object()));
        refused(Exit.FAILED, "query parameter", () -> client.get("/stores?x=1"));
        refused(Exit.FAILED, "missing", () -> client.patch("/keys/ROOTKEY", client.object()));
    }

    @Test
    void metricsAreOpenOnLoopbackElseTheyNeedTheToken() throws IOException {
        put("a", 1000);
        client.get("/version");
        RawHttp.Reply metrics = RawHttp.call(address, "GET", "/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("slime_stores{state=\"usable\"} 3.0")
                .contains("slime_extents 1.0")
                .contains("slime_requests_seconds_count{front=\"admin\",method=\"GET\",status=\"200\"}");
        assertThat(RawHttp.call(address, "GET", "/metrics", "Host: evil.example")
                        .status())
                .isEqualTo(401);
        address =
                cluster().serve(FrontForTests.of(cluster(), false, frozen::get)).address();
        assertThat(RawHttp.call(address, "GET", "/metrics").status()).isEqualTo(401);
        assertThat(RawHttp.call(address, "GET", "/metrics", "Authorization: Bearer wrong")
                        .status())
                .isEqualTo(401);
        RawHttp.Reply open = RawHttp.call(address, "GET", "/metrics", "Authorization: Bearer metrics-token");
        assertThat(new String(open.body(), StandardCharsets.UTF_8)).contains("slime_stores");
    }
}
