package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code slime import} between servers that answer as the original's documents say, some of them wrongly. */
final class ImportCommandTest {
    private final Old from;
    private final Old to;
    private String out = "";
    private String err = "";

    ImportCommandTest() throws IOException {
        from = new Old();
        to = new Old();
    }

    /** A server of the original's native API. */
    private static final class Old {
        private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
        private final Map<String, Integer> broken = new ConcurrentHashMap<>();
        private final Map<String, String> digests = new ConcurrentHashMap<>();
        private final HttpServer server;

        Old() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }

        void start() {
            server.createContext("/data/", this::serve);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void serve(HttpExchange call) throws IOException {
            try (call) {
                String key = call.getRequestURI().getPath().substring("/data/".length());
                switch (call.getRequestMethod()) {
                    case "PUT" -> put(call, key);
                    case "GET" -> {
                        if (key.isEmpty()) {
                            list(call);
                        } else {
                            get(call, key, true);
                        }
                    }
                    default -> get(call, key, false);
                }
            }
        }

        /** Keys from "after" on, which some take to mean that one too. */
        private void list(HttpExchange call) throws IOException {
            String query = call.getRequestURI().getQuery();
            String after = query.substring(query.indexOf("after=") + "after=".length());
            int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
            byte[] page = objects.tailMap(after, true).keySet().stream()
                    .limit(limit)
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            answer(call, 200, page);
        }

        private void get(HttpExchange call, String key, boolean body) throws IOException {
            byte[] object = objects.get(key);
            if (object == null) {
                call.sendResponseHeaders(404, -1);
                return;
            }
            call.getResponseHeaders().set("X-Content-SHA256", digests.getOrDefault(key, sha256(object)));
            if (!body) {
                call.sendResponseHeaders(200, -1);
                return;
            }
            call.sendResponseHeaders(200, object.length == 0 ? -1 : object.length);
            try (OutputStream stream = call.getResponseBody()) {
                stream.write(object, 0, Math.min(object.length, broken.getOrDefault(key, object.length)));
            } catch (IOException e) {
                // fewer bytes than were promised
            }
        }

        private void put(HttpExchange call, String key) throws IOException {
            byte[] came = call.getRequestBody().readAllBytes();
            String claimed = call.getRequestHeaders().getFirst("X-Content-SHA256");
            String length = call.getRequestHeaders().getFirst("Content-Length");
            if ((claimed != null && !claimed.equals(sha256(came))) || Integer.parseInt(length) != came.length) {
                answer(call, 400, "another digest".getBytes(StandardCharsets.UTF_8));
                return;
            }
            if ("\"nonexistent\"".equals(call.getRequestHeaders().getFirst("If-Match")) && objects.containsKey(key)) {
                call.sendResponseHeaders(412, -1);
                return;
            }
            objects.put(key, came);
            call.getResponseHeaders().set("X-Content-SHA256", sha256(came));
            call.sendResponseHeaders(204, -1);
        }

        private static void answer(HttpExchange call, int status, byte[] body) throws IOException {
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void start() {
        from.start();
        to.start();
    }

    @AfterEach
    void stop() {
        from.server.stop(0);
        to.server.stop(0);
    }

    private int run(String... more) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                Map.of(),
                Clock.systemUTC());
        List<String> line = new java.util.ArrayList<>(List.of("import", from.url(), "--to", to.url()));
        line.addAll(List.of(more));
        int exit = Slime.run(terminal, line.toArray(String[]::new));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyKeyOfManyPagesIsCopied() {
        for (int i = 0; i < 2_345; i++) {
            from.objects.put("key/" + i + " ü", bytes("content " + i));
        }
        assertThat(run()).as(err).isZero();
        assertThat(to.objects).hasSize(2_345);
        assertThat(to.objects.get("key/1234 ü")).isEqualTo(bytes("content 1234"));
        assertThat(out).contains("2,345 keys copied", "0 failed");

        to.objects.remove("key/7 ü");
        assertThat(run()).isZero();
        assertThat(out).contains("1 keys copied", "2,344 there already");
        assertThat(to.objects).hasSize(2_345);
    }

    @Test
    void whatBreaksOffOrDiffersFromItsDigestIsNotKept() {
        from.objects.put("a", bytes("whole"));
        from.objects.put("b", bytes("broken off"));
        from.broken.put("b", 3);
        from.objects.put("c", bytes("rotten"));
        from.digests.put("c", Old.sha256(bytes("as it was")));

        assertThat(run()).isEqualTo(1);
        assertThat(to.objects).containsOnlyKeys("a");
        assertThat(err).contains("failed: b: ", "failed: c: ", "another digest");
        assertThat(out).contains("1 keys copied", "2 failed");

        from.broken.clear();
        from.digests.clear();
        assertThat(run()).isZero();
        assertThat(to.objects).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void whatIsThereAndDiffersIsLeftAloneUnlessTold() {
        from.objects.put("a", bytes("old"));
        to.objects.put("a", bytes("new"));
        assertThat(run()).isEqualTo(3);
        assertThat(err).contains("differs: a");
        assertThat(to.objects.get("a")).isEqualTo(bytes("new"));
        assertThat(run("--overwrite")).isZero();
        assertThat(to.objects.get("a")).isEqualTo(bytes("old"));
    }

    @Test
    void onlyKeysBehindOneAreCopied() {
        from.objects.put("a", bytes("1"));
        from.objects.put("b", bytes("2"));
        from.objects.put("c", bytes("3"));
        assertThat(run("--after", "b")).isZero();
        assertThat(to.objects).containsOnlyKeys("c");
    }

    @Test
    void aSourceThatDoesNotAnswerIsSaid() {
        from.server.stop(0);
        assertThat(run()).isEqualTo(5);
        assertThat(err).contains("the source does not list its keys");
    }
}
