package io.slime.chunkd.server;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.description;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.testing.MemoryStore;
import io.slime.chunkd.wire.DescriptionText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said with a code, and changes nothing. */
final class MalformedRequestTest {
    private static final String DESCRIPTION = "slime-description: " + DescriptionText.of(description(1));
    private static final String ERA = "slime-era: 1";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryStore store = new MemoryStore();
    private final ChunkServer server =
            ChunkServer.open(ChunkServerConfig.of("127.0.0.1", 0, Optional.empty()), List.of(store), threads);
    private final String chunk = "/" + store.uuid() + "/chunks/" + id(1);
    private RawHttp http;

    @BeforeEach
    void connect() throws IOException {
        http = new RawHttp(server.address());
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
        threads.close();
    }

    private static void assertError(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(code);
        assertThat(answer.fields())
                .containsEntry("slime-error", code)
                .containsEntry("content-type", "application/json");
    }

    private void assertNothingChanged() {
        assertThat(store.list(Optional.empty(), 10)).isEmpty();
        assertThat(store.status().era()).isZero();
    }

    @Test
    void tellsTheTimeWithEachError() throws IOException {
        String date = http.ask("GET", "/", "").fields().getOrDefault("date", "");
        Instant told =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        assertThat(Duration.between(told, Instant.now()).abs()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void speaksOfPathsThatAreNone() throws IOException {
        assertError(http.ask("GET", "/", ""), 404, "no-such-route");
        assertError(http.ask("GET", "/uuids/", ""), 404, "no-such-route");
        assertError(http.ask("GET", chunk + "/description/x", ""), 404, "no-such-route");
        assertError(http.ask("GET", chunk + "/descriptions", ""), 404, "no-such-route");
        assertError(http.ask("GET", "/" + store.uuid().toString().toUpperCase(Locale.ROOT), ""), 404, "no-such-route");
        assertError(http.ask("GET", "/" + UUID.randomUUID() + "/chunks", ""), 404, "no-such-store");
        assertError(http.ask("GET", "/" + store.uuid() + "/chunks/nothing", ""), 400, "bad-request");
        assertError(http.ask("GET", "/" + store.uuid() + "/chunks/../../etc/passwd", ""), 404, "no-such-route");
        assertError(http.ask("GET", "/" + store.uuid() + "/chunks/%2e%2e", ""), 400, "bad-request");
    }

    @Test
    void refusesOtherMethodsAndParameters() throws IOException {
        assertError(http.ask("POST", chunk, ""), 405, "method");
        assertError(http.ask("DELETE", "/uuids", ""), 405, "method");
        assertError(http.ask("PUT", "/" + store.uuid() + "/delete", "{}"), 405, "method");
        assertError(http.ask("GET", "/" + store.uuid() + "/scrub", ""), 405, "method");
        assertError(http.ask("POST", "/" + store.uuid() + "/scrub", "faster"), 400, "bad-request");
        assertError(http.ask("POST", "/" + store.uuid() + "/scrub", "start"), 422, "refused");
        assertError(http.ask("GET", "/uuids?all", ""), 400, "bad-request");
        assertError(http.ask("GET", chunk + "?range=1", ""), 400, "bad-request");
        assertError(http.ask("GET", "/" + store.uuid() + "/chunks?limit=1&limit=2", ""), 400, "bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,422,refused",
        "limit=10001,400,bad-request",
        "limit=-1,400,bad-request",
        "limit=,400,bad-request",
        "limit=99999999999999999999,400,bad-request",
        "limit=1e3,400,bad-request",
        "after=x,400,bad-request",
        "before=x,400,bad-request"
    })
    void refusesListingsThatMakeNoSense(String query, int status, String code) throws IOException {
        assertError(http.ask("GET", "/" + store.uuid() + "/chunks?" + query, ""), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-10,416,range",
        "bytes=10-,416,range",
        "bytes=5-4,416,range",
        "bytes=10-10,416,range",
        "bytes=-5,400,bad-request",
        "bytes=a-b,400,bad-request",
        "bytes=0-1;2-3,400,bad-request",
        "chunks=0-1,400,bad-request",
        "bytes=0-99999999999999999999,400,bad-request",
        "bytes=0-4611686018427387902,416,range"
    })
    void refusesRangesThatAreNotWithinTheChunk(String range, int status, String code) throws IOException {
        put(store, id(1), bytes(1, 10));
        assertError(http.ask("GET", chunk, "", "Range: " + range), status, code);
    }

    @Test
    void givesRanges() throws IOException {
        put(store, id(1), "0123456789".getBytes(StandardCharsets.US_ASCII));
        RawHttp.Answer middle = http.ask("GET", chunk, "", "Range: bytes=3-5");
        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo("345");
        assertThat(middle.fields()).containsEntry("content-range", "bytes 3-5/*");
        assertThat(http.ask("GET", chunk, "", "Range: bytes=7-").body()).isEqualTo("789");
        assertThat(http.ask("GET", chunk, "").status()).isEqualTo(200);
        RawHttp.Answer head = http.ask("HEAD", chunk, "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.fields()).containsEntry("content-length", "10").containsKey("slime-stamp");
    }

    @Test
    void saysWhyInFieldsWhereThereIsNoBody() throws IOException {
        RawHttp.Answer answer = http.ask("HEAD", chunk, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.fields()).containsEntry("slime-error", "missing").containsKey("slime-message");
        assertThat(http.ask("GET", "/uuids", "").status()).isEqualTo(200);
    }

    @Test
    void wantsEraAndDescriptionAndTheBytesThatWereMeant() throws IOException {
        assertError(http.ask("PUT", chunk, "hello", DESCRIPTION), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", DESCRIPTION, "slime-era: -1"), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", DESCRIPTION, "slime-era: first"), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", ERA), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", ERA, "slime-description: need=2"), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", ERA, DESCRIPTION.replace("need=2", "need=4")), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", ERA, DESCRIPTION, "slime-crc32c: 00000000"), 400, "bad-request");
        assertError(http.ask("PUT", chunk, "hello", ERA, DESCRIPTION, "slime-length: 4"), 400, "bad-request");
        assertNothingChanged();
        assertThat(http.ask("PUT", chunk, "hello", ERA, DESCRIPTION, "slime-length: 5", "slime-crc32c: 9a71bb4c")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsNothingOfAChunkThatIsShorterOrLongerThanAnnounced() throws IOException {
        for (String length : List.of("4", "6")) {
            http.send("PUT " + chunk + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + ERA + "\r\nslime-length: " + length
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n" + DESCRIPTION + "\r\n\r\n");
            assertError(http.answer(false), 422, "refused");
        }
        assertNothingChanged();
        http.send("PUT " + chunk + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + ERA + "\r\nslime-length: 5"
                + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n" + DESCRIPTION + "\r\n\r\n");
        assertThat(http.answer(false).status()).isEqualTo(200);
        assertThat(get(store, id(1), 5)).asString().isEqualTo("hello");
    }

    @Test
    void refusesAChunkThatIsTooLongBeforeItIsSent() throws IOException {
        http.send("PUT " + chunk + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + ERA + "\r\n" + DESCRIPTION
                + "\r\nContent-Length: 1099511627776\r\n\r\n");
        assertError(http.answer(false), 413, "too-large");
        assertThat(http.ends()).isTrue();
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Content-Length: +5",
                "Content-Length: 5\r\nHost: elsewhere",
                "Content-Length: 5\r\nslime-era: 7"
            })
    void refusesWhatCouldBeReadInTwoWays(String fields) throws IOException {
        http.send("PUT " + chunk + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + ERA + "\r\n" + DESCRIPTION + "\r\n" + fields
                + "\r\n\r\nhello");
        assertThat(http.answer(false).status()).isEqualTo(400);
        assertThat(http.ends()).isTrue();
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{\"chunks\":{}}",
                "{\"chunks\":[1]}",
                "{\"chunks\":[{\"id\":\"x\",\"stamp\":1}]}",
                "{\"chunks\":[{\"id\":\"0198c0ffee007abc8def0123456789ab.0000000000000001.00000000.00\"}]}",
                "{\"chunks\":[],\"chunks\":[]}",
                "{\"chunks\":[]} more"
            })
    void refusesDeletionsThatAreNotUnderstood(String body) throws IOException {
        assertError(http.ask("POST", "/" + store.uuid() + "/delete", body, ERA), 400, "bad-request");
        assertNothingChanged();
    }

    @Test
    void refusesDeletionsWithoutEraOrStamp() throws IOException {
        put(store, id(1), bytes(1, 10));
        assertError(http.ask("POST", "/" + store.uuid() + "/delete", "{\"chunks\":[]}"), 400, "bad-request");
        assertError(http.ask("DELETE", chunk, "", ERA), 400, "bad-request");
        assertError(http.ask("DELETE", chunk + "?stamp=x", "", ERA), 400, "bad-request");
        assertError(http.ask("DELETE", chunk + "?stamp=0", ""), 400, "bad-request");
        assertError(http.ask("DELETE", chunk + "?stamp=99", "", ERA), 412, "stale-stamp");
        assertThat(store.stat(id(1))).isPresent();
        assertThat(http.ask("DELETE", chunk + "?stamp=0", "", ERA).status()).isEqualTo(204);
        assertThat(store.stat(id(1))).isEmpty();
    }

    @Test
    void bindsToUuidsAlone() throws IOException {
        String path = "/" + store.uuid() + "/cluster";
        assertError(http.ask("PUT", path, "mine"), 400, "bad-request");
        assertError(http.ask("PUT", path, ""), 400, "bad-request");
        assertThat(store.status().cluster()).isEmpty();
        assertThat(http.ask("PUT", path, "0198c0ff-ee00-7abc-8def-0123456789ab\n")
                        .status())
                .isEqualTo(204);
        assertError(http.ask("PUT", path, UUID.randomUUID().toString()), 403, "foreign-cluster");
    }

    @Test
    void isNotForBrowsers() throws IOException {
        assertError(http.ask("GET", "/uuids", "", "Origin: http://evil.example"), 401, "unauthorized");
        assertError(http.ask("GET", "/uuids", "", "Sec-Fetch-Site: cross-site"), 401, "unauthorized");
        http.send("GET /uuids HTTP/1.1\r\nHost: evil.example:17941\r\n\r\n");
        assertError(http.answer(false), 401, "unauthorized");
        http.send("GET /uuids HTTP/1.1\r\nHost: localhost:17941\r\n\r\n");
        assertThat(http.answer(false).status()).isEqualTo(200);
        http.send("GET /uuids HTTP/1.1\r\nHost: [::1]:17941\r\n\r\n");
        assertThat(http.answer(false).status()).isEqualTo(200);
    }
}
