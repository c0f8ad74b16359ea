package io.slime.gateway.admin;

import static io.slime.gateway.admin.AdminForTests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API as the commands meet it: through their own client, signed. */
final class AdminFrontIT {
    @TempDir
    private Path directory = Path.of("");

    private final AtomicReference<Optional<String>> frozen = new AtomicReference<>(Optional.empty());
    private Optional<AdminForTests> opened = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        opened = Optional.of(new AdminForTests(directory, frozen::get));
    }

    @AfterEach
    void close() {
        admin().close();
    }

    private AdminForTests admin() {
        return opened.orElseThrow();
    }

    @Test
    void saysItsVersion() {
        JsonNode version = admin().client().get("/version");
        assertThat(version.path("schema").asText()).isEqualTo("slime.version/1");
        assertThat(version.path("version").asText()).isEqualTo("0.1.0");
        assertThat(version.path("java").asText()).startsWith("25");
        assertThat(version.path("s3").path("url").asText()).isEqualTo("http://s3:17943");
    }

    @Test
    void onlyAdministratorsAreServed() throws IOException {
        admin().client().post("/users", admin().client().object().put("name", "ann"));
        JsonNode key = admin().client().post("/users/ann/keys", admin().client().object());
        AdminClient ann = admin().as(
                        key.path("access_key").asText(), key.path("secret_key").asText());
        refused(Exit.NOT_AUTHORISED, "not an administrator", () -> ann.get("/status"));
        refused(
                Exit.NOT_AUTHORISED,
                "",
                () -> admin().as("ROOTKEY", "wrong-secret").get("/status"));
        refused(
                Exit.NOT_AUTHORISED,
                "",
                () -> admin().as("NOKEY", "wrong-secret").get("/status"));
        JsonNode unsigned = admin().raw(401, "GET", "/api/v1/status");
        assertThat(unsigned.path("error").asText()).isNotEmpty();
        assertThat(unsigned.path("request_id").asText()).isNotEmpty();
        admin().raw(401, "GET", "/api/v1/nothing");
    }

    @Test
    void healthAndReadinessNeedNoKey() throws IOException {
        assertThat(admin().raw(200, "GET", "/healthz").path("schema").asText()).isEqualTo("slime.health/1");
        JsonNode ready = admin().client().ready();
        assertThat(ready.path("ready").asBoolean()).isTrue();
        assertThat(ready.path("stores").path("reachable").asInt()).isEqualTo(3);
        admin().cluster().off(true, 0, 1);
        JsonNode unready = admin().raw(503, "GET", "/readyz");
        assertThat(unready.path("ready").asBoolean()).isFalse();
        assertThat(unready.path("database").asBoolean()).isTrue();
        assertThat(unready.path("reason").asText()).contains("1 of 2 stores");
        admin().raw(200, "GET", "/healthz");
        admin().raw(405, "POST", "/healthz");
        admin().raw(404, "GET", "/");
    }

    @Test
    void theStatusFollowsTheStores() {
        admin().put("a", 600_000);
        JsonNode well = admin().client().get("/status");
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
        admin().cluster().off(true, 0);
        JsonNode degraded = admin().client().get("/status");
        assertThat(degraded.path("state").asText()).isEqualTo("degraded");
        assertThat(degraded.path("safety").asText()).isEqualTo("2 of 3. No store can fail without losing data.");
        assertThat(degraded.path("problems").path(0).path("reason").asText()).contains("unreachable");
        assertThat(degraded.path("problems").path(0).path("action").asText()).contains("slime store dead");
        admin().cluster().off(true, 1);
        assertThat(admin().client().get("/status").path("state").asText()).isEqualTo("unreadable");
        for (JsonNode each : admin().client().get("/stores").path("stores")) {
            if (!each.path("reachable").asBoolean()) {
                admin().client()
                        .post(
                                "/stores/" + each.path("uuid").asText() + "/dead",
                                admin().client().object());
            }
        }
        assertThat(admin().client().get("/status").path("state").asText()).isEqualTo("lost");
        frozen.set(Optional.of("the database went back in time"));
        assertThat(admin().client().get("/status").path("deletion_frozen").asText())
                .isEqualTo("the database went back in time");
    }

    @Test
    void storesAreDecidedOnAndForgotten() {
        admin().put("a", 600_000);
        String uuid = admin().client()
                .get("/stores")
                .path("stores")
                .path(0)
                .path("uuid")
                .asText();
        String route = "/stores/" + uuid;
        refused(Exit.FAILED, "connected", () -> admin().client().delete(route));
        JsonNode dead = admin().client().post(route + "/dead", admin().client().object());
        assertThat(dead.path("state").asText()).isEqualTo("DEAD");
        assertThat(dead.path("uuid").asText()).isEqualTo(uuid);
        assertThat(dead.path("extents").asLong()).isEqualTo(3);
        assertThat(admin().client()
                        .post(route + "/dead", admin().client().object())
                        .path("state")
                        .asText())
                .isEqualTo("DEAD");
        assertThat(admin().client()
                        .post(route + "/undead", admin().client().object())
                        .path("state")
                        .asText())
                .isEqualTo("ACTIVE");
        admin().client().post(route + "/dead", admin().client().object());
        admin().cluster().off(true, 0, 1, 2);
        refused(Exit.FAILED, "in use", () -> admin().client().delete(route));
        assertThat(admin().client().get(route).path("schema").asText()).isEqualTo("slime.store/1");
        String other = "/stores/00000000-0000-4000-8000-000000000000";
        refused(Exit.FAILED, "there is no store", () -> admin().client().delete(other));
        refused(
                Exit.FAILED,
                "there is no store",
                () -> admin().client().post(other + "/dead", admin().client().object()));
        refused(
                Exit.FAILED,
                "no server",
                () -> admin().client()
                        .post("/stores/scan", admin().client().object().put("url", "http://127.0.0.1:1")));
        refused(
                Exit.FAILED,
                "URL",
                () -> admin().client()
                        .post("/stores/scan", admin().client().object().put("url", "ftp://a")));
        refused(
                Exit.FAILED,
                "",
                () -> admin().client()
                        .post("/stores/scan", admin().client().object().put("uri", "http://a")));
        assertThat(admin().client()
                        .post("/stores/rescan", admin().client().object())
                        .path("stores"))
                .hasSize(3);
    }

    @Test
    void repairIsShownAndPaused() {
        JsonNode idle = admin().client().get("/repair");
        assertThat(idle.path("schema").asText()).isEqualTo("slime.repair/1");
        assertThat(idle.path("state").asText()).isEqualTo("idle");
        assertThat(idle.path("waiting").asLong()).isZero();
        JsonNode paused =
                admin().client().post("/repair/pause", admin().client().object());
        assertThat(paused.path("state").asText()).isEqualTo("paused");
        assertThat(paused.path("reason").asText()).isEqualTo("paused by an operator");
        assertThat(admin().client()
                        .post("/repair/resume", admin().client().object())
                        .path("state")
                        .asText())
                .isEqualTo("idle");
        admin().client().put("/settings/repair-rate", admin().client().object().put("value", "50MiB"));
        assertThat(admin().client().get("/settings/repair-rate").path("value").asText())
                .isEqualTo("52428800");
    }

    @Test
    void scrubsAreShownAndTakeOrders() {
        JsonNode idle = admin().client().get("/scrub");
        assertThat(idle.path("schema").asText()).isEqualTo("slime.scrub/1");
        assertThat(idle.path("stores")).hasSize(3).allSatisfy(store -> {
            assertThat(store.path("state").asText()).isEqualTo("idle");
            assertThat(store.path("last").isNull()).isTrue();
        });
        String uuid = idle.path("stores").path(1).path("uuid").asText();
        JsonNode one =
                admin().client().post("/scrub/pause", admin().client().object().put("store", uuid));
        assertThat(one.path("stores").path(1).path("state").asText()).isEqualTo("paused");
        assertThat(one.path("stores").path(1).path("reason").asText()).isEqualTo("paused by an operator");
        assertThat(one.path("stores").path(0).path("state").asText()).isEqualTo("idle");
        JsonNode all = admin().client().post("/scrub/start", admin().client().object());
        assertThat(all.path("refused")).isEmpty();
        assertThat(all.path("stores")).allSatisfy(store -> {
            assertThat(store.path("state").asText()).isEqualTo("running");
            assertThat(store.path("running").path("chunks").asLong()).isZero();
        });
        assertThat(admin().client()
                        .get("/stores/" + uuid)
                        .path("scrub")
                        .path("running")
                        .isObject())
                .isTrue();
        refused(
                Exit.FAILED,
                "",
                () -> admin().client()
                        .post("/scrub/pause", admin().client().object().put("store", "no-such-store")));
        refused(
                Exit.FAILED,
                "",
                () -> admin().client().post("/scrub/hurry", admin().client().object()));
    }

    @Test
    void bucketsAreMadeCountedAndDeleted() throws Exception {
        JsonNode made =
                admin().client().post("/buckets", admin().client().object().put("name", "photos"));
        assertThat(made.path("schema").asText()).isEqualTo("slime.bucket/1");
        assertThat(made.path("owner").asText()).isEqualTo("root");
        assertThat(made.path("objects").asLong()).isZero();
        admin().client()
                .post(
                        "/buckets",
                        admin().client().object().put("name", "locked").put("object_lock", true));
        admin().put("photos/a", 10);
        JsonNode one = admin().client().get("/buckets/photos");
        assertThat(one.path("objects").asLong()).isEqualTo(1);
        assertThat(one.path("versions").asLong()).isEqualTo(1);
        assertThat(one.path("bytes").asLong()).isPositive();
        JsonNode first = admin().client().get("/buckets?limit=1");
        assertThat(first.path("buckets")).hasSize(1);
        assertThat(first.path("buckets").path(0).path("versioning").asText()).isEqualTo("enabled");
        assertThat(first.path("next").asText()).isEqualTo("locked");
        JsonNode second = admin().client().get("/buckets?after=locked");
        assertThat(second.path("buckets").path(0).path("bytes")).isEqualTo(one.path("bytes"));
        assertThat(second.path("next").isNull()).isTrue();
        refused(Exit.FAILED, "photos", () -> admin().client().delete("/buckets/photos"));
        admin().client().delete("/buckets/locked");
        refused(Exit.FAILED, "locked", () -> admin().client().get("/buckets/locked"));
        refused(Exit.FAILED, "", () -> admin().client().get("/buckets?limit=0"));
        refused(
                Exit.FAILED,
                "",
                () -> admin().client()
                        .post("/buckets", admin().client().object().put("name", "No")));
    }

    @Test
    void unknownRoutesAndMethodsAreRefused() {
        for (String route :
                new String[] {"/nothing", "/", "/status/x", "/stores/x", "/redundancy/x", "/users/root/x"}) {
            refused(Exit.FAILED, "", () -> admin().client().get(route));
        }
        refused(Exit.FAILED, "takes GET", () -> admin().client().delete("/status"));
        refused(
                Exit.FAILED,
                "takes",
                () -> admin().client().put("/users", admin().client().object()));
        refused(Exit.FAILED, "query parameter", () -> admin().client().get("/stores?x=1"));
        refused(
                Exit.FAILED,
                "missing",
                () -> admin().client().patch("/keys/ROOTKEY", admin().client().object()));
    }

    @Test
    void metricsAreOpenOnLoopbackElseTheyNeedTheToken() throws IOException {
        admin().put("a", 1000);
        admin().client().get("/version");
        RawHttp.Reply metrics = RawHttp.call(admin().address(), "GET", "/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("slime_stores{state=\"usable\"} 3.0")
                .contains("slime_extents 1.0")
                .contains("slime_requests_seconds_count"
                        + "{front=\"admin\",method=\"GET\",operation=\"GET-version\",status=\"200\"}");
        assertThat(RawHttp.call(admin().address(), "GET", "/metrics", "Host: evil.example")
                        .status())
                .isEqualTo(401);
        InetSocketAddress closed = admin().cluster()
                .serve(FrontForTests.of(admin().cluster(), false, frozen::get))
                .address();
        assertThat(RawHttp.call(closed, "GET", "/metrics").status()).isEqualTo(401);
        assertThat(RawHttp.call(closed, "GET", "/metrics", "Authorization: Bearer wrong")
                        .status())
                .isEqualTo(401);
        RawHttp.Reply open = RawHttp.call(closed, "GET", "/metrics", "Authorization: Bearer metrics-token");
        assertThat(new String(open.body(), StandardCharsets.UTF_8)).contains("slime_stores");
    }
}
