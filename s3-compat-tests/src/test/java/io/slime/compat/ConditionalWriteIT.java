package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Parallel;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Conditional writes are exact. */
final class ConditionalWriteIT {
    private static final S3Client S3 = Clients.once(SharedServer.endpoint());
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, ConditionalWriteIT.class);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static int put(String key, String content, Consumer<PutObjectRequest.Builder> condition) {
        try {
            S3.putObject(p -> condition.accept(p.bucket(bucket).key(key)), RequestBody.fromString(content));
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private static int delete(String key, Consumer<DeleteObjectRequest.Builder> condition) {
        try {
            S3.deleteObject(d -> condition.accept(d.bucket(bucket).key(key)));
            return 204;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private static String get(String key) {
        return S3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String();
    }

    private static String etag(String content) {
        return "\"" + SampleData.digest("MD5", SampleData.text(content)) + "\"";
    }

    @Test
    void ofManyConditionalPutsExactlyOneWins() {
        for (int round = 0; round < 20; round++) {
            String key = "race/" + round;
            List<Integer> statuses = Parallel.together(64, i -> put(key, "writer " + i, p -> p.ifNoneMatch("*")));
            assertThat(statuses.stream().filter(s -> s == 200))
                    .as("round %s: %s", round, statuses)
                    .hasSize(1);
            assertThat(statuses.stream().filter(s -> s == 412))
                    .as("round %s: %s", round, statuses)
                    .hasSize(63);
            assertThat(get(key)).isEqualTo("writer " + statuses.indexOf(200));
        }
    }

    @Test
    void aCounterUnderIfMatchLosesNoIncrement() {
        put("counter", "0", p -> {});
        Parallel.together(8, i -> {
            int won = 0;
            for (int tries = 0; won < 5 && tries < 2000; tries++) {
                String now = get("counter");
                String next = Integer.toString(Integer.parseInt(now) + 1);
                won += put("counter", next, p -> p.ifMatch(etag(now))) == 200 ? 1 : 0;
            }
            return won;
        });
        assertThat(get("counter")).isEqualTo("40");
    }

    @Test
    void ifMatchTellsDifferentFromAbsent() {
        put("match", "one", p -> {});
        assertThat(put("match", "two", p -> p.ifMatch(etag("other")))).isEqualTo(412);
        assertThat(get("match")).isEqualTo("one");
        assertThat(put("match", "two", p -> p.ifMatch(etag("one")))).isEqualTo(200);
        assertThat(get("match")).isEqualTo("two");
        assertThat(put("absent", "x", p -> p.ifMatch(etag("x")))).isEqualTo(404);
        assertThat(delete("absent", d -> {})).isEqualTo(204);
    }

    @Test
    void ifNoneMatchRefusesALargeBodyToo() {
        put("large", "there", p -> {});
        String large = "x".repeat(3 << 20);
        assertThat(put("large", large, p -> p.ifNoneMatch("*"))).isEqualTo(412);
        assertThat(get("large")).isEqualTo("there");
    }

    @Test
    void aDeleteHonoursIfMatch() {
        put("victim", "alive", p -> {});
        assertThat(delete("victim", d -> d.ifMatch(etag("dead")))).isEqualTo(412);
        assertThat(get("victim")).isEqualTo("alive");
        assertThat(delete("victim", d -> d.ifMatch(Objects.requireNonNull(etag("alive")))))
                .isEqualTo(204);
        assertThat(S3.listObjectsV2(l -> l.bucket(bucket).prefix("victim")).contents())
                .isEmpty();
    }
}
