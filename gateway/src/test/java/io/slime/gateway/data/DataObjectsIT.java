package io.slime.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.account.NewUser;
import io.slime.gateway.account.User;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.BucketRetention;
import io.slime.gateway.bucket.LockMode;
import io.slime.gateway.bucket.NewBucket;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.HttpServer;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.testing.ClusterForTests;
import io.slime.gateway.testing.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects through the native API, on real stores and a real database. */
final class DataObjectsIT {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    @TempDir
    private static Path directory = Path.of("");

    private static Optional<ClusterForTests> opened = Optional.empty();
    private static InetSocketAddress address = new InetSocketAddress(0);

    @BeforeAll
    static void open() throws IOException {
        ClusterForTests cluster = ClusterForTests.open(directory);
        opened = Optional.of(cluster);
        address = serve(cluster, true).address();
    }

    private static HttpServer serve(ClusterForTests cluster, boolean loopback) {
        DataCore core = new DataCore(cluster.cluster().id(), cluster.objects(), cluster.buckets(), cluster.stores());
        Trust trust = new Trust(
                loopback,
                cluster.root().user().id(),
                cluster.accounts(),
                call -> new Signature(
                        call.header("X-Test-Key").orElseThrow(() -> new Unauthorized("not signed")),
                        call.header("X-Test-Body")));
        return cluster.serve(new DataFront(core, trust, cluster.threads()));
    }

    @AfterAll
    static void close() {
        cluster().close();
    }

    private static ClusterForTests cluster() {
        return opened.orElseThrow();
    }

    private static RawHttp.Reply put(String key, byte[] body, String... headers) throws IOException {
        return RawHttp.call(address, "PUT", "/data/" + key, body, headers);
    }

    private static RawHttp.Reply call(String method, String key, String... headers) throws IOException {
        return RawHttp.call(address, method, "/data/" + key, headers);
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whatIsPutIsThere() throws IOException {
        RawHttp.Reply made = put("greeting", HELLO, "Content-Type: text/plain");
        assertThat(made.status()).as(made.text()).isEqualTo(204);
        assertThat(made.header("etag")).isEqualTo('"' + HELLO_SHA256 + '"');
        RawHttp.Reply got = call("GET", "greeting");
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(HELLO);
        assertThat(got.header("etag")).isEqualTo('"' + HELLO_SHA256 + '"');
        assertThat(got.header("x-content-sha256")).isEqualTo(HELLO_SHA256);
        assertThat(got.header("content-type")).isEqualTo("text/plain");
        assertThat(got.header("last-modified")).endsWith(" GMT");
        RawHttp.Reply head = call("HEAD", "greeting");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo("5");
        ObjectVersion version = cluster().objects().head("greeting");
        assertThat(version.description().etag()).isEqualTo(HELLO_MD5);
        assertThat(version.description().owner())
                .isEqualTo(cluster().root().user().id());
    }

    @Test
    void everyLengthComesBack() throws Exception {
        for (int length : new int[] {0, 1, 4095, 4096, 8193, 131_072, 262_145, 3_000_001}) {
            byte[] body = bytes(length, length);
            assertThat(put("size/" + length, body, "X-Content-SHA256: " + sha256(body))
                            .status())
                    .isEqualTo(204);
            assertThat(call("GET", "size/" + length).body())
                    .as(length + " bytes")
                    .isEqualTo(body);
            assertThat(call("GET", "size/" + length, "X-Slime-Noverify: true").body())
                    .isEqualTo(body);
        }
    }

    @Test
    void aBodyInChunksIsTaken() throws IOException {
        byte[] body = bytes(1, 700_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PUT /data/chunked HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        for (int at = 0; at < body.length; at += 65_536) {
            byte[] piece = Arrays.copyOfRange(body, at, Math.min(body.length, at + 65_536));
            out.writeBytes((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(piece);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (RawHttp http = new RawHttp(address)) {
            http.send(out.toByteArray());
            assertThat(http.reply(false).status()).isEqualTo(204);
        }
        assertThat(call("GET", "chunked").body()).isEqualTo(body);
    }

    @Test
    void aBodyThatIsCutOffLeavesNothing() throws IOException {
        try (RawHttp http = new RawHttp(address)) {
            http.send("PUT /data/cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            http.send(new byte[500_000]);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(call("GET", "cut").status()).isEqualTo(404));
    }

    @Test
    void aWrongClaimChangesNothing() throws IOException {
        put("claimed", HELLO);
        String wrong = "0".repeat(64);
        RawHttp.Reply refused = put("claimed", bytes(2, 500_000), "X-Content-SHA256: " + wrong);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).startsWith("{\"error\":");
        assertThat(put(
                                "claimed",
                                bytes(2, 10),
                                "Content-MD5: " + Base64.getEncoder().encodeToString(new byte[16]))
                        .status())
                .isEqualTo(400);
        assertThat(call("GET", "claimed").body()).isEqualTo(HELLO);
        assertThat(put(
                                "claimed",
                                HELLO,
                                "X-Content-SHA256: " + HELLO_SHA256.toUpperCase(java.util.Locale.ROOT),
                                "Content-MD5: "
                                        + Base64.getEncoder()
                                                .encodeToString(HexFormat.of().parseHex(HELLO_MD5)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void rangesAreCutExactly() throws IOException {
        byte[] body = bytes(3, 600_000);
        put("ranged", body);
        String[][] cases = {
            {"bytes=0-0", "0", "1"},
            {"bytes=100-299999", "100", "300000"},
            {"bytes=599999-", "599999", "600000"},
            {"bytes=-1", "599999", "600000"},
            {"bytes=-9999999", "0", "600000"},
            {"bytes=262143-262145", "262143", "262146"},
            {"bytes=0-", "0", "600000"},
            {"bytes=5-99999999999999999999", "5", "600000"}
        };
        for (String[] each : cases) {
            int from = Integer.parseInt(each[1]);
            int end = Integer.parseInt(each[2]);
            RawHttp.Reply part = call("GET", "ranged", "Range: " + each[0]);
            assertThat(part.status()).as(each[0]).isEqualTo(206);
            assertThat(part.header("content-range")).isEqualTo("bytes " + from + "-" + (end - 1) + "/600000");
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(body, from, end));
        }
        for (String ignored : new String[] {"bytes=5-4", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=a-b"}) {
            assertThat(call("GET", "ranged", "Range: " + ignored).status())
                    .as(ignored)
                    .isEqualTo(200);
        }
        for (String outside : new String[] {"bytes=600000-", "bytes=-0", "bytes=99999999999999999999-"}) {
            RawHttp.Reply refused = call("GET", "ranged", "Range: " + outside);
            assertThat(refused.status()).as(outside).isEqualTo(416);
            assertThat(refused.header("content-range")).isEqualTo("bytes */600000");
        }
        assertThat(call("GET", "ranged", "Range: bytes=0-0", "If-Range: \"another\"")
                        .status())
                .isEqualTo(200);
        String etag = call("HEAD", "ranged").header("etag");
        assertThat(call("GET", "ranged", "Range: bytes=0-0", "If-Range: " + etag)
                        .status())
                .isEqualTo(206);
    }

    @Test
    void readsObeyTheirConditions() throws IOException {
        put("conditional", HELLO);
        RawHttp.Reply head = call("HEAD", "conditional");
        String etag = head.header("etag");
        String modified = head.header("last-modified");
        RawHttp.Reply same = call("GET", "conditional", "If-None-Match: " + etag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("etag")).isEqualTo(etag);
        assertThat(call("GET", "conditional", "If-None-Match: \"x\", W/" + etag).status())
                .isEqualTo(304);
        assertThat(call("GET", "conditional", "If-None-Match: *").status()).isEqualTo(304);
        assertThat(call("GET", "conditional", "If-None-Match: \"x\"").status()).isEqualTo(200);
        assertThat(call("GET", "conditional", "If-Modified-Since: " + modified).status())
                .isEqualTo(304);
        assertThat(call("GET", "conditional", "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(call("GET", "conditional", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT")
                        .status())
                .isEqualTo(412);
        assertThat(call("GET", "conditional", "If-Match: \"x\"").status()).isEqualTo(412);
        assertThat(call("GET", "conditional", "If-Match: " + etag.replace("\"", ""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void writesObeyTheirConditions() throws IOException {
        assertThat(put("cas", HELLO, "If-Match: \"" + HELLO_SHA256 + "\"").status())
                .isEqualTo(412);
        assertThat(put("cas", HELLO, "If-Match: \"nonexistent\"").status()).isEqualTo(204);
        assertThat(put("cas", bytes(1, 9), "If-Match: nonexistent").status()).isEqualTo(412);
        assertThat(put("cas", bytes(1, 9), "If-None-Match: *").status()).isEqualTo(412);
        assertThat(put("cas", bytes(1, 9), "If-Match: \"" + HELLO_MD5 + "\"").status())
                .isEqualTo(412);
        assertThat(put("cas", bytes(1, 9), "If-Match: W/\"" + HELLO_SHA256 + "\"")
                        .status())
                .isEqualTo(412);
        assertThat(call("GET", "cas").body()).isEqualTo(HELLO);
        RawHttp.Reply second = put("cas", bytes(1, 9), "If-Match: \"" + HELLO_SHA256 + "\"");
        assertThat(second.status()).isEqualTo(204);
        assertThat(call("DELETE", "cas", "If-Match: \"" + HELLO_SHA256 + "\"").status())
                .isEqualTo(412);
        assertThat(call("DELETE", "cas", "If-Match: " + second.header("etag")).status())
                .isEqualTo(204);
        assertThat(call("DELETE", "cas").status()).isEqualTo(404);
        assertThat(call("DELETE", "cas", "If-Match: \"x\"").status()).isEqualTo(412);
    }

    @Test
    void ofManyConditionalWritesOneWins() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> writes = IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> put("race", bytes(i, 100), "If-None-Match: *").status())
                    .toList();
            long winners = 0;
            for (Future<Integer> write : threads.invokeAll(writes)) {
                assertThat(write.get()).isIn(204, 409, 412);
                winners += write.get() == 204 ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void keysAreStoredAndListedExactly() throws IOException {
        String[] raw = {"l/a", "l/a/b", "l/../x", "l//", "l/%C3%BC%20+%2B", "l/%0Anewline", "l/z%7F"};
        for (String key : raw) {
            assertThat(put(key, HELLO).status()).as(key).isEqualTo(204);
            assertThat(call("GET", key).body()).as(key).isEqualTo(HELLO);
        }
        RawHttp.Reply encoded = call("GET", "?mode=list&after=l/&encoding=url&limit=7");
        assertThat(encoded.text().lines())
                .containsExactly("l/%0Anewline", "l/../x", "l//", "l/a", "l/a/b", "l/z%7F", "l/%C3%BC%20%2B%2B");
        assertThat(call("GET", "?mode=list&after=l/&limit=3").status()).isEqualTo(400);
        assertThat(call("GET", "?mode=list&limit=2&after=l/%0Anewline").text()).isEqualTo("l/../x\nl//\n");
        assertThat(call("GET", "?mode=list&limit=0").text()).isEmpty();
        assertThat(call("GET", "?mode=list&limit=5&after=zzzz").text()).isEmpty();
    }

    @Test
    void saysWhatIsFreeAndHowItIsSpread() throws IOException {
        assertThat(Long.parseLong(call("GET", "?mode=free").text())).isPositive();
        RawHttp.Reply redundancy = RawHttp.call(address, "GET", "/redundancy");
        assertThat(redundancy.text()).isEqualTo("{\"need\":2,\"total\":3}\n");
        RawHttp.Reply set = RawHttp.call(
                address, "POST", "/redundancy", "{\"need\":1,\"total\":3}".getBytes(StandardCharsets.UTF_8));
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.text()).isEqualTo("{\"need\":1,\"total\":3}\n");
        RawHttp.call(address, "POST", "/redundancy", "{\"need\":2,\"total\":3}".getBytes(StandardCharsets.UTF_8));
        RawHttp.Reply stores = RawHttp.call(address, "GET", "/stores");
        assertThat(stores.text())
                .startsWith("[{\"uuid\":\"")
                .contains("\"connected\":true", "\"dead\":false", "\"last_seen\":\"2", "\"free\":");
    }

    @Test
    void othersThanRootKeepToTheirBuckets() throws Exception {
        ClusterForTests cluster = cluster();
        User ann = cluster.accounts().createUser(NewUser.named("ann"));
        cluster.accounts().createKey(ann.id(), Optional.of("ANNKEY"), Optional.of("ann-secret"));
        cluster.buckets().create(new NewBucket(BucketName.parse("annsown"), ann.id(), "us-east-1", false, false));
        try (HttpServer server = serve(cluster, false)) {
            InetSocketAddress there = server.address();
            String[] signed = {"X-Test-Key: ANNKEY", "Host: storage.example", "Authorization: AWS4"};
            assertThat(RawHttp.call(there, "PUT", "/data/annsown/a", HELLO, signed)
                            .status())
                    .isEqualTo(204);
            assertThat(cluster.objects().head("annsown/a").description().owner())
                    .isEqualTo(ann.id());
            cluster.accounts()
                    .limitKey(
                            "ANNKEY",
                            Optional.of("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:*\","
                                    + " \"Resource\": \"*\"}}"));
            assertThat(RawHttp.call(there, "GET", "/data/annsown/a", signed).status())
                    .as("a limited key")
                    .isEqualTo(403);
            cluster.accounts().limitKey("ANNKEY", Optional.empty());
            assertThat(RawHttp.call(there, "PUT", "/data/other/a", HELLO, signed)
                            .status())
                    .isEqualTo(403);
            assertThat(RawHttp.call(there, "GET", "/data/greeting", signed).status())
                    .isEqualTo(403);
            assertThat(RawHttp.call(there, "GET", "/stores", signed).status()).isEqualTo(403);
            assertThat(RawHttp.call(there, "GET", "/data/?mode=list", signed).status())
                    .isEqualTo(403);
            assertThat(RawHttp.call(there, "PUT", "/data/annsown/b", HELLO, "X-Test-Key: NOKEY", "Authorization: AWS4")
                            .status())
                    .isEqualTo(401);
            assertThat(RawHttp.call(there, "GET", "/data/annsown/a").status()).isEqualTo(401);
            String[] wrongBody = {"X-Test-Key: ANNKEY", "X-Test-Body: " + "0".repeat(64), "Authorization: AWS4"};
            assertThat(RawHttp.call(there, "PUT", "/data/annsown/b", HELLO, wrongBody)
                            .status())
                    .isEqualTo(400);
            assertThat(cluster.objects().find("annsown/b")).isEmpty();
        }
    }

    @Test
    void whatABucketRetainsStaysWhateverIsWrittenOverItOrDeleted() throws Exception {
        ClusterForTests cluster = cluster();
        BucketName name = BucketName.parse("kept-here");
        String root = cluster.accounts().createUser(NewUser.named("keeper")).id();
        cluster.buckets().create(new NewBucket(name, root, "us-east-1", true, true));
        cluster.buckets().setObjectLock(name, Optional.of(new BucketRetention(LockMode.COMPLIANCE, 1, 0)));
        assertThat(put("kept-here/a", HELLO).status()).isEqualTo(204);
        String first = cluster.objects().head("kept-here/a").versionId();
        assertThat(put("kept-here/a", bytes(3, 1000)).status()).isEqualTo(204);
        assertThat(call("DELETE", "kept-here/a").status()).isEqualTo(204);
        assertThat(call("GET", "kept-here/a").status()).isEqualTo(404);
        ObjectVersion kept = cluster.objects().head("kept-here/a", Optional.of(first));
        assertThat(kept.size()).isEqualTo(HELLO.length);
        assertThat(kept.lock().retention().orElseThrow().mode()).isEqualTo(LockMode.COMPLIANCE);
        assertThatThrownBy(() -> cluster.objects().deleteVersion("kept-here/a", first, true, Preconditions.NONE))
                .isInstanceOf(StorageException.Locked.class);
    }

    @Test
    void goesOnWithoutOneStoreAndDeletesWithoutAny(@TempDir Path own) throws IOException {
        try (ClusterForTests cluster = ClusterForTests.open(own)) {
            InetSocketAddress there = serve(cluster, true).address();
            byte[] body = bytes(9, 700_000);
            assertThat(RawHttp.call(there, "PUT", "/data/a", body).status()).isEqualTo(204);
            cluster.off(true, 0);
            assertThat(RawHttp.call(there, "GET", "/data/a").body()).isEqualTo(body);
            assertThat(RawHttp.call(there, "PUT", "/data/b", body).status()).isEqualTo(204);
            cluster.off(true, 1, 2);
            RawHttp.Reply away = RawHttp.call(there, "GET", "/data/a");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("retry-after")).isNotEmpty();
            assertThat(away.text()).startsWith("{\"error\":\"");
            assertThat(RawHttp.call(there, "PUT", "/data/c", body).status()).isEqualTo(503);
            assertThat(RawHttp.call(there, "HEAD", "/data/a").status()).isEqualTo(200);
            assertThat(RawHttp.call(there, "DELETE", "/data/a").status()).isEqualTo(204);
            cluster.off(false, 0, 1, 2);
            assertThat(RawHttp.call(there, "GET", "/data/a").status()).isEqualTo(404);
            assertThat(RawHttp.call(there, "GET", "/data/b").body()).isEqualTo(body);
            assertThat(RawHttp.call(there, "GET", "/data/c").status()).isEqualTo(404);
        }
    }

    @Test
    void anObjectThatIsNotWhatWasWrittenIsNotSentWhole() {
        byte[] body = bytes(5, 300_000);
        assertThatThrownBy(() -> {
                    put("lied", body);
                    cluster().metadata().transactions().write(connection -> {
                        try (var statement = connection.createStatement()) {
                            return statement.executeUpdate("UPDATE slime.object SET attributes = "
                                    + "replace(attributes::text, '" + sha(body) + "', repeat('0', 64))::jsonb "
                                    + "WHERE path = 'lied'");
                        }
                    });
                    call("GET", "lied");
                })
                .isInstanceOf(IOException.class);
    }

    private static String sha(byte[] body) {
        try {
            return sha256(body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
