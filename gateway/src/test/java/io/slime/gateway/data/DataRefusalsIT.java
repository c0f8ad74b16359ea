package io.slime.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.http.HttpServer;
import io.slime.gateway.object.ListRequest;
import io.slime.gateway.testing.ClusterForTests;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the native API decides before it asks anybody. */
final class DataRefusalsIT {
    private static final UUID CLUSTER = UUID.fromString("c2d7e7f0-e259-42c1-8f8c-3cf9f4d526fc");

    @TempDir
    private static Path directory = Path.of("");

    private static Optional<ClusterForTests> opened = Optional.empty();

    private HttpServer server = open(true);

    private static HttpServer open(boolean loopback) {
        ClusterForTests cluster = cluster();
        DataCore core = new DataCore(CLUSTER, cluster.objects(), cluster.buckets(), cluster.stores());
        Trust trust = new Trust(loopback, cluster.root().user().id(), cluster.accounts(), call -> {
            throw new Unauthorized("signed wrongly");
        });
        return cluster.serve(new DataFront(core, trust, cluster.threads()));
    }

    private static ClusterForTests cluster() {
        return opened.orElseThrow();
    }

    @BeforeAll
    static void openCluster() throws IOException {
        opened = Optional.of(ClusterForTests.open(directory));
    }

    @AfterAll
    static void closeCluster() {
        cluster().close();
    }

    @AfterEach
    void changedNothing() {
        server.close();
        assertThat(cluster()
                        .objects()
                        .list(new ListRequest("", Optional.empty(), Optional.empty(), 10))
                        .objects())
                .isEmpty();
        assertThat(cluster().stores().redundancy()).hasToString("2/3");
    }

    private RawHttp.Reply call(String method, String target, String... headers) throws IOException {
        return RawHttp.call(server.address(), method, target, headers);
    }

    private void refuses(int status, String method, String target, String... headers) throws IOException {
        RawHttp.Reply reply = call(method, target, headers);
        assertThat(reply.status())
                .as(method + " " + target + ": " + reply.text())
                .isEqualTo(status);
        assertThat(reply.header("content-type"))
                .as(method + " " + target + reply.head())
                .startsWith("application/json");
        if (!method.equals("HEAD")) {
            assertThat(reply.text()).startsWith("{\"error\":\"");
        }
    }

    @Test
    void saysTheIdOfTheCluster() throws IOException {
        assertThat(call("GET", "/data/?mode=uuid").text()).isEqualTo(CLUSTER.toString());
        assertThat(call("GET", "/data/").text()).isEqualTo(CLUSTER.toString());
        assertThat(call("GET", "/data/?mode=uuid", "Host: localhost:1").status())
                .isEqualTo(200);
        assertThat(call("GET", "/data/?mode=uuid", "Host: [::1]:17942").status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatABrowserSendsForAForeignPage() throws IOException {
        for (String header : new String[] {
            "Host: evil.example",
            "Host: 127.0.0.1.evil.example",
            "Host: localhost.evil.example:17942",
            "Host: 10.0.0.1",
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://127.0.0.1:17944",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site"
        }) {
            refuses(403, "GET", "/data/?mode=uuid", header);
            refuses(403, "PUT", "/data/a", header);
            refuses(403, "POST", "/stores", header);
        }
        assertThat(call("GET", "/data/?mode=uuid", "Sec-Fetch-Site: none").status())
                .isEqualTo(200);
    }

    @Test
    void refusesKeysThatCannotBeStored() throws IOException {
        String longest = "k".repeat(1024);
        for (String key : new String[] {
            "a%00b", "%ff", "%c3", "a%c0%af", "%ed%a0%80", longest + "k", "photos/", "photos/" + longest + "k"
        }) {
            refuses(400, "PUT", "/data/" + key);
            refuses(400, "GET", "/data/" + key);
            refuses(400, "DELETE", "/data/" + key);
        }
        refuses(405, "PUT", "/data/");
        for (String key : new String[] {"%", "%4", "%zz"}) {
            assertThat(call("PUT", "/data/" + key).status()).as(key).isEqualTo(400);
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        refuses(404, "GET", "/nothing");
        refuses(404, "GET", "/stores/");
        refuses(400, "GET", "/data/a?versions");
        refuses(400, "PUT", "/data/a?acl");
        refuses(400, "GET", "/stores?x=1");
        refuses(400, "GET", "/data/?mode=wrong");
        refuses(400, "GET", "/data/?mode=list&limit=10001");
        refuses(400, "GET", "/data/?mode=list&limit=-1");
        refuses(400, "GET", "/data/?mode=list&limit=1&limit=2");
        refuses(400, "GET", "/data/?mode=list&encoding=base64");
        refuses(400, "GET", "/data/?mode=free&limit=1");
        refuses(400, "GET", "/data/?mode=list&prefix=a");
    }

    @Test
    void namesTheMethodsThatAreTaken() throws IOException {
        refuses(405, "POST", "/data/a");
        refuses(405, "PATCH", "/data/a");
        refuses(405, "DELETE", "/stores");
        assertThat(call("OPTIONS", "/data/a").header("allow")).isEqualTo("GET, HEAD, PUT, DELETE");
        assertThat(call("PUT", "/redundancy").header("allow")).isEqualTo("GET, HEAD, POST");
        assertThat(call("POST", "/data/?mode=free").header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void refusesClaimsThatMakeNoSense() throws IOException {
        refuses(400, "PUT", "/data/a", "X-Content-SHA256: abc");
        refuses(400, "PUT", "/data/a", "Content-MD5: abc");
        refuses(400, "PUT", "/data/a", "Content-Range: bytes 0-1/2");
        refuses(400, "PUT", "/data/a", "Content-Encoding: aws-chunked");
        refuses(400, "PUT", "/data/a", "If-Match: \"a");
        refuses(400, "PUT", "/data/a", "If-Match: \"nonexistent\", \"b\"");
        refuses(400, "PUT", "/data/a", "If-Match: nonexistent", "If-None-Match: *");
    }

    @Test
    void refusesBodiesThatMakeNoSense() throws IOException {
        for (String body : new String[] {
            "",
            "[]",
            "{",
            "{\"operation\":\"explode\"}",
            "{\"operation\":\"scan\"}",
            "{\"operation\":\"scan\",\"url\":7}",
            "{\"operation\":\"scan\",\"url\":\"http://a\",\"uuid\":\"b\"}",
            "{\"operation\":\"dead\"}",
            "{\"operation\":\"dead\",\"uuid\":\"1-2-3-4-5\"}",
            "{\"operation\":\"dead\",\"operation\":\"undead\"}",
            "{\"operation\":\"rescan\",\"force\":true}",
            "{\"operation\":\"rescan\"} {}"
        }) {
            RawHttp.Reply reply =
                    RawHttp.call(server.address(), "POST", "/stores", body.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).as(body).isEqualTo(400);
        }
        for (String body : new String[] {
            "{\"need\":0,\"total\":3}",
            "{\"need\":4,\"total\":3}",
            "{\"need\":2,\"total\":101}",
            "{\"need\":2}",
            "{\"need\":2.5,\"total\":3}",
            "{\"need\":\"2\",\"total\":3}",
            "{\"need\":99999999999,\"total\":3}"
        }) {
            RawHttp.Reply reply =
                    RawHttp.call(server.address(), "POST", "/redundancy", body.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.text()).startsWith("{\"error\":\"");
        }
        byte[] large = new byte[64 * 1024 + 1];
        assertThat(RawHttp.call(server.address(), "POST", "/stores", large).status())
                .isEqualTo(413);
    }

    @Test
    void demandsACredentialOffLoopback() throws IOException {
        server.close();
        server = open(false);
        refuses(401, "GET", "/data/?mode=uuid");
        refuses(401, "PUT", "/data/a", "Host: storage.example");
        refuses(401, "GET", "/data/a", "Authorization: AWS4-HMAC-SHA256 Credential=x");
        refuses(401, "GET", "/data/a?X-Amz-Signature=abc");
        refuses(401, "GET", "/data/a", "Authorization: Basic cm9vdDpyb290");
        refuses(403, "GET", "/data/a", "Origin: http://evil.example");
        assertThat(call("GET", "/data/a").header("www-authenticate")).isEqualTo("AWS4-HMAC-SHA256");
    }
}
