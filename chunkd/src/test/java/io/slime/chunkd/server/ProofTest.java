package io.slime.chunkd.server;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.description;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.testing.MemoryStore;
import io.slime.chunkd.wire.Claim;
import io.slime.chunkd.wire.ClusterSecret;
import io.slime.chunkd.wire.DescriptionText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may come in where a secret is set. */
final class ProofTest {
    private static final ClusterSecret SECRET = ClusterSecret.of("what we all know here");
    private static final ClusterSecret OTHER = ClusterSecret.of("what somebody else knows");
    private static final String NONCE = "0123456789abcdef0000000000000001";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryStore store = new MemoryStore();
    private final ChunkServer server =
            ChunkServer.open(ChunkServerConfig.of("127.0.0.1", 0, Optional.of(SECRET)), List.of(store), threads);
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

    /** A request that is proven, before a test spoils it. */
    private record Proven(ClusterSecret secret, Claim claim) {
        static Proven get(String target) {
            return of("GET", target, "", "");
        }

        static Proven of(String method, String target, String era, String digest) {
            String now = Long.toString(System.currentTimeMillis());
            return new Proven(SECRET, new Claim(method, target, now, NONCE, era, digest));
        }

        Proven with(ClusterSecret other) {
            return new Proven(other, claim);
        }

        Proven at(long millis) {
            String time = Long.toString(millis);
            return new Proven(
                    secret,
                    new Claim(claim.method(), claim.target(), time, claim.nonce(), claim.era(), claim.digest()));
        }

        String[] fields(String... more) {
            List<String> fields = new ArrayList<>(List.of(more));
            fields.add("slime-time: " + claim.time());
            fields.add("slime-nonce: " + claim.nonce());
            fields.add("slime-proof: " + secret.prove(claim));
            if (!claim.era().isEmpty()) {
                fields.add("slime-era: " + claim.era());
            }
            if (!claim.digest().isEmpty()) {
                fields.add("slime-digest: " + claim.digest());
            }
            return fields.toArray(new String[0]);
        }
    }

    private void assertRefused(RawHttp.Answer answer, String why) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("unauthorized");
        assertThat(answer.body()).contains(why);
    }

    @Test
    void letsInWhoKnowsTheSecretAndProvesToKnowItToo() throws IOException {
        RawHttp.Answer answer =
                http.ask("GET", "/uuids", "", Proven.get("/uuids").fields());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(store.uuid() + "\n");
        String proof = answer.fields().getOrDefault("slime-proof", "");
        assertThat(proof).hasSize(64);
        assertThat(SECRET.provesAnswer(NONCE, 200, proof)).isTrue();
        assertThat(SECRET.provesAnswer(NONCE, 404, proof)).isFalse();
        assertThat(OTHER.provesAnswer(NONCE, 200, proof)).isFalse();
    }

    @Test
    void refusesWhoProvesNothing() throws IOException {
        RawHttp.Answer answer = http.ask("GET", "/uuids", "");
        assertRefused(answer, "wants the cluster secret proven");
        assertThat(answer.fields()).doesNotContainKey("slime-proof");
    }

    @Test
    void refusesAnotherSecret() throws IOException {
        RawHttp.Answer answer =
                http.ask("GET", "/uuids", "", Proven.get("/uuids").with(OTHER).fields());
        assertRefused(answer, "the proof is wrong");
        assertThat(answer.fields()).doesNotContainKey("slime-proof");
    }

    @Test
    void refusesAProofOfAnotherRequest() throws IOException {
        assertRefused(http.ask("GET", "/stores", "", Proven.get("/uuids").fields()), "the proof is wrong");
        assertRefused(http.ask("GET", "/uuids?x", "", Proven.get("/uuids").fields()), "the proof is wrong");
        String chunk = "/" + store.uuid() + "/chunks/" + id(1) + "?stamp=0";
        put(store, id(1), bytes(1, 10));
        assertRefused(http.ask("DELETE", chunk, "", Proven.get(chunk).fields()), "the proof is wrong");
        String[] fields = Proven.of("DELETE", chunk, "1", "").fields();
        fields[3] = "slime-era: 99";
        assertRefused(http.ask("DELETE", chunk, "", fields), "the proof is wrong");
        assertThat(store.stat(id(1))).isPresent();
        assertThat(store.status().era()).isEqualTo(1);
    }

    @Test
    void refusesARequestThatWasMadeBefore() throws IOException {
        Proven request = Proven.get("/uuids");
        assertThat(http.ask("GET", "/uuids", "", request.fields()).status()).isEqualTo(200);
        assertRefused(http.ask("GET", "/uuids", "", request.fields()), "was made before");
        assertRefused(http.ask("GET", "/stores", "", Proven.get("/stores").fields()), "was made before");
    }

    @Test
    void refusesClocksThatAreTooFarApart() throws IOException {
        long minutes = Duration.ofMinutes(1).toMillis();
        long now = System.currentTimeMillis();
        assertRefused(
                http.ask(
                        "GET",
                        "/uuids",
                        "",
                        Proven.get("/uuids").at(now - 6 * minutes).fields()),
                "clocks");
        assertRefused(
                http.ask(
                        "GET",
                        "/uuids",
                        "",
                        Proven.get("/uuids").at(now + 6 * minutes).fields()),
                "clocks");
        assertThat(http.ask(
                                "GET",
                                "/uuids",
                                "",
                                Proven.get("/uuids").at(now - 4 * minutes).fields())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAShortBodyThatWasNotSigned() throws IOException {
        put(store, id(1), bytes(1, 10));
        String target = "/" + store.uuid() + "/delete";
        String body = "{\"chunks\":[{\"id\":\"" + id(1) + "\",\"stamp\":0}]}";
        String digest = ClusterSecret.digest("{\"chunks\":[]}".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                http.ask(
                        "POST",
                        target,
                        body,
                        Proven.of("POST", target, "1", digest).fields()),
                "not the one that was");
        assertThat(store.stat(id(1))).isPresent();
    }

    @Test
    void takesAChunkOfWhoKnowsTheSecret() throws IOException {
        String target = "/" + store.uuid() + "/chunks/" + id(1);
        RawHttp.Answer answer = http.ask(
                "PUT",
                target,
                "hello",
                Proven.of("PUT", target, "3", "").fields("slime-description: " + DescriptionText.of(description(1))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(store.stat(id(1)).orElseThrow().length()).isEqualTo(5);
        assertThat(store.status().era()).isEqualTo(3);
    }

    @Test
    void saysNothingOfPathsToWhoProvesNothing() throws IOException {
        assertRefused(http.ask("GET", "/nowhere", ""), "secret");
        assertRefused(http.ask("GET", "/" + UUID.randomUUID() + "/chunks", ""), "secret");
    }
}
