package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Distributed;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SlowPut;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A gateway that is stopped in the middle of a PUT until others have closed its epoch. */
final class FencedWriterIT {
    private static final String BUCKET = "fenced";

    @Test
    void itsPutFailsCleanlyAndNothingIsLost() throws Exception {
        byte[] content = SampleData.bytes(91, 12_000_000);
        try (Distributed cluster = Distributed.start(2);
                S3Client alive = Clients.sync(cluster.gateways().getLast().endpoint())) {
            Endpoint stopped = cluster.gateways().getFirst().endpoint();
            alive.createBucket(b -> b.bucket(BUCKET));
            stopped.curl("/data/" + BUCKET + "/before", "-f", "-X", "PUT", "-d", "kept")
                    .run()
                    .ok();
            try (SlowPut put = new SlowPut(stopped.nativeApi(), "/data/" + BUCKET + "/victim", content.length)) {
                put.send(content, 0, 9_000_000);
                awaitChunksOnDisk(cluster);
                long open = openEpochs(cluster);
                cluster.gateways().getFirst().process().signal("STOP");
                try {
                    Awaitility.await().atMost(180, TimeUnit.SECONDS).until(() -> openEpochs(cluster) < open);
                    alive.putObject(p -> p.bucket(BUCKET).key("meanwhile"), RequestBody.fromString("kept too"));
                } finally {
                    cluster.gateways().getFirst().process().signal("CONT");
                }
                put.send(content, 9_000_000, content.length);
                assertThat(put.status()).as("a clean failure").isIn(503, 500, 0);
            }
            assertThat(alive.listObjectsV2(l -> l.bucket(BUCKET)).contents())
                    .extracting(object -> object.key())
                    .containsExactly("before", "meanwhile");
            try (S3Client back = Clients.sync(stopped)) {
                Awaitility.await()
                        .atMost(30, TimeUnit.SECONDS)
                        .ignoreExceptions()
                        .until(() -> back.putObject(p -> p.bucket(BUCKET).key("victim"), RequestBody.fromBytes(content))
                                != null);
            }
            assertThat(alive.getObjectAsBytes(g -> g.bucket(BUCKET).key("victim"))
                            .asByteArray())
                    .isEqualTo(content);
            assertThat(alive.getObjectAsBytes(g -> g.bucket(BUCKET).key("before"))
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThat(alive.getObjectAsBytes(g -> g.bucket(BUCKET).key("meanwhile"))
                            .asUtf8String())
                    .isEqualTo("kept too");
        }
    }

    private static long openEpochs(Distributed cluster) {
        return cluster.postgres().number("slime", "SELECT count(*) FROM slime.epoch WHERE closed IS NULL");
    }

    /** Waits until the PUT has reached the stores. */
    private static void awaitChunksOnDisk(Distributed cluster) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> cluster.filesIn("tmp") + cluster.filesIn("chunks") > 0);
    }
}
