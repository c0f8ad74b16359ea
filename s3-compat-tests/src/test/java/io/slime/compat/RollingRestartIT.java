package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Balancer;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Distributed;
import io.slime.compat.fixture.SampleData;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Two gateways behind a balancer are restarted one after the other, and no request of a client that never tries again fails. */
final class RollingRestartIT {
    private static final int CLIENTS = 6;

    @Test
    void noRequestFails() throws Exception {
        try (Distributed cluster = Distributed.start(0)) {
            cluster.shutdownDelay("3s");
            cluster.addGateway();
            cluster.addGateway();
            List<Distributed.Gateway> gateways = cluster.gateways();
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            AtomicLong done = new AtomicLong();
            AtomicBoolean over = new AtomicBoolean();
            try (Balancer balancer = new Balancer(
                            gateways.stream().map(Distributed.Gateway::endpoint).toList());
                    S3Client s3 = Clients.sync(
                                    balancer.url(), cluster.endpoint().key())
                            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                            .build();
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                s3.createBucket(b -> b.bucket("rolling"));
                for (int client = 0; client < CLIENTS; client++) {
                    String key = "client-" + client;
                    threads.execute(() -> work(s3, key, over, done, failures));
                }
                for (Distributed.Gateway gateway : gateways) {
                    long before = done.get();
                    assertThat(gateway.process().terminate()).isZero();
                    assertThat(balancer.serving()).isEqualTo(1);
                    cluster.again(gateway);
                    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> balancer.serving() == 2);
                    assertThat(done.get()).as("clients went on meanwhile").isGreaterThan(before + 20);
                }
                over.set(true);
            }
            assertThat(failures).isEmpty();
        }
    }

    private static void work(S3Client s3, String key, AtomicBoolean over, AtomicLong done, Queue<String> failures) {
        for (int i = 0; !over.get(); i++) {
            byte[] sent = SampleData.bytes(i, i % 5 == 0 ? 2_000_000 : 20_000);
            try {
                s3.putObject(p -> p.bucket("rolling").key(key), RequestBody.fromBytes(sent));
                byte[] got =
                        s3.getObjectAsBytes(g -> g.bucket("rolling").key(key)).asByteArray();
                assertThat(got).isEqualTo(sent);
                done.incrementAndGet();
            } catch (RuntimeException | Error e) {
                failures.add(i + ": " + e);
            }
        }
    }
}
