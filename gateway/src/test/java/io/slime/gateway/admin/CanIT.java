package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Preconditions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the admin API says can be done is what it does, and what it says cannot be done it refuses, for the reason that it said. */
final class CanIT {
    @TempDir
    private Path directory = Path.of("");

    private Optional<AdminForTests> opened = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        opened = Optional.of(new AdminForTests(directory, Optional::empty));
    }

    @AfterEach
    void close() {
        admin().close();
    }

    private AdminForTests admin() {
        return opened.orElseThrow();
    }

    /** What is said of an action: {@code ok}, or why not. */
    private String said(String route, String action) {
        JsonNode can = admin().client().get(route).path("can").path(action);
        assertThat(can.path("ok").isBoolean()).as(route + " " + action).isTrue();
        assertThat(can.has("why")).isNotEqualTo(can.path("ok").booleanValue());
        return can.path("ok").booleanValue() ? "ok" : can.path("why").textValue();
    }

    private void deletes(String route, boolean possible) {
        try {
            JsonNode ignored = admin().client().delete(route);
            assertThat(possible).as("DELETE " + route + " was done " + ignored).isTrue();
        } catch (CommandFailure refused) {
            assertThat(possible).as("DELETE " + route + ": " + refused.error()).isFalse();
        }
    }

    private void post(String route) {
        assertThat(admin().client().post(route, admin().client().object()).isObject())
                .isTrue();
    }

    @Test
    void ofStores() {
        String uuid = admin().client()
                .get("/stores")
                .path("stores")
                .path(0)
                .path("uuid")
                .textValue();
        String route = "/stores/" + uuid;
        assertThat(said(route, "dead")).isEqualTo("ok");
        assertThat(said(route, "undead")).isEqualTo("it is not dead");
        assertThat(said(route, "scrub")).isEqualTo("ok");
        assertThat(said(route, "delete")).startsWith("it is not dead");
        deletes(route, false);
        post(route + "/dead");
        assertThat(said(route, "dead")).isEqualTo("it is dead already");
        assertThat(said(route, "undead")).isEqualTo("ok");
        assertThat(said(route, "delete")).startsWith("it still answers");
        deletes(route, false);
        post(route + "/undead");
        admin().put("a", 600_000);
        post(route + "/dead");
        admin().cluster().off(true, 0, 1, 2);
        assertThat(said(route, "scrub")).isEqualTo("it does not answer");
        assertThat(said(route, "delete")).startsWith("3 extents still count on it");
        deletes(route, false);
    }

    @Test
    void ofAStoreOnWhichNothingIs() {
        String uuid = admin().client()
                .get("/stores")
                .path("stores")
                .path(0)
                .path("uuid")
                .textValue();
        post("/stores/" + uuid + "/dead");
        admin().cluster().off(true, 0, 1, 2);
        assertThat(said("/stores/" + uuid, "delete")).isEqualTo("ok");
        deletes("/stores/" + uuid, true);
    }

    @Test
    void ofBuckets() {
        admin().client().post("/buckets", admin().client().object().put("name", "photos"));
        admin().client()
                .post(
                        "/buckets",
                        admin().client().object().put("name", "locked").put("object_lock", true));
        assertThat(said("/buckets/photos", "delete")).isEqualTo("ok");
        assertThat(said("/buckets/photos", "suspend")).isEqualTo("ok");
        assertThat(said("/buckets/locked", "suspend")).isEqualTo("object lock needs versions");
        admin().put("photos/a", 10);
        assertThat(said("/buckets/photos", "delete")).isEqualTo("it holds 1 version");
        deletes("/buckets/photos", false);
        for (JsonNode bucket : admin().client().get("/buckets").path("buckets")) {
            assertThat(bucket.path("can").path("delete").path("ok").booleanValue())
                    .isEqualTo(bucket.path("name").textValue().equals("locked"));
        }
        admin().cluster().objects().delete("photos/a", Optional.of("photos"), Preconditions.NONE);
        deletes("/buckets/photos", true);
    }

    @Test
    void ofUsersAndKeys() {
        assertThat(said("/users/root", "delete")).contains("last administrator");
        assertThat(said("/keys/ROOTKEY", "delete"))
                .isEqualTo("it is the last key that may administer: make another one first");
        assertThat(said("/keys/ROOTKEY", "disable")).isEqualTo(said("/keys/ROOTKEY", "delete"));
        assertThat(said("/keys/ROOTKEY", "limit")).isEqualTo(said("/keys/ROOTKEY", "delete"));
        assertThat(said("/keys/ROOTKEY", "enable")).isEqualTo("it is enabled already");
        deletes("/keys/ROOTKEY", false);
        deletes("/users/root", false);
        admin().client()
                .post("/users", admin().client().object().put("name", "ann").put("admin", true));
        assertThat(said("/users/root", "delete")).contains("the last key that may administer");
        deletes("/users/root", false);
        admin().client()
                .post(
                        "/users/ann/keys",
                        admin().client().object().put("access_key", "ANNKEY").put("secret_key", "ann-secret"));
        assertThat(said("/keys/ROOTKEY", "disable")).isEqualTo("ok");
        admin().client()
                .post("/buckets", admin().client().object().put("name", "annas").put("owner", "ann"));
        assertThat(said("/users/ann", "delete")).contains("still owns buckets");
        deletes("/users/ann", false);
        deletes("/buckets/annas", true);
        assertThat(said("/users/ann", "delete")).isEqualTo("ok");
        admin().client().patch("/keys/ANNKEY", admin().client().object().put("enabled", false));
        assertThat(said("/keys/ANNKEY", "enable")).isEqualTo("ok");
        assertThat(said("/keys/ANNKEY", "disable")).isEqualTo("it is disabled already");
        assertThat(said("/keys/ROOTKEY", "disable")).contains("the last key");
        deletes("/users/ann", true);
    }

    /** Two administrators that disable each other's key at the same time: one of the keys stays. */
    @Test
    void theLastKeyStaysWhoeverIsFirst() throws InterruptedException {
        Accounts accounts = admin().cluster().accounts();
        String root = accounts.named("root").orElseThrow().id();
        accounts.createKey(root, Optional.of("OTHERKEY"), Optional.of("other-secret"));
        for (int round = 0; round < 10; round++) {
            AtomicInteger refused = new AtomicInteger();
            List<Thread> both = Stream.of("ROOTKEY", "OTHERKEY")
                    .map(key -> Thread.startVirtualThread(() -> {
                        try {
                            accounts.enableKey(key, false);
                        } catch (StorageException.Refused e) {
                            refused.incrementAndGet();
                        }
                    }))
                    .toList();
            for (Thread one : both) {
                one.join();
            }
            assertThat(refused).as("round " + round).hasValue(1);
            accounts.enableKey("ROOTKEY", true);
            accounts.enableKey("OTHERKEY", true);
        }
    }
}
