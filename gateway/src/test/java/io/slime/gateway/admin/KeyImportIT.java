package io.slime.gateway.admin;

import static io.slime.gateway.admin.AdminForTests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of another store come in all together, or not at all. */
final class KeyImportIT {
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

    /** Each is user/key/secret. */
    private JsonNode bring(boolean createUsers, String... keys) {
        ObjectNode body = admin().client().object().put("create_users", createUsers);
        for (String key : keys) {
            String[] words = key.split("/", -1);
            body.withArray("keys")
                    .addObject()
                    .put("user", words[0])
                    .put("access_key", words[1])
                    .put("secret_key", words[2]);
        }
        return admin().client().post("/keys", body);
    }

    private int count(String noun) {
        return admin().client().get("/" + noun).path(noun).size();
    }

    private void nothingCame(String words, boolean createUsers, String... keys) {
        int keysBefore = count("keys");
        int usersBefore = count("users");
        refused(Exit.FAILED, words, () -> bring(createUsers, keys));
        assertThat(count("keys")).isEqualTo(keysBefore);
        assertThat(count("users")).isEqualTo(usersBefore);
    }

    @Test
    void keysComeWithTheirUsersAndMayBeBroughtAgain() {
        JsonNode made = bring(true, "ann/ANNKEY/annssecret", "ann/ANNKEY2/annssecret2", "root/ROOT2/rootssecret");
        assertThat(made.path("users").asInt()).isEqualTo(1);
        assertThat(made.path("keys").asInt()).isEqualTo(3);
        assertThat(made.toString()).doesNotContain("ssecret");
        assertThat(admin().as("ROOT2", "rootssecret").get("/version").has("schema"))
                .isTrue();
        assertThat(admin().client().get("/keys/ANNKEY2").path("user").asText()).isEqualTo("ann");
        assertThat(admin().client().get("/users/ann").path("admin").asBoolean(true))
                .isFalse();

        JsonNode again = bring(true, "ann/ANNKEY/annssecret", "bob/BOBKEY/bobssecret");
        assertThat(again.path("known").asInt()).isEqualTo(1);
        assertThat(again.path("keys").asInt()).isEqualTo(1);
        assertThat(admin().client().get("/events?limit=10").toString()).contains("POST keys");
        assertThat(admin().client().get("/events?limit=10").toString()).doesNotContain("ssecret");
    }

    @Test
    void oneThatCannotComeKeepsTheOthersOut() {
        bring(true, "ann/ANNKEY/annssecret");
        nothingCame("there are no users bob", false, "ann/NEWKEY/annssecret", "bob/BOBKEY/bobssecret");
        nothingCame("other keys of the ids ANNKEY", true, "bob/BOBKEY/bobssecret", "ann/ANNKEY/other-secret");
        nothingCame("other keys of the ids ANNKEY", true, "bob/BOBKEY/bobssecret", "bob/ANNKEY/annssecret");
        nothingCame("BOBKEY is there twice", true, "bob/BOBKEY/bobssecret", "bob/BOBKEY/bobssecret");
        nothingCame("secret", true, "bob/BOBKEY/bobssecret", "bob/BOBKEY2/short");
        nothingCame("key id", true, "bob/BOBKEY/bobssecret", "bob/a b/bobssecret");
        nothingCame("name", true, "bob/BOBKEY/bobssecret", "a:b/OTHERKEY/bobssecret");
        refused(
                Exit.FAILED,
                "'keys' must be an array",
                () -> admin().client().post("/keys", admin().client().object()));
    }
}
