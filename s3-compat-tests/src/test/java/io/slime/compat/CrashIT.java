package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SampleData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** kill -9 in the midst of writes, and the same command again: what was acknowledged is there, and nothing is half there. */
final class CrashIT {
    private static final int WRITERS = 8;

    /** What was sent under which seed, and which of it was acknowledged. */
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    private static byte[] content(int seed) {
        int[] sizes = {0, 10, 4_096, 100_000, 1_200_000, 5_000_000};
        return SampleData.bytes(seed, sizes[Math.floorMod(seed, sizes.length)]);
    }

    private void write(S3Client s3, String bucket, int writer, int round, AtomicBoolean stop) {
        for (int i = 0; !stop.get(); i++) {
            int seed = (round * WRITERS + writer) * 100_000 + i;
            String key = "k/" + seed;
            sent.put(key, seed);
            try {
                s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(content(seed)));
                acknowledged.add(key);
                if (i % 5 == 4) {
                    s3.deleteObject(d -> d.bucket(bucket).key(key));
                    deleted.add(key);
                }
            } catch (SdkException e) {
                // The server is gone: this write was not acknowledged.
                return;
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesKill9() {
        try (AllInOne server = AllInOne.start()) {
            String bucket = "crash";
            try (S3Client s3 = Clients.once(server.endpoint())) {
                s3.createBucket(b -> b.bucket(bucket));
            }
            for (int round = 0; round < 2; round++) {
                crashInTheMidst(server, bucket, round);
                server.again();
                verify(server, bucket);
            }
            assertThat(server.process().terminate()).isZero();
            long start = System.nanoTime();
            server.again();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    private void crashInTheMidst(AllInOne server, String bucket, int round) {
        AtomicBoolean stop = new AtomicBoolean();
        int before = acknowledged.size();
        try (S3Client s3 = Clients.once(server.endpoint());
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = IntStream.range(0, WRITERS)
                    .mapToObj(
                            writer -> CompletableFuture.runAsync(() -> write(s3, bucket, writer, round, stop), writers))
                    .toList();
            try {
                Awaitility.await()
                        .atMost(90, TimeUnit.SECONDS)
                        .pollInterval(10, TimeUnit.MILLISECONDS)
                        .until(() -> acknowledged.size() >= before + 80);
            } finally {
                server.process().kill();
                stop.set(true);
            }
            running.forEach(CompletableFuture::join);
        }
    }

    private void verify(AllInOne server, String bucket) {
        try (S3Client s3 = Clients.sync(server.endpoint())) {
            Set<String> listed = ConcurrentHashMap.newKeySet();
            s3.listObjectsV2Paginator(l -> l.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .forEach(listed::add);
            sent.forEach((key, seed) -> {
                boolean found = listed.contains(key);
                if (deleted.contains(key)) {
                    assertThat(found).as("%s was deleted", key).isFalse();
                } else if (found) {
                    assertThat(s3.getObjectAsBytes(g -> g.bucket(bucket).key(key))
                                    .asByteArray())
                            .as(key)
                            .isEqualTo(content(seed));
                } else {
                    assertThat(acknowledged.contains(key) && seed % 5 != 4)
                            .as("%s was acknowledged", key)
                            .isFalse();
                    assertAbsent(s3, bucket, key);
                }
            });
            assertThat(sent.keySet()).containsAll(listed);
        }
    }

    private static void assertAbsent(S3Client s3, String bucket, String key) {
        assertThatThrownBy(() -> s3.headObject(h -> h.bucket(bucket).key(key)))
                .as("%s is not listed", key)
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aSecondServerOnTheSameDirectoryIsRefused() {
        try (AllInOne server = AllInOne.start();
                var second = server.second()) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).contains(Long.toString(server.process().pid()));
        }
    }
}
