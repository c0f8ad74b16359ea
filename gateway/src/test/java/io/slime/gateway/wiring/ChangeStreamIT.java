package io.slime.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.testing.RawHttp;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of changes over sockets. */
final class ChangeStreamIT {
    private static final Pattern STORE = Pattern.compile("\"uuid\":\"([0-9a-f-]{36})\"");

    @TempDir
    private Path directory = Path.of("");

    private final MetadataUrl database = PostgresForTests.freshDatabase();
    private Optional<GatewayForTests> opened = Optional.empty();

    @BeforeEach
    void open() throws IOException, InterruptedException {
        opened = Optional.of(GatewayForTests.open(directory, database, 3));
    }

    @AfterEach
    void close() {
        gateway().close();
    }

    private GatewayForTests gateway() {
        return opened.orElseThrow();
    }

    private BrowserForTests root() throws IOException {
        BrowserForTests browser = new BrowserForTests(gateway().admin());
        assertThat(browser.login(GatewayForTests.KEY, GatewayForTests.SECRET).status())
                .isEqualTo(204);
        return browser;
    }

    private StreamForTests listen(BrowserForTests browser) throws IOException {
        return new StreamForTests(gateway().admin(), "Cookie: " + browser.cookie(), "Sec-Fetch-Site: same-origin");
    }

    private static String firstStore(BrowserForTests browser) throws IOException {
        Matcher matcher = STORE.matcher(browser.get("/api/v1/stores").text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void saysWhatChangedAndNothingOfIt() throws IOException {
        BrowserForTests root = root();
        try (StreamForTests stream = listen(root)) {
            assertThat(stream.next("hello")).contains("slime.stream/1", "\"rev\":", "\"beat_seconds\":15");
            String store = firstStore(root);
            long begin = System.nanoTime();
            assertThat(root.send("POST", "/api/v1/stores/" + store + "/dead", "{}")
                            .status())
                    .isEqualTo(200);
            assertThat(stream.next("stores")).matches("data: \\{\"rev\":\\d+\\}");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            root.send("PUT", "/console/s3/made-here", "");
            stream.next("buckets");
            root.send("PUT", "/console/s3/made-here/object", "stored");
            stream.next("data");
            root.send("POST", "/api/v1/repair/pause", "{}");
            stream.next("repair");
            root.send("POST", "/api/v1/users", "{\"name\":\"ann\"}");
            stream.next("access");
            root.send("PUT", "/api/v1/settings/repair-rate", "{\"value\":\"50MiB\"}");
            stream.next("settings");
            assertThat(stream.seen())
                    .contains("Content-Type: text/event-stream", "no-transform", "X-Accel-Buffering: no")
                    .doesNotContain(store, "made-here", "ann");
        }
    }

    @Test
    void whatAnotherGatewayChangedIsSeenHereToo() throws IOException, InterruptedException {
        BrowserForTests root = root();
        try (GatewayForTests second = GatewayForTests.open(directory, database, 0);
                StreamForTests stream = listen(root)) {
            stream.next("hello");
            String store = firstStore(root);
            BrowserForTests elsewhere = root.at(second.admin());
            assertThat(elsewhere
                            .send("POST", "/api/v1/stores/" + store + "/dead", "{}")
                            .status())
                    .isEqualTo(200);
            stream.next("stores");
            assertThat(root.get("/api/v1/stores/" + store).text())
                    .as("it is looked at anew here before that is told")
                    .contains("\"state\":\"DEAD\"");
        }
    }

    @Test
    void endsWithTheKeyWithinFiveSecondsOnEveryGateway() throws IOException, InterruptedException {
        BrowserForTests root = root();
        root.send("POST", "/api/v1/users", "{\"name\":\"ann\",\"admin\":true}");
        root.send("POST", "/api/v1/users/ann/keys", "{\"access_key\":\"ANNKEY\",\"secret_key\":\"ann-secret\"}");
        BrowserForTests ann = new BrowserForTests(gateway().admin());
        ann.login("ANNKEY", "ann-secret");
        try (GatewayForTests second = GatewayForTests.open(directory, database, 0);
                StreamForTests stream = listen(ann)) {
            stream.next("hello");
            BrowserForTests elsewhere = root.at(second.admin());
            assertThat(elsewhere
                            .send("PATCH", "/api/v1/keys/ANNKEY", "{\"enabled\":false}")
                            .status())
                    .isEqualTo(200);
            long begin = System.nanoTime();
            assertThat(stream.next("end")).contains("\"reason\":\"session\"");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(5500));
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void endsWithTheSession() throws IOException {
        BrowserForTests root = root();
        try (StreamForTests stream = listen(root)) {
            stream.next("hello");
            assertThat(root.send("POST", "/console/logout", "").status()).isEqualTo(204);
            assertThat(stream.next("end")).contains("\"reason\":\"session\"");
        }
    }

    @Test
    void isForAdministratorsOnTheConsolesOwnPages() throws IOException {
        BrowserForTests root = root();
        assertThat(new BrowserForTests(gateway().admin()).get("/api/v1/stream").status())
                .isEqualTo(401);
        assertThat(root.raw("GET", "/api/v1/stream", "", "Sec-Fetch-Site: same-site")
                        .status())
                .isEqualTo(403);
        assertThat(root.send("POST", "/api/v1/stream", "{}").status()).isEqualTo(405);
        root.send("POST", "/api/v1/users", "{\"name\":\"ben\"}");
        root.send("POST", "/api/v1/users/ben/keys", "{\"access_key\":\"BENKEY\",\"secret_key\":\"ben-secret\"}");
        BrowserForTests ben = new BrowserForTests(gateway().admin());
        ben.login("BENKEY", "ben-secret");
        assertThat(ben.get("/api/v1/stream").status()).isEqualTo(403);
    }

    @Test
    void theOldestOfASessionMakesRoom() throws IOException {
        BrowserForTests root = root();
        List<StreamForTests> streams = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            streams.add(listen(root));
            streams.getLast().next("hello");
        }
        assertThat(streams.getFirst().next("end")).contains("\"reason\":\"replaced\"");
        root.send("PUT", "/console/s3/seen-by-all", "");
        for (StreamForTests stream : streams.subList(1, 7)) {
            stream.next("buckets");
            stream.close();
        }
    }

    @Test
    void endsWhenTheGatewayLeavesAndHoldsNobodyUp() throws IOException, InterruptedException {
        BrowserForTests root = root();
        try (StreamForTests stream = listen(root)) {
            stream.next("hello");
            gateway().gateway().leave(Duration.ZERO);
            assertThat(stream.next("end")).contains("\"reason\":\"stopping\"");
            RawHttp.Reply late = root.get("/api/v1/stream");
            assertThat(late.status()).isEqualTo(503);
        }
        long begin = System.nanoTime();
        gateway().close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("no stream is waited for")
                .isLessThan(Duration.ofSeconds(10));
    }
}
