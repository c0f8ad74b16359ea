package io.slime.gateway.admin;

import static io.slime.gateway.admin.AdminForTests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was served is shown: who asked for what, how it ended, how long it took. */
final class RequestRoutesIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatWasServedIsShownAndChosenFrom() throws IOException {
        try (AdminForTests admin = new AdminForTests(directory, Optional::empty)) {
            admin.client().get("/version");
            refused(Exit.FAILED, "no bucket", () -> admin.client().delete("/buckets/nowhere"));
            JsonNode failed = admin.client().get("/requests?failed=true").path("requests");
            assertThat(failed).hasSize(1);
            JsonNode request = failed.path(0);
            assertThat(request.path("status").asInt()).isEqualTo(404);
            assertThat(request.path("path").asText()).isEqualTo("/api/v1/buckets/nowhere");
            assertThat(request.path("method").asText()).isEqualTo("DELETE");
            assertThat(request.path("from").asText()).isEqualTo("127.0.0.1");
            assertThat(request.path("who").asText()).isEqualTo("root");
            assertThat(request.path("whole").asBoolean()).isTrue();
            assertThat(request.path("bytes_out").asLong()).isPositive();
            assertThat(request.path("microseconds").asLong()).isPositive();
            assertThat(request.path("request_id").asText()).hasSize(16);
            assertThat(admin.client().get("/requests?who=nobody").path("requests"))
                    .isEmpty();
            assertThat(admin.client().get("/requests?slower=600000").path("requests"))
                    .isEmpty();
            long number = request.path("number").asLong();
            JsonNode later = admin.client().get("/requests?limit=1000&after=" + number);
            assertThat(later.path("requests"))
                    .noneMatch(row -> row.path("number").asLong() <= number);
            assertThat(later.path("next").asLong()).isGreaterThan(number);
        }
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        try (AdminForTests admin = new AdminForTests(directory, Optional::empty)) {
            refused(Exit.FAILED, "true or false", () -> admin.client().get("/requests?failed=yes"));
            refused(Exit.FAILED, "whole number", () -> admin.client().get("/requests?slower=-1"));
            refused(Exit.FAILED, "whole number", () -> admin.client().get("/requests?limit=1001"));
        }
    }
}
