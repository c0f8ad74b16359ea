package io.slime.gateway.admin;

import static io.slime.gateway.admin.AdminForTests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed is kept, with who, from where, before and after; keys at rates; and what the doctor says. */
final class EventRoutesIT {
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

    private AdminClient client() {
        return admin().client();
    }

    @Test
    void everyChangeIsKeptWithWhatWasAndIs() {
        client().post("/buckets", client().object().put("name", "photos"));
        client().put("/buckets/photos/quota", client().object().put("bytes", 10));
        refused(Exit.FAILED, "no bucket", () -> client().delete("/buckets/nowhere"));
        client().delete("/buckets/photos");
        JsonNode events = client().get("/events").path("events");
        assertThat(events).hasSize(3);
        JsonNode quota = events.path(1);
        assertThat(quota.path("user").asText()).isEqualTo("root");
        assertThat(quota.path("key").asText()).isEqualTo("ROOTKEY");
        assertThat(quota.path("from").asText()).isEqualTo("127.0.0.1");
        assertThat(quota.path("way").asText()).isEqualTo("admin");
        assertThat(quota.path("what").asText()).isEqualTo("PUT buckets/photos/quota");
        assertThat(quota.path("subject").asText()).isEqualTo("buckets/photos");
        assertThat(quota.path("before").path("quota").isNull()).isTrue();
        assertThat(quota.path("after").path("quota").path("bytes").asLong()).isEqualTo(10);
        assertThat(events.path(2).has("after")).isFalse();
        assertThat(events.path(2).path("before").path("name").asText()).isEqualTo("photos");
        long first = events.path(0).path("number").asLong();
        assertThat(client().get("/events?limit=1&after=" + first).path("next").asLong())
                .isEqualTo(quota.path("number").asLong());
        refused(Exit.FAILED, "whole number", () -> client().get("/events?limit=0"));
    }

    @Test
    void noSecretIsEverAmongThem() {
        JsonNode made = client().post("/users/root/keys", client().object());
        String secret = made.path("secret_key").asText();
        assertThat(secret).isNotEmpty();
        assertThat(client().get("/events").toString())
                .contains("POST users/root/keys")
                .doesNotContain(secret);
    }

    @Test
    void theRateOfAKeyIsSetShownAndTakenAway() {
        JsonNode key = client().put("/keys/ROOTKEY/rate", client().object().put("requests", 50));
        assertThat(key.path("rate").toString()).isEqualTo("{\"requests\":50}");
        refused(
                Exit.FAILED,
                "at least 1",
                () -> client().put("/keys/ROOTKEY/rate", client().object().put("bytes", 0)));
        refused(
                Exit.FAILED,
                "no key",
                () -> client().put("/keys/NOKEY/rate", client().object().put("bytes", 1)));
        client().delete("/keys/ROOTKEY/rate");
        assertThat(client().get("/keys/ROOTKEY").has("rate")).isFalse();
    }

    @Test
    void theDoctorFindsTheDriveTheCopiesAndTheCertificate() {
        JsonNode report = client().get("/doctor");
        String text = report.toString();
        assertThat(text)
                .contains("same file system as")
                .contains("none was ever made")
                .contains("no copy of it is known")
                .contains("the certificate has expired")
                .contains("\"isolation\",\"found\":\"serializable\"");
        int problems = report.path("problems").asInt();
        refused(
                Exit.FAILED,
                "another master key",
                () -> client().put("/doctor/master-key-copy", client().object().put("mark", "other")));
        JsonNode better =
                client().put("/doctor/master-key-copy", client().object().put("mark", "mark"));
        assertThat(better.path("problems").asInt()).isEqualTo(problems - 1);
    }
}
