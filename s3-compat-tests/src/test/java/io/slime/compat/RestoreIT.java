package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Distributed;
import io.slime.compat.fixture.SampleData;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The database is restored from an older dump: what it knows is read, no chunk is deleted, and the operator is told. */
final class RestoreIT {
    private static final String BUCKET = "restore";
    private static final int LARGE = 6_000_000;
    private static final String BEATS = "SELECT max(beat) FROM slime.heartbeat";

    @Test
    void anOlderDatabaseDeletesNothing() throws Exception {
        try (Distributed cluster = Distributed.start(1);
                S3Client s3 = Clients.sync(cluster.endpoint())) {
            s3.createBucket(b -> b.bucket(BUCKET));
            put(s3, "old");
            put(s3, "to delete");
            String dump = cluster.home().resolve("slime.pgdump").toString();
            cluster.postgres().tool("pg_dump", "-Fc", "--serializable-deferrable", "-f", dump, "slime");
            // at once: the era has hardly moved, so only the database itself can tell that it is another one
            put(s3, "new");
            put(s3, "newer");

            assertThat(cluster.gateways().getFirst().process().terminate()).isZero();
            cluster.postgres()
                    .execute("DROP DATABASE slime", "CREATE DATABASE slime ENCODING 'UTF8' TEMPLATE template0");
            cluster.postgres().execute("GRANT ALL ON DATABASE slime TO slime");
            cluster.postgres().tool("pg_restore", "--dbname=slime", dump);
            long before = cluster.filesIn("chunks");
            cluster.again(cluster.gateways().getFirst());

            assertThat(s3.listObjectsV2(l -> l.bucket(BUCKET)).contents().stream()
                            .map(S3Object::key))
                    .containsExactly("old", "to delete");
            assertThat(get(s3, "old")).isEqualTo(SampleData.bytes("old".hashCode(), LARGE));
            s3.deleteObject(d -> d.bucket(BUCKET).key("to delete"));
            Awaitility.await()
                    .atMost(90, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(
                                    status(cluster).path("deletion_frozen").asText(""))
                            .isNotEmpty()
                            .isNotEqualTo("null"));
            long beats = cluster.postgres().number("slime", BEATS);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> cluster.postgres().number("slime", BEATS) > beats + 4);
            assertThat(cluster.filesIn("chunks")).as("chunk files").isGreaterThanOrEqualTo(before);
            put(s3, "after");
            assertThat(get(s3, "after")).isEqualTo(SampleData.bytes("after".hashCode(), LARGE));
        }
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromBytes(SampleData.bytes(key.hashCode(), LARGE)));
    }

    private static byte[] get(S3Client s3, String key) {
        return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asByteArray();
    }

    private static JsonNode status(Distributed cluster) throws Exception {
        // Exit code 3 says that there are problems, which is what this is about.
        return new ObjectMapper()
                .readTree(cluster.endpoint().slime("status", "-o", "json").run().out());
    }
}
