package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Distributed;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.Parallel;
import io.slime.compat.fixture.SampleData;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two gateways on one database are one store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoGatewaysIT {
    private static final String BUCKET = "two-gateways";
    private static final int ROUNDS = 20;

    private final Distributed cluster = Distributed.start(2);
    private final Endpoint first = cluster.gateways().getFirst().endpoint();
    private final Endpoint second = cluster.gateways().getLast().endpoint();
    private final S3Client one = Clients.once(first);
    private final S3Client two = Clients.once(second);

    @BeforeAll
    void makeBucket() {
        one.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterAll
    void close() {
        one.close();
        two.close();
        cluster.close();
    }

    private S3Client client(int number) {
        return number % 2 == 0 ? one : two;
    }

    @Test
    void ofConditionalPutsThroughBothExactlyOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "race/" + round;
            List<Integer> statuses = Parallel.together(64, i -> {
                try {
                    client(i)
                            .putObject(
                                    p -> p.bucket(BUCKET).key(key).ifNoneMatch("*"),
                                    RequestBody.fromString("writer " + i));
                    return 200;
                } catch (S3Exception e) {
                    return e.statusCode();
                }
            });
            assertThat(statuses.stream().filter(s -> s == 200))
                    .as("round %s: %s", round, statuses)
                    .hasSize(1);
            assertThat(statuses.stream().filter(s -> s == 412))
                    .as("round %s: %s", round, statuses)
                    .hasSize(63);
            String winner = "writer " + statuses.indexOf(200);
            assertThat(one.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String())
                    .isEqualTo(winner);
            assertThat(two.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String())
                    .isEqualTo(winner);
        }
    }

    @Test
    void ofNativeCreatesThroughBothExactlyOneWins() {
        for (int round = 0; round < 3; round++) {
            String path = "/data/native-race/" + round;
            List<String> answers = Parallel.together(
                    8,
                    i -> (i % 2 == 0 ? first : second)
                            .curl(path, "-X", "PUT", "-d", "writer " + i, "-H", "If-Match: \"nonexistent\"")
                            .run()
                            .out()
                            .strip());
            assertThat(answers.stream().filter("204"::equals)).as("%s", answers).hasSize(1);
            assertThat(answers.stream().filter(a -> a.endsWith("412")))
                    .as("%s", answers)
                    .hasSize(7);
        }
    }

    @Test
    void whatOneWritesTheOtherReadsAndListsAtOnce() {
        for (int i = 0; i < 30; i++) {
            String key = "agree/" + i;
            byte[] content = SampleData.bytes(i, 1 + i * 10_000);
            client(i).putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
            assertThat(client(i + 1)
                            .getObjectAsBytes(g -> g.bucket(BUCKET).key(key))
                            .asByteArray())
                    .isEqualTo(content);
            assertThat(client(i + 1).listObjectsV2(l -> l.bucket(BUCKET).prefix("agree/")).contents().stream()
                            .map(S3Object::key))
                    .contains(key)
                    .hasSize(i + 1);
        }
        for (int i = 0; i < 30; i++) {
            String key = "agree/" + i;
            client(i).deleteObject(d -> d.bucket(BUCKET).key(key));
            int left = 29 - i;
            assertThat(client(i + 1)
                            .listObjectsV2(l -> l.bucket(BUCKET).prefix("agree/"))
                            .contents())
                    .hasSize(left);
        }
    }

    @Test
    void ofTwoThatCreateABucketOneWins() {
        List<Integer> statuses = Parallel.together(8, i -> {
            try {
                client(i).createBucket(b -> b.bucket("one-of-two"));
                return 200;
            } catch (S3Exception e) {
                return e.statusCode();
            }
        });
        assertThat(statuses).containsOnlyOnce(200).contains(409);
    }

    @Test
    void aCounterIsIncrementedThroughBoth() {
        one.putObject(p -> p.bucket(BUCKET).key("counter"), RequestBody.fromString("0"));
        Parallel.together(8, i -> {
            int won = 0;
            for (int tries = 0; won < 4 && tries < 2000; tries++) {
                won += increment(client(i)) ? 1 : 0;
            }
            return won;
        });
        assertThat(two.getObjectAsBytes(g -> g.bucket(BUCKET).key("counter")).asUtf8String())
                .isEqualTo("32");
    }

    private static boolean increment(S3Client client) {
        var now = client.getObjectAsBytes(g -> g.bucket(BUCKET).key("counter"));
        String next = Integer.toString(Integer.parseInt(now.asUtf8String()) + 1);
        try {
            client.putObject(
                    p -> p.bucket(BUCKET).key("counter").ifMatch(now.response().eTag()), RequestBody.fromString(next));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return false;
        }
    }

    @Test
    void aKeyMadeAtOneWorksAtTheOther() {
        first.slime("user", "create", "ann").run().ok();
        String json = first.slime("key", "create", "--user", "ann", "-o", "json")
                .run()
                .ok()
                .out();
        assertThat(json).contains("secret_key");
        assertThat(second.slime("user", "list").run().ok().out()).contains("ann");
    }
}
