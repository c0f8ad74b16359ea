package io.slime.metadata.tally;

import static io.slime.metadata.testing.MetadataForTests.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.bucket.BucketDeletion;
import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BucketTallyIT {
    private final MetadataForTests database = MetadataForTests.open();
    private final BucketTallies tallies = database.metadata().bucketTallies();

    @AfterEach
    void close() {
        database.close();
    }

    private void bucket(String name, Versioning versioning) {
        database.metadata().buckets().create(name, OWNER, false, true);
        if (versioning != Versioning.OFF) {
            assertThat(database.metadata().buckets().setVersioning(name, versioning))
                    .isTrue();
        }
    }

    private void put(String path, int... lengths) {
        assertThat(database.publish(database.put(path, database.content(lengths), new Precondition.None())))
                .isInstanceOf(PublishResult.Published.class);
    }

    private void remove(String path) {
        database.publish(new Publish.Remove(path, false, new Precondition.None()));
    }

    private BucketTally tally(String bucket) {
        assertThat(tallies.wrong(bucket)).as("counted anew").isEmpty();
        return tallies.of(List.of(bucket)).getOrDefault(bucket, BucketTally.NONE);
    }

    @Test
    void countsWhatIsWrittenReplacedAndRemoved() {
        bucket("photos", Versioning.OFF);
        bucket("photos2", Versioning.OFF);
        assertThat(tally("photos")).isEqualTo(BucketTally.NONE);
        put("photos/a", 100);
        put("photos/b/c", 1000, 10);
        put("photos2/a", 5);
        put("photos", 7777);
        put("native/x", 8888);
        assertThat(tally("photos")).isEqualTo(new BucketTally(2, 1110, 2, 1110, 0));
        put("photos/a", 1);
        assertThat(tally("photos")).isEqualTo(new BucketTally(2, 1011, 2, 1011, 0));
        assertThat(database.publish(database.put("photos/a", database.content(5), new Precondition.IfAbsent())))
                .isInstanceOf(PublishResult.PreconditionFailed.class);
        remove("photos/b/c");
        remove("photos/never-there");
        assertThat(tally("photos")).isEqualTo(new BucketTally(1, 1, 1, 1, 0));
        assertThat(tally("photos2")).isEqualTo(new BucketTally(1, 5, 1, 5, 0));
        assertThat(tallies.of(List.of("native", "photos"))).containsOnlyKeys("photos");
        remove("photos/a");
        assertThat(database.metadata().buckets().delete("photos")).isEqualTo(BucketDeletion.DELETED);
        assertThat(tallies.strays()).isEmpty();
    }

    @Test
    void countsVersionsAndDeleteMarkers() {
        bucket("kept", Versioning.ENABLED);
        put("kept/a", 100);
        put("kept/a", 10);
        assertThat(tally("kept")).isEqualTo(new BucketTally(1, 10, 2, 110, 0));
        remove("kept/a");
        assertThat(tally("kept")).isEqualTo(new BucketTally(0, 0, 2, 110, 1));
        put("kept/a", 1);
        assertThat(tally("kept")).isEqualTo(new BucketTally(1, 1, 3, 111, 1));
        String current = database.metadata()
                .objects()
                .find("kept/a")
                .orElseThrow()
                .version()
                .versionId();
        database.publish(new Publish.RemoveVersion("kept/a", current, false));
        assertThat(tally("kept")).as("the marker is current again").isEqualTo(new BucketTally(0, 0, 2, 110, 1));
        database.metadata().buckets().setVersioning("kept", Versioning.SUSPENDED);
        put("kept/a", 7);
        put("kept/a", 8);
        assertThat(tally("kept")).isEqualTo(new BucketTally(1, 8, 3, 118, 1));
    }

    private void settle() {
        for (String bucket : tallies.owed(100)) {
            tallies.settle(bucket);
        }
    }

    @Test
    void whatLiesInANewBucketIsCountedLaterAndOnce() {
        put("old/a", 3);
        put("old/b", 4);
        put("older/b", 5);
        bucket("old", Versioning.OFF);
        assertThat(tallies.of(List.of("old"))).as("not by whoever makes it").isEmpty();
        put("old/c", 10);
        assertThat(tallies.owed(100)).containsExactly("old");
        assertThat(tallies.settle("old")).isEqualTo(new BucketTally(2, 7, 2, 7, 0));
        assertThat(tally("old")).isEqualTo(new BucketTally(3, 17, 3, 17, 0));
        assertThat(tallies.owed(100)).isEmpty();
        assertThat(tallies.settle("old")).isEqualTo(BucketTally.NONE);
        database.metadata()
                .transactions()
                .repeat(connection ->
                        Sql.update(connection, "UPDATE slime.census_owed SET since = since - interval '1 hour'"));
        assertThat(tallies.owed(100))
                .as("once more, for writes that did not see it")
                .containsExactly("old");
        settle();
        assertThat(tally("old")).isEqualTo(new BucketTally(3, 17, 3, 17, 0));
        long rows = database.metadata()
                .transactions()
                .statement(connection ->
                        Sql.only(connection, "SELECT count(*) FROM slime.census_owed", row -> row.getLong(1)));
        assertThat(rows).isZero();
    }

    @Test
    void aBucketThatIsDeletedBeforeItWasCountedLeavesNothing() {
        put("old/a", 3);
        bucket("old", Versioning.OFF);
        remove("old/a");
        assertThat(database.metadata().buckets().delete("old")).isEqualTo(BucketDeletion.DELETED);
        settle();
        assertThat(tallies.of(List.of("old")).getOrDefault("old", BucketTally.NONE))
                .isEqualTo(BucketTally.NONE);
        assertThat(tallies.strays()).isEmpty();
    }

    @Test
    void ofManyWhoSettleABucketOneDoes() throws Exception {
        put("old/a", 3);
        bucket("old", Versioning.OFF);
        List<Future<BucketTally>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                ends.add(threads.submit(() -> tallies.settle("old")));
            }
        }
        for (Future<BucketTally> end : ends) {
            if (end.state() == Future.State.FAILED) {
                assertThat(end.exceptionNow()).isInstanceOf(MetadataException.class);
            }
        }
        assertThat(tally("old")).isEqualTo(new BucketTally(1, 3, 1, 3, 0));
    }

    @Test
    void staysExactWhileManyWriteAndOthersFoldAndABucketIsMade() throws Exception {
        long seed = 20261126;
        bucket("b0", Versioning.OFF);
        bucket("b1", Versioning.ENABLED);
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 6; writer++) {
                Random random = new Random(seed + writer);
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        String path = "b" + random.nextInt(4) + "/k" + random.nextInt(10);
                        if (random.nextInt(3) == 0) {
                            remove(path);
                        } else {
                            put(path, 1 + random.nextInt(100));
                        }
                    }
                }));
            }
            ends.add(threads.submit(() -> bucket("b2", Versioning.OFF)));
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 30; i++) {
                    database.metadata().tallies().fold();
                    assertThat(tallies.wrong("b" + i % 2)).isEmpty();
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        bucket("b3", Versioning.OFF);
        settle();
        for (String name : List.of("b0", "b1", "b2", "b3")) {
            assertThat(tally(name).versions()).as(name).isPositive();
        }
        database.metadata().tallies().fold();
        assertThat(tally("b1").versions()).isPositive();
    }

    @Test
    void whatIsWrongIsFoundAndCorrected() {
        bucket("b", Versioning.OFF);
        put("b/a", 100);
        settle();
        BucketTally error = new BucketTally(3, 30, 4, 40, 5);
        tallies.correct("b", error);
        tallies.correct("gone", error);
        BucketTally difference = tallies.wrong("b").orElseThrow();
        assertThat(difference).isEqualTo(new BucketTally(-3, -30, -4, -40, -5));
        assertThat(tallies.strays()).isEqualTo(Map.of("gone", difference));
        for (String name : List.of("b", "gone")) {
            tallies.owe(name);
            assertThat(tallies.settle(name)).isEqualTo(difference);
        }
        assertThat(tally("b")).isEqualTo(new BucketTally(1, 100, 1, 100, 0));
        assertThat(tallies.strays()).isEmpty();
    }
}
