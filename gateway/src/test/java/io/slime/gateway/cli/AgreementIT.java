package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.testing.RawHttp;
import io.slime.gateway.wiring.GatewayForTests;
import io.slime.metadata.testing.PostgresForTests;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code slime status}, what the console asks for, and the metrics, while stores break, are given up, repaired and come back under load:
 * what carries the same time says the same.
 */
final class AgreementIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<Long, Map<String, Long>> facts = new ConcurrentHashMap<>();
    private final Map<Long, Set<String>> sources = new ConcurrentHashMap<>();
    private final List<String> disagreements = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger written = new AtomicInteger();

    /** What one source says of one moment. */
    private record Said(String source, long millis, Map<String, Long> facts) {}

    private void keep(Said said) {
        sources.computeIfAbsent(said.millis(), _ -> ConcurrentHashMap.newKeySet())
                .add(said.source());
        Map<String, Long> known = facts.computeIfAbsent(said.millis(), _ -> new ConcurrentHashMap<>());
        said.facts().forEach((fact, value) -> {
            Long before = known.putIfAbsent(fact, value);
            if (before != null && !before.equals(value)) {
                synchronized (disagreements) {
                    disagreements.add(Instant.ofEpochMilli(said.millis()) + " " + fact + ": " + before + ", but "
                            + said.source() + " says " + value);
                }
            }
        });
    }

    private static Said command(GatewayForTests gateway) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                Map.of(
                        "SLIME_URL",
                        "http://127.0.0.1:" + gateway.admin().getPort(),
                        "AWS_ACCESS_KEY_ID",
                        GatewayForTests.KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        GatewayForTests.SECRET),
                Clock.systemUTC());
        assertThat(Slime.run(terminal, "status", "-o", "json")).isNotEqualTo(Exit.NO_ANSWER);
        return status("slime status", JSON.readTree(out.toByteArray()));
    }

    private static Said status(String source, JsonNode status) {
        Map<String, Long> facts = stores(status.path("stores"));
        facts.put("data", status.path("capacity").path("data").longValue());
        facts.put("usable free", status.path("capacity").path("usable_free").longValue());
        spare(facts, status.path("durability"));
        return new Said(source, millis(status), facts);
    }

    private static long millis(JsonNode document) {
        return Instant.parse(document.path("as_of").textValue()).toEpochMilli();
    }

    private static Map<String, Long> stores(JsonNode stores) {
        Map<String, Long> facts = new TreeMap<>();
        facts.put(
                "stores usable",
                count(stores, store -> alive(store) && store.path("reachable").booleanValue()));
        facts.put(
                "stores unreachable",
                count(stores, store -> alive(store) && !store.path("reachable").booleanValue()));
        facts.put("stores dead", count(stores, store -> !alive(store)));
        stores.forEach(store -> {
            facts.put(
                    "up " + store.path("uuid").textValue(),
                    store.path("reachable").booleanValue() ? 1L : 0);
            facts.put(
                    "free " + store.path("uuid").textValue(), store.path("free").longValue());
        });
        return facts;
    }

    private static boolean alive(JsonNode store) {
        return store.path("state").textValue().equals("ACTIVE");
    }

    private static long count(JsonNode stores, Predicate<JsonNode> which) {
        return StreamSupport.stream(stores.spliterator(), false).filter(which).count();
    }

    private static void spare(Map<String, Long> facts, JsonNode histogram) {
        for (int spare = -1; spare < 3; spare++) {
            facts.put("spare " + spare, 0L);
        }
        histogram.forEach(row -> facts.put(
                "spare " + row.path("spare").intValue(), row.path("extents").longValue()));
    }

    private static Said durability(JsonNode durability) {
        Map<String, Long> facts = new TreeMap<>();
        facts.put("extents", durability.path("extents").longValue());
        facts.put("data", durability.path("bytes").longValue());
        facts.put("unreadable", durability.path("unreadable").path("extents").longValue());
        facts.put("lost", durability.path("lost").path("extents").longValue());
        spare(facts, durability.path("spare"));
        return new Said("console durability", millis(durability), facts);
    }

    private static Said metrics(GatewayForTests gateway) throws IOException {
        Map<String, Double> values = new TreeMap<>();
        RawHttp.call(gateway.admin(), "GET", "/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("slime_"))
                .forEach(line -> values.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
        Map<String, Long> facts = new TreeMap<>();
        for (String state : List.of("usable", "unreachable", "dead")) {
            facts.put("stores " + state, whole(values, "slime_stores{state=\"" + state + "\"}"));
        }
        facts.put("data", whole(values, "slime_data_bytes"));
        facts.put("usable free", whole(values, "slime_usable_free_bytes"));
        facts.put("extents", whole(values, "slime_extents"));
        facts.put("unreadable", whole(values, "slime_extents_unreadable"));
        facts.put("lost", whole(values, "slime_extents_lost"));
        for (int spare = -1; spare < 3; spare++) {
            facts.put("spare " + spare, whole(values, "slime_extents_spare{spare=\"" + spare + "\"}"));
        }
        values.forEach((name, value) -> {
            if (name.startsWith("slime_store_up{") || name.startsWith("slime_store_free_bytes{")) {
                String uuid = name.replaceAll(".*store=\"([^\"]*)\".*", "$1");
                facts.put((name.contains("_up{") ? "up " : "free ") + uuid, value.longValue());
            }
        });
        double asOf = values.getOrDefault("slime_status_as_of_timestamp_seconds", Double.NaN);
        return new Said("metrics", Math.round(asOf * 1000), facts);
    }

    private static long whole(Map<String, Double> values, String name) {
        assertThat(values).containsKey(name);
        return values.getOrDefault(name, Double.NaN).longValue();
    }

    private JsonNode api(GatewayForTests gateway, String method, String route, String body) {
        try {
            BrowserOfConsole browser = new BrowserOfConsole(gateway.admin());
            return JSON.readTree(browser.send(method, "/api/v1" + route, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks as a page of the console does, in one session. */
    private final class BrowserOfConsole {
        private final InetSocketAddress address;

        private BrowserOfConsole(InetSocketAddress address) {
            this.address = address;
        }

        private String send(String method, String target, String body) throws IOException {
            return RawHttp.call(
                            address,
                            method,
                            target,
                            body.getBytes(StandardCharsets.UTF_8),
                            "Origin: http://127.0.0.1:" + address.getPort(),
                            "X-Slime-Csrf: 1",
                            "Cookie: " + cookie(address))
                    .text();
        }
    }

    private String cookie = "";

    private synchronized String cookie(InetSocketAddress address) throws IOException {
        if (cookie.isEmpty()) {
            String body = "{\"access_key\":\"" + GatewayForTests.KEY + "\",\"secret_key\":\"" + GatewayForTests.SECRET
                    + "\"}";
            cookie = RawHttp.call(
                            address,
                            "POST",
                            "/console/login",
                            body.getBytes(StandardCharsets.UTF_8),
                            "Origin: http://127.0.0.1:" + address.getPort(),
                            "X-Slime-Csrf: 1")
                    .header("Set-Cookie")
                    .split(";", 2)[0];
        }
        return cookie;
    }

    private interface Step {
        void run() throws IOException;
    }

    private Thread repeat(Step step) {
        return Thread.startVirtualThread(() -> {
            while (!over.get()) {
                try {
                    step.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private void await(GatewayForTests gateway, String what, Predicate<JsonNode> which) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = JSON.nullNode();
        while (System.nanoTime() - end < 0) {
            api(gateway, "POST", "/stores/rescan", "{}");
            last = api(gateway, "GET", "/status", "");
            keep(status("console status", last));
            if (which.test(last)) {
                return;
            }
        }
        throw new AssertionError("not in time: " + what + "; at last " + last);
    }

    private static Predicate<JsonNode> stores(String state, boolean reachable, long count) {
        return status -> count(
                        status.path("stores"),
                        store -> store.path("state").textValue().equals(state)
                                && store.path("reachable").booleanValue() == reachable)
                == count;
    }

    @Test
    void whatCarriesTheSameTimeSaysTheSame(@TempDir Path directory) throws IOException, InterruptedException {
        try (GatewayForTests gateway = GatewayForTests.open(directory, PostgresForTests.freshDatabase(), 4)) {
            InetSocketAddress data = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(),
                    gateway.gateway().nativeApi().orElseThrow().port());
            List<Thread> load = List.of(
                    repeat(() -> RawHttp.call(
                            data, "PUT", "/data/load/" + written.incrementAndGet() % 300, new byte[200_000])),
                    repeat(() -> keep(command(gateway))),
                    repeat(() -> keep(metrics(gateway))),
                    repeat(() -> keep(durability(api(gateway, "GET", "/durability", "")))));
            await(gateway, "something is stored", status -> written.get() > 50);
            breakAndMend(gateway, directory);
            over.set(true);
            for (Thread thread : load) {
                thread.join();
            }
            await(
                    gateway,
                    "all is well",
                    status -> status.path("state").textValue().equals("ok"));
            assertThat(disagreements).isEmpty();
            long shared = sources.values().stream().filter(of -> of.size() > 1).count();
            assertThat(shared).as("moments of which several told").isGreaterThan(10);
            atRest(gateway);
        }
    }

    private void breakAndMend(GatewayForTests gateway, Path directory) throws IOException {
        Path store = directory.resolve("store2");
        Path away = directory.resolve("taken-away");
        Files.move(store, away);
        await(gateway, "a drive is gone", stores("ACTIVE", false, 1));
        Files.move(away, store);
        await(gateway, "it is back", stores("ACTIVE", true, 4));
        Files.move(store, away);
        await(gateway, "it is gone again", stores("ACTIVE", false, 1));
        JsonNode lost = api(gateway, "GET", "/stores", "");
        for (JsonNode each : lost.path("stores")) {
            if (!each.path("reachable").booleanValue()) {
                api(gateway, "POST", "/stores/" + each.path("uuid").textValue() + "/dead", "{}");
            }
        }
        await(gateway, "it is dead", stores("DEAD", false, 1));
        await(gateway, "it is repaired", status -> status.path("durability").size() == 1);
        Files.move(away, store);
        await(gateway, "it is back, and dead", stores("DEAD", true, 1));
        for (JsonNode each : api(gateway, "GET", "/stores", "").path("stores")) {
            api(gateway, "POST", "/stores/" + each.path("uuid").textValue() + "/undead", "{}");
        }
        await(gateway, "it is taken back", stores("ACTIVE", true, 4));
    }

    /** Nothing changes any more: then all say the same, whenever they are asked. */
    private static void atRest(GatewayForTests gateway) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> differing = List.of("never compared");
        while (!differing.isEmpty() && System.nanoTime() - end < 0) {
            Map<String, Long> command = command(gateway).facts();
            Map<String, Long> metrics = metrics(gateway).facts();
            differing = command.entrySet().stream()
                    .filter(fact -> metrics.containsKey(fact.getKey())
                            && !metrics.get(fact.getKey()).equals(fact.getValue()))
                    .map(fact -> fact + ", in the metrics " + metrics.get(fact.getKey()))
                    .toList();
        }
        assertThat(differing).isEmpty();
    }
}
