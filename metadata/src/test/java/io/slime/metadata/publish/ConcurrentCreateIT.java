package io.slime.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.testing.MetadataForTests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ConcurrentCreateIT {
    private static final int ROUNDS = 20;
    private static final int WRITERS = 64;

    @Test
    void ofManyCreatorsThroughTwoGatewaysExactlyOneWinsEachRound() throws Exception {
        try (MetadataForTests rig = MetadataForTests.open();
                Metadata other = Metadata.open(MetadataConfig.of(rig.url()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                String path = "create/" + round;
                CountDownLatch go = new CountDownLatch(1);
                List<Future<PublishResult>> answers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    Publisher publisher = i % 2 == 0 ? rig.metadata().publisher() : other.publisher();
                    Publish.Put put = rig.put(path, rig.content(i + 1), new Precondition.IfAbsent());
                    answers.add(threads.submit(() -> {
                        go.await();
                        return publisher.publish(put, MetadataForTests.LIMIT);
                    }));
                }
                go.countDown();
                List<PublishResult.Published> won = new ArrayList<>();
                for (Future<PublishResult> answer : answers) {
                    if (answer.get() instanceof PublishResult.Published published) {
                        won.add(published);
                    } else {
                        assertThat(answer.get()).isEqualTo(new PublishResult.PreconditionFailed());
                    }
                }
                assertThat(won).as("round " + round).hasSize(1);
                assertThat(other.objects().find(path).orElseThrow().version())
                        .isEqualTo(won.getFirst().version());
            }
        }
    }
}
