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

/** What an administrator may do to users and their keys, by the commands' own client. */
final class UserRoutesIT {
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

    @Test
    void usersComeAndGoWithTheirKeys() {
        JsonNode made = admin().client()
                .post(
                        "/users",
                        admin().client()
                                .object()
                                .put("name", "ann b")
                                .put("display_name", "Ann")
                                .put("email", "a@b.c"));
        assertThat(made.path("schema").asText()).isEqualTo("slime.user/1");
        assertThat(made.path("id").asText()).matches("[0-9a-f]{64}");
        assertThat(made.path("admin").asBoolean()).isFalse();
        String user = "/users/" + AdminClient.segment("ann b");
        assertThat(admin().client().get(user).path("display_name").asText()).isEqualTo("Ann");
        refused(
                Exit.FAILED,
                "taken",
                () -> admin().client().post("/users", admin().client().object().put("name", "ann b")));
        refused(
                Exit.FAILED,
                "name",
                () -> admin().client().post("/users", admin().client().object().put("name", "a/b")));
        refused(
                Exit.FAILED,
                "field",
                () -> admin().client().post("/users", admin().client().object().put("nom", "a")));
        JsonNode key = admin().client()
                .post(
                        user + "/keys",
                        admin().client().object().put("access_key", "ANNKEY").put("secret_key", "ann-secret"));
        assertThat(key.path("secret_key").asText()).isEqualTo("ann-secret");
        refused(
                Exit.FAILED,
                "taken",
                () -> admin().client()
                        .post(
                                user + "/keys",
                                admin().client()
                                        .object()
                                        .put("access_key", "ANNKEY")
                                        .put("secret_key", "ann-secret")));
        refused(
                Exit.FAILED,
                "together",
                () -> admin().client()
                        .post(user + "/keys", admin().client().object().put("access_key", "ANNKEY2")));
        JsonNode listed = admin().client().get(user + "/keys").path("keys");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("user").asText()).isEqualTo("ann b");
        assertThat(listed.toString()).doesNotContain("secret");
        assertThat(admin().client().get("/keys").path("keys")).hasSize(2);
        JsonNode disabled =
                admin().client().patch("/keys/ANNKEY", admin().client().object().put("enabled", false));
        assertThat(disabled.path("enabled").asBoolean(true)).isFalse();
        refused(
                Exit.NOT_AUTHORISED,
                "",
                () -> admin().as("ANNKEY", "ann-secret").get("/version"));
        limitsKeys();
        admin().client().delete("/keys/ANNKEY");
        refused(Exit.FAILED, "there is no key", () -> admin().client().delete("/keys/ANNKEY"));
        admin().client().delete(user);
        refused(Exit.FAILED, "there is no user", () -> admin().client().get(user));
        refused(Exit.FAILED, "last administrator", () -> admin().client().delete("/users/root"));
        assertThat(admin().client().get("/users").path("users")).hasSize(1);
    }

    private void limitsKeys() {
        String policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";
        var body = admin().client().object().put("access_key", "LIMITED").put("secret_key", "limited-secret");
        JsonNode made = admin().client().post("/users/root/keys", body.put("policy", policy));
        assertThat(made.path("policy").asText()).isEqualTo(policy);
        refused(
                Exit.NOT_AUTHORISED,
                "limited by a policy",
                () -> admin().as("LIMITED", "limited-secret").get("/status"));
        admin().client().patch("/keys/LIMITED", admin().client().object().put("policy", ""));
        assertThat(admin().as("LIMITED", "limited-secret").get("/version").has("schema"))
                .isTrue();
        var none = admin().client().object().put("policy", "{}");
        refused(
                Exit.FAILED,
                "Missing required field Statement",
                () -> admin().client().patch("/keys/LIMITED", none));
        admin().client().delete("/keys/LIMITED");
    }
}
