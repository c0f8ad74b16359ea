package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Endpoint;
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
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A cluster that serves the admin API, and the commands' own client of its administrator. */
final class AdminForTests implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ClusterForTests cluster;
    private final InetSocketAddress address;

    AdminForTests(Path directory, Supplier<Optional<String>> frozen) throws IOException {
        cluster = ClusterForTests.open(directory);
        address = cluster.serve(FrontForTests.of(cluster, true, frozen)).address();
    }

    @Override
    public void close() {
        cluster.close();
    }

    InetSocketAddress address() {
        return address;
    }

    AdminClient client() {
        return as("ROOTKEY", "root-secret");
    }

    ClusterForTests cluster() {
        return cluster;
    }

    Endpoint endpoint(String key, String secret) {
        return new Endpoint(
                URI.create("http://127.0.0.1:" + address.getPort()),
                Optional.of(new AccessKey(key, new Secret(secret))),
                Optional.empty());
    }

    AdminClient as(String key, String secret) {
        return new AdminClient(endpoint(key, secret), InstantSource.system());
    }

    void put(String path, int length) {
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

    static void refused(int exit, String words, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exit()).isEqualTo(exit))
                .hasMessageContaining(words);
    }

    JsonNode raw(int status, String method, String target, String... headers) throws IOException {
        RawHttp.Reply reply = RawHttp.call(address, method, target, headers);
        assertThat(reply.status())
                .as(method + " " + target + ": " + reply.text())
                .isEqualTo(status);
        return JSON.readTree(reply.text());
    }

    List<JsonNode> lines(String route) {
        List<JsonNode> lines = new ArrayList<>();
        client().lines(route, lines::add);
        return lines;
    }
}
