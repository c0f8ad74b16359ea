package io.slime.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listener as clients meet it, byte by byte. */
final class HttpServerTest {
    private static final ServerConfig.Limits LIMITS = new ServerConfig.Limits(
            16 * 1024,
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            100,
            64 * 1024,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EchoFront front = new EchoFront();
    private HttpServer server = open(4);

    private HttpServer open(int most) {
        return HttpServer.open(
                ServerConfig.of("127.0.0.1", 0).withMaxRequests(most).withLimits(LIMITS), front, threads);
    }

    @BeforeEach
    void started() {
        assertThat(server.address().getPort()).isPositive();
    }

    @AfterEach
    void stop() {
        front.release.countDown();
        server.close();
        threads.shutdownNow();
    }

    @Test
    void handsOnPathAndQueryExactlyAsTheyCame() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            for (String target : new String[] {
                "/a%2Fb//../c;x=1;y/+%20%C3%A9?b=%20+&a&a=1;2",
                "/?list-type=2",
                "/a|b^c{d}\"<e>?q=\u00e9|",
                "/a;b?c",
                "/\u00c3\u00a9"
            }) {
                client.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
                int question = target.indexOf('?');
                String path = question < 0 ? target : target.substring(0, question);
                String query = question < 0 ? "" : target.substring(question + 1);
                assertThat(client.response())
                        .as(target)
                        .startsWith("HTTP/1.1 200")
                        .endsWith("GET " + path + " ? " + query);
            }
            client.send("GET http://other:80/p%20q?r HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.response()).endsWith("GET /p%20q ? r");
        }
    }

    @Test
    void carriesARequestIdAndKeepsTheConnection() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\nGET /y HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.response())
                    .containsPattern("x-amz-request-id: [0-9A-F]{16}\r\n")
                    .endsWith("GET /x ? ");
            assertThat(client.response()).endsWith("GET /y ? ");
            client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\nGET /y HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head()).contains("Content-Length: 10");
            assertThat(client.response()).endsWith("GET /y ? ");
        }
    }

    @Test
    void streamsBodiesBothWays() throws IOException {
        byte[] body = new byte[3_000_000];
        new java.util.Random(7).nextBytes(body);
        try (RawClient client = new RawClient(server.address())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    client.send("PUT /echo HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length + "\r\n\r\n");
                    client.send(body);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            assertThat(client.in().readNBytes(body.length)).isEqualTo(body);
            sent.join();
            client.send("PUT /count HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            assertThat(client.response()).endsWith("3");
        }
    }

    @Test
    void sends100ContinueOnlyWhenTheBodyIsWanted() throws IOException {
        String expect = " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
        try (RawClient client = new RawClient(server.address())) {
            client.send("PUT /count" + expect);
            assertThat(client.head()).startsWith("HTTP/1.1 100");
            client.send("12345");
            assertThat(client.response()).startsWith("HTTP/1.1 200").endsWith("5");
            client.send("PUT /reject" + expect);
            assertThat(client.response()).startsWith("HTTP/1.1 403").contains("Connection: close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void sends100ContinueForAnEmptyBodyTooOrEndsTheConnection() throws IOException {
        String expect = " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n";
        try (RawClient client = new RawClient(server.address())) {
            for (String path : new String[] {"/count", "/unread", "/count"}) {
                client.send("PUT " + path + expect);
                assertThat(client.head()).as(path).startsWith("HTTP/1.1 100");
                assertThat(client.response()).as(path).startsWith("HTTP/1.1 200");
            }
            client.send("PUT /reject" + expect);
            assertThat(client.response()).startsWith("HTTP/1.1 403").contains("Connection: close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void keepsTheConnectionAfterAnErrorWhenTheRestOfTheBodyIsSmall() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("PUT /reject HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\n");
            assertThat(client.response()).startsWith("HTTP/1.1 403").doesNotContain("Connection: close");
            client.send(new byte[50_000]);
            client.send("GET /next HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.response()).endsWith("GET /next ? ");
        }
    }

    @Test
    void closesTheConnectionAfterAnErrorWhenTheRestOfTheBodyIsLarge() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("PUT /reject HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n");
            client.send(new byte[100_000]);
            assertThat(client.response()).startsWith("HTTP/1.1 403").contains("Connection: close");
        }
    }

    @Test
    void resetsAnAnswerThatWasBegunAndNotEnded() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("GET /half HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThatThrownBy(() -> {
                        client.head();
                        byte[] got = client.in().readNBytes(100_000);
                        if (got.length < 100_000) {
                            throw new IOException("short");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        Awaitility.await().until(() -> server.running() == 0);
    }

    @Test
    void answersWhatIsBrokenAndWhatIsAmbiguous() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("GET /broken HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.response()).startsWith("HTTP/1.1 500").endsWith("BROKEN");
            client.send("GET /inject HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.response()).contains("X-Value: a  X-Evil: 1\r\n");
        }
        for (String headers : new String[] {
            "Host: a\r\nHost: b\r\n",
            "Host: a\r\nAuthorization: x\r\nAuthorization: y\r\n",
            "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n",
            "Host: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n",
            "Host: a\r\nContent-Length: +3\r\n",
            "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n"
        }) {
            try (RawClient client = new RawClient(server.address())) {
                client.send("PUT /count HTTP/1.1\r\n" + headers + "\r\n");
                assertThat(client.head()).as(headers).startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void neverTakesTheBodyOfAGetForARequest() throws IOException {
        String smuggled = "GET /evil HTTP/1.1\r\nHost: h\r\n\r\n";
        try (RawClient client = new RawClient(server.address())) {
            client.send("GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled);
            assertThat(client.response()).contains("Connection: close").endsWith("GET /x ? ");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void seesAClientThatLeavesInTheMiddle() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("PUT /wait HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n1");
        }
        front.release.countDown();
        try (RawClient client = new RawClient(server.address())) {
            client.send("PUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n1");
        }
        try (RawClient client = new RawClient(server.address())) {
            client.send("PUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n1");
            assertThatThrownBy(client::response).isInstanceOf(IOException.class); // stalled: cut off after a second
        }
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> server.running() == 0);
    }

    @Test
    void cutsOffWhoSendsLessThanTheLeastRate() throws Exception {
        try (RawClient slow = new RawClient(server.address());
                RawClient steady = new RawClient(server.address())) {
            slow.send("PUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
            steady.send("PUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n");
            AtomicInteger sent = new AtomicInteger();
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        if (sent.addAndGet(100) <= 2000) {
                            steady.send("x".repeat(100));
                        }
                        try {
                            slow.send("x"); // never silent for a second, and five bytes in each
                        } catch (IOException e) {
                            return true; // cut off
                        }
                        return server.running() < 2;
                    });
            assertThat(sent).hasValueLessThan(2000);
            assertThatThrownBy(slow::response).isInstanceOf(IOException.class);
            while (sent.getAndAdd(100) < 2000) {
                steady.send("x".repeat(100));
            }
            assertThat(steady.response()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void cutsOffHeadsThatDoNotEnd() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.send("GET /x HTTP/1.1\r\nHost: h\r\n");
            assertThatThrownBy(client::response).isInstanceOf(IOException.class).hasMessageContaining("ended");
        }
    }

    @Test
    void refusesWhatExceedsItsAdmission() throws Exception {
        server.close();
        server = open(1);
        try (RawClient first = new RawClient(server.address());
                RawClient second = new RawClient(server.address())) {
            first.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(front.entered.await(5, TimeUnit.SECONDS)).isTrue();
            second.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(second.response()).startsWith("HTTP/1.1 503").endsWith("OVERLOADED");
            front.release.countDown();
            assertThat(first.response()).endsWith("waited true");
            Awaitility.await().until(() -> server.running() == 0);
            second.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(second.response()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void finishesRunningRequestsWhenItStops() throws Exception {
        try (RawClient client = new RawClient(server.address())) {
            client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(front.entered.await(5, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            assertThat(stopped.isDone()).isFalse();
            front.release.countDown();
            assertThat(client.response()).endsWith("waited true");
            stopped.get(5, TimeUnit.SECONDS);
        }
    }
}
