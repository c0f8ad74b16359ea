package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Endpoint;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Secret;
import io.slime.gateway.lifecycle.LifecycleDay;
import io.slime.gateway.lifecycle.LifecycleRule;
import io.slime.gateway.lifecycle.LifecycleRules;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.ClusterForTests;
import io.slime.metadata.redundancy.Rewrite;
import io.slime.metadata.redundancy.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator may do to the redundancy, by the commands' own client. */
final class RedundancyRoutesIT {
    private static final byte[] DATA = new byte[600_000];

    @TempDir
    private Path directory = Path.of("");

    private Optional<ClusterForTests> opened = Optional.empty();
    private AdminClient client = client(0);

    @BeforeEach
    void open() throws IOException {
        ClusterForTests cluster = ClusterForTests.open(directory);
        opened = Optional.of(cluster);
        client = client(cluster.serve(FrontForTests.of(cluster, true, Optional::empty))
                .address()
                .getPort());
    }

    @AfterEach
    void close() {
        cluster().close();
    }

    private static AdminClient client(int port) {
        return new AdminClient(
                new Endpoint(
                        URI.create("http://127.0.0.1:" + port),
                        Optional.of(new AccessKey("ROOTKEY", new Secret("root-secret"))),
                        Optional.empty()),
                InstantSource.system());
    }

    private ClusterForTests cluster() {
        return opened.orElseThrow();
    }

    private static ObjectNode of(AdminClient client, int need, int total) {
        return client.object().put("need", need).put("total", total);
    }

    private void put(String path, String storageClass) {
        PutRequest request =
                new PutRequest(path, Optional.empty(), DATA.length, Preconditions.NONE, Optional.empty(), storageClass);
        try (ObjectWriter writer = cluster().objects().put(request)) {
            writer.write(DATA, 0, DATA.length);
            Description description = new Description(
                    "etag",
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Checksums.NONE,
                    storageClass,
                    cluster().root().user().id(),
                    false);
            assertThat(writer.publish(description).size()).isEqualTo(DATA.length);
        }
    }

    private static LifecycleRules movingInto(String storageClass) {
        return new LifecycleRules(List.of(new LifecycleRule(
                "moves",
                true,
                new LifecycleRule.Scope(false, Optional.of(""), Map.of(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new LifecycleRule.Transitions(
                        List.of(new LifecycleRule.Transition(Optional.of(1), Optional.empty(), storageClass)),
                        List.of()))));
    }

    private static void refused(int exit, String words, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exit()).isEqualTo(exit))
                .hasMessageContaining(words);
    }

    @Test
    void theRedundancyIsSetAndPlanned() {
        assertThat(client.get("/redundancy").path("total").asInt()).isEqualTo(3);
        JsonNode plan = client.get("/redundancy/plan?need=8&total=11");
        assertThat(plan.path("now").path("need").asInt()).isEqualTo(2);
        assertThat(plan.path("planned").path("total").asInt()).isEqualTo(11);
        assertThat(plan.path("usable_stores").asInt()).isEqualTo(3);
        assertThat(plan.path("usable_domains").asInt()).isEqualTo(1);
        assertThat(plan.path("now").path("survives_stores").asInt()).isEqualTo(1);
        assertThat(plan.path("now").path("chunks_per_domain").asInt()).isEqualTo(3);
        assertThat(plan.path("now").path("survives_domains").asInt()).isZero();
        assertThat(plan.path("planned").path("survives_stores").asInt())
                .as("cannot be written")
                .isEqualTo(-1);
        assertThat(plan.path("rewrite").path("contents").asInt()).isZero();
        JsonNode set = client.put("/redundancy", client.object().put("need", 1).put("total", 2));
        assertThat(set.path("need").asInt()).isEqualTo(1);
        assertThat(client.get("/settings/redundancy").path("value").asText()).isEqualTo("1/2");
        client.put("/settings/redundancy", client.object().put("value", "2/3"));
        assertThat(client.get("/redundancy").path("need").asInt()).isEqualTo(2);
        refused(
                Exit.FAILED,
                "need",
                () -> client.put("/redundancy", client.object().put("need", 4).put("total", 3)));
        refused(
                Exit.FAILED,
                "redundancy",
                () -> client.put("/settings/redundancy", client.object().put("value", "many")));
        refused(Exit.FAILED, "there is no setting", () -> client.get("/settings/colour"));
        assertThat(client.get("/redundancy").path("total").asInt()).isEqualTo(3);
        assertThat(cluster().metadata().redundancy().rewrites()).isEmpty();
        client.put("/redundancy", client.object().put("need", 1).put("total", 2).put("rewrite", true));
        assertThat(cluster().metadata().redundancy().rewrites())
                .extracting(Rewrite::scope)
                .containsExactly(Scope.CLUSTER);
        client.put("/redundancy", client.object().put("need", 2).put("total", 3));
        assertThat(cluster().metadata().redundancy().rewrites())
                .as("another choice ends the rewrite")
                .isEmpty();
    }

    @Test
    void classesAreConfiguredUsedAndRemoved() {
        assertThat(client.get("/redundancy/classes").path("classes")).hasSize(1);
        JsonNode made = client.put("/redundancy/classes/STANDARD_IA", of(client, 1, 3));
        assertThat(made.path("name").asText()).isEqualTo("STANDARD_IA");
        assertThat(made.path("versions").asInt()).isZero();
        client.put("/redundancy/classes/OWN_2", of(client, 2, 2).put("rewrite", false));
        assertThat(cluster().metadata().redundancy().rewrites())
                .extracting(Rewrite::scope)
                .containsExactly(Scope.storageClass("STANDARD_IA"));
        put("a", "STANDARD_IA");
        JsonNode all = client.get("/redundancy/classes").path("classes");
        assertThat(all)
                .extracting(each -> each.path("name").asText())
                .containsExactly("STANDARD", "OWN_2", "STANDARD_IA");
        assertThat(all.get(2).path("bytes").asInt()).isEqualTo(DATA.length);
        refused(Exit.FAILED, "in use", () -> client.delete("/redundancy/classes/STANDARD_IA"));
        Lifecycles lifecycles = new Lifecycles(cluster().buckets(), new LifecycleDay(Duration.ofDays(1)));
        client.post("/buckets", client.object().put("name", "photos"));
        lifecycles.set(new BucketName("photos"), Optional.of(movingInto("OWN_2")));
        refused(Exit.FAILED, "lifecycle of bucket photos", () -> client.delete("/redundancy/classes/OWN_2"));
        lifecycles.set(new BucketName("photos"), Optional.of(movingInto("STANDARD_IA")));
        client.delete("/redundancy/classes/OWN_2");
        refused(Exit.FAILED, "no storage class", () -> client.delete("/redundancy/classes/OWN_2"));
        for (String name : List.of("STANDARD", "GLACIER", "lower", "A-B")) {
            refused(Exit.FAILED, name, () -> client.put("/redundancy/classes/" + name, of(client, 1, 2)));
        }
        refused(Exit.FAILED, "need", () -> client.put("/redundancy/classes/X", of(client, 3, 2)));
        JsonNode plan = client.get("/redundancy/plan?need=1&total=2&class=STANDARD_IA");
        assertThat(plan.path("scope").asText()).isEqualTo("class");
        assertThat(plan.path("now").path("stored").asInt()).isEqualTo(3 * DATA.length);
        assertThat(plan.path("planned").path("stored").asInt()).isEqualTo(2 * DATA.length);
        assertThat(plan.path("planned").path("overhead").asDouble()).isEqualTo(2.0);
        assertThat(plan.path("rewrite").path("bytes").asInt()).isEqualTo(DATA.length);
        assertThat(client.get("/redundancy/plan?need=2&total=3")
                        .path("rewrite")
                        .path("bytes")
                        .asInt())
                .as("the class's is not the cluster's")
                .isZero();
    }

    @Test
    void theStatusTellsOfEachThatHasTooFewStores() {
        client.put("/redundancy/classes/WIDE", of(client, 2, 5));
        client.put("/redundancy/classes/WIDER", of(client, 4, 5));
        JsonNode status = client.get("/status");
        assertThat(status.path("redundancy").path("total").asInt()).isEqualTo(3);
        assertThat(status.path("redundancies"))
                .extracting(each -> each.path("of").asText())
                .containsExactly("class WIDE", "class WIDER");
        assertThat(status.path("problems"))
                .extracting(each -> each.path("reason").asText())
                .containsExactly(
                        "3 stores can take chunks, so new objects of class WIDE lack 2 chunks each.",
                        "class WIDER needs 4 stores and 3 can take chunks: nothing of it can be written.");
    }

    @Test
    void aBucketGetsARedundancyOfItsOwn() {
        client.post("/buckets", client.object().put("name", "photos"));
        put("photos/before", "STANDARD");
        assertThat(client.get("/buckets/photos").path("redundancy").path("own").asBoolean())
                .isFalse();
        JsonNode plan = client.get("/redundancy/plan?need=1&total=3&bucket=photos");
        assertThat(plan.path("scope").asText()).isEqualTo("bucket");
        assertThat(plan.path("name").asText()).isEqualTo("photos");
        assertThat(plan.path("rewrite").path("contents").asInt()).isEqualTo(1);
        JsonNode set = client.put("/buckets/photos/redundancy", of(client, 1, 3));
        assertThat(set.path("redundancy").path("own").asBoolean()).isTrue();
        assertThat(set.path("redundancy").path("need").asInt()).isEqualTo(1);
        assertThat(cluster().metadata().redundancy().rewrites())
                .extracting(Rewrite::scope)
                .containsExactly(Scope.bucket("photos"));
        client.delete("/buckets/photos/redundancy");
        assertThat(client.get("/buckets/photos").path("redundancy").path("need").asInt())
                .isEqualTo(2);
        refused(Exit.FAILED, "no bucket", () -> client.put("/buckets/nowhere/redundancy", of(client, 1, 3)));
        refused(Exit.FAILED, "no bucket", () -> client.get("/redundancy/plan?need=1&total=3&bucket=nowhere"));
        refused(Exit.FAILED, "not for both", () -> client.get("/redundancy/plan?need=1&total=3&bucket=photos&class=X"));
    }
}
