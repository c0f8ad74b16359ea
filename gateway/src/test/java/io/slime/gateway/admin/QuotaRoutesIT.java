package io.slime.gateway.admin;

import static io.slime.gateway.admin.AdminForTests.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.failure.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotas by the admin API: set, shown wherever what they limit is shown, and held to. */
final class QuotaRoutesIT {
    @TempDir
    private Path directory = Path.of("");

    private Optional<AdminForTests> opened = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        opened = Optional.of(new AdminForTests(directory, Optional::empty));
        client().post("/buckets", client().object().put("name", "photos"));
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

    private ObjectNode bytes(long most) {
        return client().object().put("bytes", most);
    }

    @Test
    void theQuotaOfABucketIsShownEverywhereAndHeldTo() {
        admin().put("photos/a", 1000);
        JsonNode bucket = client().put("/buckets/photos/quota", bytes(1500).put("objects", 7));
        assertThat(bucket.path("quota").toString())
                .isEqualTo("{\"bytes\":1500,\"objects\":7,\"used_bytes\":1000,\"used_objects\":1}");
        assertThat(client().get("/buckets")
                        .path("buckets")
                        .path(0)
                        .path("quota")
                        .path("bytes")
                        .asLong())
                .isEqualTo(1500);
        JsonNode all = client().get("/status").path("quotas");
        assertThat(all).hasSize(1);
        assertThat(all.path(0).path("of").asText()).isEqualTo("bucket");
        assertThat(all.path(0).path("name").asText()).isEqualTo("photos");
        assertThatExceptionOfType(StorageException.QuotaExceeded.class)
                .isThrownBy(() -> admin().put("photos/b", 501))
                .withMessageContaining("bucket photos");
        admin().put("photos/b", 500);
        client().delete("/buckets/photos/quota");
        assertThat(client().get("/buckets/photos").path("quota").isNull()).isTrue();
        admin().put("photos/b", 5000);
    }

    @Test
    void theQuotaOfAUserHoldsForAllItsBuckets() {
        JsonNode user = client().put("/users/root/quota", bytes(100));
        assertThat(user.path("quota").path("bytes").asLong()).isEqualTo(100);
        assertThatExceptionOfType(StorageException.QuotaExceeded.class).isThrownBy(() -> admin().put("photos/b", 101));
        assertThat(client().get("/status").path("quotas").path(0).path("of").asText())
                .isEqualTo("user");
        client().delete("/users/root/quota");
        assertThat(client().get("/users/root").path("quota").isNull()).isTrue();
    }

    @Test
    void nonsenseIsRefused() {
        refused(Exit.FAILED, "give 'bytes'", () -> client().put("/buckets/photos/quota", client().object()));
        refused(Exit.FAILED, "not negative", () -> client().put("/buckets/photos/quota", bytes(-1)));
        refused(Exit.FAILED, "no bucket", () -> client().put("/buckets/nowhere/quota", bytes(1)));
        refused(Exit.FAILED, "no user", () -> client().put("/users/nobody/quota", bytes(1)));
    }
}
