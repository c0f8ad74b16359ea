package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import io.slime.compat.fixture.SlowPut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The native API, by curl. */
final class NativeApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory = Path.of("");

    /** An answer: everything but the last line, which is the status. */
    private record Answer(int status, String body) {}

    private static Answer curl(String path, String... options) {
        String out = SharedServer.endpoint().curl(path, options).run().ok().out();
        int end = out.lastIndexOf('\n');
        return new Answer(Integer.parseInt(out.substring(end + 1)), out.substring(0, end));
    }

    private static int put(String path, String content, String... options) {
        String[] all = Arrays.copyOf(options, options.length + 4);
        System.arraycopy(new String[] {"-X", "PUT", "--data-binary", content}, 0, all, options.length, 4);
        return curl(path, all).status();
    }

    private static String header(String path, String name) {
        String head = curl(path, "-I").body();
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static void refusedWithReason(Answer answer, int status) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).isNotEmpty();
    }

    @Test
    void whatIsPutComesBackWithItsDigest() {
        assertThat(put("/data/native/a", "hello")).isEqualTo(204);
        assertThat(curl("/data/native/a")).isEqualTo(new Answer(200, "hello"));
        String sha256 = SampleData.sha256(SampleData.text("hello"));
        assertThat(header("/data/native/a", "ETag")).isEqualTo("\"" + sha256 + "\"");
        assertThat(header("/data/native/a", "X-Content-SHA256")).isEqualTo(sha256);
        assertThat(header("/data/native/a", "Content-Length")).isEqualTo("5");
        assertThat(header("/data/native/a", "Last-Modified")).endsWith("GMT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 5_000_001})
    void filesOfAnySizeAndUnknownLengthGoIn(int size) throws Exception {
        byte[] sent = SampleData.bytes(size, size);
        Path from = Files.write(directory.resolve("from"), sent);
        Path to = directory.resolve("to");
        String path = "/data/native/size" + size;
        assertThat(curl(path, "-T", from.toString()).status()).isEqualTo(204);
        curl(path, "-o", to.toString());
        assertThat(Files.readAllBytes(to)).isEqualTo(sent);
        assertThat(SharedServer.endpoint()
                        .curl(path + "c", "-T", "-")
                        .input(sent)
                        .run()
                        .ok()
                        .out()
                        .strip())
                .as("chunked, from standard input")
                .isEqualTo("204");
        curl(path + "c", "-o", to.toString(), "-H", "X-Slime-Noverify: true");
        assertThat(Files.readAllBytes(to)).isEqualTo(sent);
    }

    @Test
    void theDigestIsChecked() throws Exception {
        String right = SampleData.sha256(SampleData.text("content"));
        assertThat(put("/data/native/sha", "content", "-H", "X-Content-SHA256: " + right))
                .isEqualTo(204);
        refusedWithReason(
                curl("/data/native/sha", "-X", "PUT", "-d", "other", "-H", "X-Content-SHA256: " + right), 400);
        assertThat(curl("/data/native/sha").body()).isEqualTo("content");
    }

    @Test
    void conditionalWritesAreExact() throws Exception {
        String path = "/data/native/cas";
        curl(path, "-X", "DELETE");
        assertThat(put(path, "one", "-H", "If-Match: \"nonexistent\"")).isEqualTo(204);
        assertThat(put(path, "two", "-H", "If-Match: \"nonexistent\"")).isEqualTo(412);
        assertThat(put(path, "two", "-H", "If-None-Match: *")).isEqualTo(412);
        String etag = header(path, "ETag");
        assertThat(put(path, "two", "-H", "If-Match: " + etag)).isEqualTo(204);
        assertThat(put(path, "three", "-H", "If-Match: " + etag)).isEqualTo(412);
        refusedWithReason(curl(path, "-X", "DELETE", "-H", "If-Match: " + etag), 412);
        assertThat(curl(path).body()).isEqualTo("two");
        assertThat(curl(path, "-X", "DELETE", "-H", "If-Match: " + header(path, "ETag"))
                        .status())
                .isEqualTo(204);
        assertThat(curl(path).status()).isEqualTo(404);
    }

    @Test
    void readsAreConditionalAndRanged() {
        String path = "/data/native/range";
        put(path, "0123456789");
        assertThat(curl(path, "-r", "2-4")).isEqualTo(new Answer(206, "234"));
        assertThat(curl(path, "-r", "-3")).isEqualTo(new Answer(206, "789"));
        assertThat(curl(path, "-r", "7-")).isEqualTo(new Answer(206, "789"));
        assertThat(curl(path, "-r", "10-20").status()).isEqualTo(416);
        String etag = header(path, "ETag");
        assertThat(curl(path, "-H", "If-None-Match: " + etag).status()).isEqualTo(304);
        assertThat(curl(path, "-H", "If-None-Match: \"other\"").status()).isEqualTo(200);
        assertThat(curl(path, "-H", "If-Modified-Since: " + header(path, "Last-Modified"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        refusedWithReason(curl("/data/native/absent"), 404);
        refusedWithReason(curl("/data/native/absent", "-X", "DELETE"), 404);
        assertThat(curl("/data/native/absent", "-I").status()).isEqualTo(404);
        assertThat(curl("/nowhere").status()).isEqualTo(404);
    }

    @Test
    void keysAreListedInByteOrder() {
        for (String key : new String[] {"b", "a", "c%0Ad", "%C3%A9", "a%2Fb"}) {
            put("/data/listed/" + key, "x");
        }
        String page = curl("/data/?mode=list&after=listed/&limit=3").body();
        assertThat(page.lines()).containsExactly("listed/a", "listed/a/b", "listed/b");
        String rest =
                curl("/data/?mode=list&after=listed/b&limit=2&encoding=url").body();
        assertThat(rest.lines().map(line -> line.replace("%2F", "/").replace("%2f", "/")))
                .containsExactly("listed/c%0Ad", "listed/%C3%A9");
        assertThat(curl("/data/?mode=list&limit=0").status()).isIn(200, 400);
        assertThat(curl("/data/?mode=list&limit=10001").status()).isEqualTo(400);
    }

    @Test
    void theClusterTellsItsSpaceAndItsId() {
        assertThat(Long.parseLong(curl("/data/?mode=free").body().strip())).isPositive();
        String uuid = curl("/data/?mode=uuid").body().strip();
        assertThat(UUID.fromString(uuid)).hasToString(uuid);
        assertThat(curl("/data/?mode=nonsense").status()).isEqualTo(400);
    }

    @Test
    void keysArePercentDecodedOnce() {
        put("/data/odd/a%2520b+c", "decoded once");
        assertThat(curl("/data/odd/a%2520b+c").body()).isEqualTo("decoded once");
        assertThat(curl("/data/?mode=list&after=odd/&limit=1").body().strip()).isEqualTo("odd/a%20b+c");
        put("/data/odd/x/../y", "dots");
        assertThat(curl("/data/odd/x/../y").body()).isEqualTo("dots");
        assertThat(curl("/data/odd/y").status()).isEqualTo(404);
        assertThat(put("/data/odd/%00", "nul")).isEqualTo(400);
        assertThat(put("/data/odd/%FF", "not utf-8")).isEqualTo(400);
    }

    @Test
    void redundancyIsToldAndNonsenseRefused() throws Exception {
        JsonNode now = JSON.readTree(curl("/redundancy").body());
        assertThat(now.path("need").asInt()).isEqualTo(2);
        assertThat(now.path("total").asInt()).isEqualTo(3);
        for (String nonsense : new String[] {
            "{\"need\":0,\"total\":3}", "{\"need\":4,\"total\":3}", "{\"need\":2,\"total\":101}", "{}", "nonsense"
        }) {
            refusedWithReason(curl("/redundancy", "-d", nonsense), 400);
        }
        Answer set = curl("/redundancy", "-d", "{\"need\":2,\"total\":3}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(JSON.readTree(set.body())).isEqualTo(now);
    }

    @Test
    void storesAreTold() throws Exception {
        JsonNode stores = JSON.readTree(curl("/stores").body());
        assertThat(stores).hasSize(3);
        for (JsonNode store : stores) {
            assertThat(store.path("uuid").asText()).hasSize(36);
            assertThat(store.path("name").asText()).isNotEmpty();
            assertThat(store.path("dead").asBoolean(true)).isFalse();
            assertThat(store.path("connected").asBoolean()).isTrue();
            assertThat(store.path("free").asLong()).isPositive();
            assertThat(store.has("last_seen")).isTrue();
        }
        refusedWithReason(curl("/stores", "-d", "{\"operation\":\"explode\"}"), 400);
        assertThat(curl("/stores", "-d", "{\"operation\":\"rescan\"}").status()).isEqualTo(200);
        String uuid = stores.path(0).path("uuid").asText();
        Answer delete = curl("/stores", "-d", "{\"operation\":\"delete\",\"uuid\":\"" + uuid + "\"}");
        assertThat(delete.status()).isIn(400, 409);
        assertThat(JSON.readTree(curl("/stores").body())).hasSize(3);
    }

    @Test
    void webPagesAreRefused() {
        assertThat(curl("/stores", "-H", "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertThat(curl("/stores", "-H", "Host: evil.example").status()).isEqualTo(403);
        assertThat(curl("/stores", "-H", "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
    }

    @Test
    void bothApisSeeOneKeySpace() {
        try (S3Client s3 = Clients.sync(SharedServer.endpoint())) {
            String bucket = Clients.bucket(s3, NativeApiIT.class);
            assertThat(put("/data/" + bucket + "/shared", "by curl")).isEqualTo(204);
            var got = s3.getObjectAsBytes(g -> g.bucket(bucket).key("shared"));
            assertThat(got.asUtf8String()).isEqualTo("by curl");
            s3.deleteObject(d -> d.bucket(bucket).key("shared"));
            assertThat(curl("/data/" + bucket + "/shared").status()).isEqualTo(404);
        }
    }

    @Test
    void aClientThatLeavesHalfWayLeavesNothing() throws Exception {
        byte[] half = SampleData.bytes(71, 3_000_000);
        try (SlowPut put = new SlowPut(SharedServer.endpoint().nativeApi(), "/data/native/half", 2 * half.length)) {
            put.send(half, 0, half.length);
        }
        assertThat(curl("/data/native/half").status()).isEqualTo(404);
        assertThat(curl("/data/?mode=list&after=native/hal&limit=1").body()).doesNotContain("native/half");
    }
}
