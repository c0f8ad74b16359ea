package io.slime.gateway.admin;

import static io.slime.gateway.admin.AdminForTests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What proves that data is safe, by the commands' own client: durability, map, verification, check. */
final class ProofRoutesIT {
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
    void theDurabilityIsToldAndWhatWouldBeLost() {
        admin().put("a", 600_000);
        admin().put("b/c", 10);
        JsonNode report = admin().client().get("/durability");
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
        JsonNode without = admin().client().get("/durability?without=" + one + "%2C" + two);
        assertThat(without.path("without").path("unreadable").path("extents").asLong())
                .isEqualTo(4);
        List<String> lines = new ArrayList<>();
        admin().client()
                .lines("/durability/unreadable?without=" + one + "%2C" + two, line -> lines.add(line.toString()));
        assertThat(lines)
                .containsExactly(
                        "{\"type\":\"object\",\"path\":\"a\",\"version\":\"null\",\"size\":600000}",
                        "{\"type\":\"object\",\"path\":\"b/c\",\"version\":\"null\",\"size\":10}",
                        "{\"type\":\"end\",\"found\":2,\"extents\":4,\"bytes\":600010}");
        lines.clear();
        admin().client().lines("/durability/unreadable?without=" + one, line -> lines.add(line.toString()));
        assertThat(lines).containsExactly("{\"type\":\"end\",\"found\":0,\"extents\":0,\"bytes\":0}");
        String nowhere = "/durability/unreadable?without=" + "0".repeat(8);
        refused(Exit.FAILED, "there is no store", () -> admin().client().lines(nowhere, line -> {}));
        refused(Exit.FAILED, "takes GET", () -> admin().client().delete("/durability"));
    }

    @Test
    void anObjectIsMappedAndVerified() {
        admin().put("b/k", 600_000);
        List<JsonNode> map = admin().lines("/objects/map?path=b%2Fk");
        assertThat(map).hasSize(4);
        assertThat(map.getFirst().path("length").asLong()).isEqualTo(262_144);
        assertThat(map.getFirst().path("chunks")).hasSize(3);
        assertThat(map.getFirst().path("chunks").path(2).path("state").asText()).isEqualTo("good");
        assertThat(map.getLast().path("state").asText()).isEqualTo("whole");
        assertThat(admin().lines("/objects/verify?path=b%2Fk")
                        .getLast()
                        .path("chunks")
                        .asInt())
                .isEqualTo(9);
        List<JsonNode> versions = admin().lines("/objects/versions?path=b%2Fk");
        assertThat(versions.getFirst().path("current").asBoolean()).isTrue();
        assertThat(versions.getFirst().path("size").asLong()).isEqualTo(600_000);
        admin().cluster().off(true, 0);
        assertThat(admin().lines("/objects/map?path=b%2Fk")
                        .getFirst()
                        .path("chunks")
                        .toString())
                .contains("\"state\":\"unknown\"");
        admin().cluster().off(true, 1);
        List<JsonNode> verified = admin().lines("/objects/verify?path=b%2Fk");
        assertThat(verified.getLast().path("state").asText()).isEqualTo("unreadable");
        refused(Exit.FAILED, "there is no object", () -> admin().client().lines("/objects/map?path=b", line -> {}));
        refused(Exit.FAILED, "query parameter", () -> admin().client().lines("/objects/map?key=b", line -> {}));
    }

    @Test
    void theCheckStreamsItsFindings() {
        admin().put("a", 1000);
        assertThat(admin().lines("/fsck?deep=true")).hasSize(1);
        admin().cluster().off(true, 0);
        List<JsonNode> found = admin().lines("/fsck");
        assertThat(found.getFirst().path("kind").asText()).isEqualTo("store");
        assertThat(found.getLast().path("state").asText()).isEqualTo("problems");
        assertThat(found.getLast().path("unknown").asLong()).isEqualTo(1);
        admin().cluster().off(true, 1);
        List<JsonNode> bad = admin().lines("/fsck?prefix=a");
        assertThat(bad.getFirst().path("kind").asText()).isEqualTo("unreadable");
        assertThat(bad.getFirst().path("of").path(0).path("path").asText()).isEqualTo("a");
        assertThat(bad.getLast().path("state").asText()).isEqualTo("unreadable");
        List<JsonNode> repaired = new ArrayList<>();
        admin().client().lines("POST", "/fsck?prefix=b", repaired::add);
        assertThat(repaired.getLast().path("state").asText()).isEqualTo("clean");
        refused(Exit.FAILED, "no cursor", () -> admin().client().lines("/fsck?after=nowhere", line -> {}));
        refused(Exit.FAILED, "takes GET", () -> admin().client().lines("DELETE", "/fsck", line -> {}));
    }
}
