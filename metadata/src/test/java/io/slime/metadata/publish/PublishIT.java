package io.slime.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.bucket.BucketCreation;
import io.slime.metadata.bucket.BucketDeletion;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.object.Found;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PublishIT {
    private static MetadataForTests rig;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void whatIsPutIsFoundWithItsContent() {
        Publish.Put put = rig.put("found/a", rig.content(5000), new Precondition.None());
        PublishResult.Published published = (PublishResult.Published) rig.publish(put);

        Found found = rig.metadata().objects().find("found/a").orElseThrow();
        assertThat(found.version()).isEqualTo(published.version());
        assertThat(found.version().versionId()).isEqualTo("null");
        assertThat(found.version().attributes().headers()).containsEntry("content-type", "text/plain");
        assertThat(found.content().orElseThrow().layout())
                .isEqualTo(new Layout.One(
                        ((Source.Fresh) put.source()).content().extents().getFirst()));
        assertThat(rig.metadata().objects().find("found/b")).isEmpty();
    }

    @Test
    void extentsOfALargeContentArePagedFromAnyByte() {
        rig.publish(rig.put("large/a", rig.content(100, 100, 100, 50), new Precondition.None()));
        Found found = rig.metadata().objects().find("large/a").orElseThrow();
        ContentId id = found.version().content().orElseThrow();

        assertThat(found.content().orElseThrow().layout()).isEqualTo(new Layout.Extents());
        assertThat(rig.metadata().extents().extents(id, 0, 10)).hasSize(4);
        assertThat(rig.metadata().extents().extents(id, 199, 10).getFirst().position())
                .isEqualTo(1);
        assertThat(rig.metadata().extents().extents(id, 200, 1).getFirst().position())
                .isEqualTo(2);
        assertThat(rig.metadata().extents().extent(id, 3).orElseThrow().length())
                .isEqualTo(50);
    }

    @Test
    void emptyContentHasNoExtent() {
        rig.publish(rig.put("empty/a", rig.content(), new Precondition.None()));
        assertThat(rig.metadata()
                        .objects()
                        .find("empty/a")
                        .orElseThrow()
                        .content()
                        .orElseThrow()
                        .layout())
                .isEqualTo(new Layout.Empty());
    }

    @Test
    void overwritingMakesTheOldContentGarbage() {
        rig.put("over/a");
        long before = rig.metadata().garbage().waiting();
        PublishResult.Published second = (PublishResult.Published) rig.put("over/a");
        assertThat(second.version().order()).isEqualTo(2);
        assertThat(rig.metadata().garbage().waiting()).isEqualTo(before + 1);
    }

    @Test
    void ifAbsentRefusesWhatIsThere() {
        assertThat(rig.publish(rig.put("abs/a", new Precondition.IfAbsent())))
                .isInstanceOf(PublishResult.Published.class);
        Publish.Put second = rig.put("abs/a", new Precondition.IfAbsent());
        assertThat(rig.publish(second)).isEqualTo(new PublishResult.PreconditionFailed());
        assertThat(rig.metadata().extents().find(second.source().id())).isEmpty();
    }

    @Test
    void ifMatchTellsAbsentFromDifferent() {
        assertThat(rig.publish(rig.put("match/a", new Precondition.IfMatch("x"))))
                .isEqualTo(new PublishResult.Absent());
        assertThat(rig.publish(rig.put("match/a", new Precondition.IfPresent())))
                .isEqualTo(new PublishResult.Absent());
        PublishResult.Published first = (PublishResult.Published) rig.put("match/a");
        assertThat(rig.publish(rig.put("match/a", new Precondition.IfMatch("x"))))
                .isEqualTo(new PublishResult.PreconditionFailed());
        PublishResult.Published second = (PublishResult.Published) rig.publish(
                rig.put("match/a", new Precondition.IfMatch(first.version().etag())));
        assertThat(rig.publish(rig.put(
                        "match/a",
                        new Precondition.IfCurrent(1, first.version().content().orElseThrow()))))
                .isEqualTo(new PublishResult.PreconditionFailed());
        assertThat(rig.publish(rig.put(
                        "match/a",
                        new Precondition.IfCurrent(2, second.version().content().orElseThrow()))))
                .isInstanceOf(PublishResult.Published.class);
    }

    @Test
    void removingHonoursItsPrecondition() {
        PublishResult.Published put = (PublishResult.Published) rig.put("rm/a");
        assertThat(rig.publish(new Publish.Remove("rm/a", false, new Precondition.IfMatch("x"))))
                .isEqualTo(new PublishResult.PreconditionFailed());
        assertThat(rig.metadata().objects().find("rm/a")).isPresent();
        assertThat(rig.publish(new Publish.Remove(
                        "rm/a", false, new Precondition.IfMatch(put.version().etag()))))
                .isEqualTo(new PublishResult.Removed(Optional.empty(), true));
        assertThat(rig.metadata().objects().find("rm/a")).isEmpty();
        assertThat(rig.publish(new Publish.Remove("rm/a", false, new Precondition.None())))
                .isEqualTo(new PublishResult.Removed(Optional.empty(), false));
        assertThat(rig.publish(new Publish.Remove("rm/a", false, new Precondition.IfMatch("x"))))
                .isEqualTo(new PublishResult.Absent());
    }

    @Test
    void ofManyConditionalPutsExactlyOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            String path = "race/" + round;
            List<PublishResult> results = all(64, i -> rig.publish(rig.put(path, new Precondition.IfAbsent())));
            assertThat(results)
                    .filteredOn(PublishResult.Published.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(new PublishResult.PreconditionFailed()::equals)
                    .hasSize(63);
        }
    }

    @Test
    void twoGatewaysSeeOneOrderOfConditionalPuts() throws Exception {
        try (io.slime.metadata.Metadata other =
                io.slime.metadata.Metadata.open(io.slime.metadata.MetadataConfig.of(rig.url()))) {
            for (int round = 0; round < 10; round++) {
                String path = "race2/" + round;
                List<PublishResult> results = all(64, i -> {
                    Publish.Put put = rig.put(path, new Precondition.IfAbsent());
                    return i % 2 == 0 ? rig.publish(put) : other.publisher().publish(put, MetadataForTests.LIMIT);
                });
                assertThat(results)
                        .filteredOn(PublishResult.Published.class::isInstance)
                        .hasSize(1);
                assertThat(results)
                        .filteredOn(new PublishResult.PreconditionFailed()::equals)
                        .hasSize(63);
            }
        }
    }

    @Test
    void ofManyPutsToOneKeyAllAreAnsweredAndOneRemains() throws Exception {
        List<PublishResult> results = all(200, i -> rig.put("same/a"));
        assertThat(results).allMatch(PublishResult.Published.class::isInstance);
        assertThat(rig.metadata()
                        .objects()
                        .find("same/a")
                        .orElseThrow()
                        .version()
                        .order())
                .isEqualTo(200);
    }

    @Test
    void aClosedEpochPublishesNothing() {
        rig.newEpoch();
        Publish.Put put = rig.put("fenced/a", new Precondition.None());
        rig.metadata().epochs().close(rig.epoch(), rig.gateway());
        assertThat(rig.publish(put)).isEqualTo(new PublishResult.EpochClosed());
        assertThat(rig.metadata().objects().find("fenced/a")).isEmpty();
        rig.newEpoch();
    }

    @Test
    void aBucketThatIsRequiredMustBeThere() {
        Publish.Put put = rig.put("nobucket/a", new Precondition.None());
        assertThat(rig.publish(new Publish.Put(put.path(), true, put.source(), put.facts(), put.precondition())))
                .isEqualTo(new PublishResult.NoSuchBucket());
        assertThat(rig.metadata().objects().find("nobucket/a")).isEmpty();
    }

    @Test
    void aCopySharesTheContentAndASourceThatIsGoneIsRefused() {
        PublishResult.Published source = (PublishResult.Published) rig.put("copy/a");
        ContentId content = source.version().content().orElseThrow();
        Publish.Put copy = new Publish.Put(
                "copy/b",
                false,
                new Source.Shared(content, 4096),
                new Facts("e", source.version().attributes()),
                new Precondition.None());
        assertThat(rig.publish(copy)).isInstanceOf(PublishResult.Published.class);
        assertThat(rig.metadata()
                        .objects()
                        .find("copy/b")
                        .orElseThrow()
                        .version()
                        .content())
                .contains(content);
        assertThat(rig.publish(new Publish.Put(
                        "copy/c",
                        false,
                        new Source.Shared(new ContentId(UUID.randomUUID(), 1), 4096),
                        copy.facts(),
                        new Precondition.None())))
                .isEqualTo(new PublishResult.SourceGone());
    }

    @Test
    void slotsOnDeadStoresAreQueuedForRepair() {
        rig.metadata().stores().set(rig.stores().get(1), StoreState.DEAD);
        try {
            PublishResult.Published put = (PublishResult.Published) rig.put("dead/a");
            List<RepairRow> rows = rig.metadata().repairs().take(rig.gateway(), Duration.ofSeconds(10), 1000);
            RepairRow row = rows.stream()
                    .filter(each ->
                            each.content().equals(put.version().content().orElseThrow()))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.slots()).containsExactly(1);
            assertThat(row.spare()).isZero();
            rig.metadata().stores().set(rig.stores().get(0), StoreState.DEAD);
            assertThat(rig.put("dead/b")).isEqualTo(new PublishResult.TooFewChunks());
        } finally {
            rig.metadata().stores().set(rig.stores().get(0), StoreState.ACTIVE);
            rig.metadata().stores().set(rig.stores().get(1), StoreState.ACTIVE);
        }
    }

    @Test
    void deletingABucketAndPublishingIntoItNeverBothHappen() throws Exception {
        for (int round = 0; round < 15; round++) {
            String bucket = "raced" + round;
            assertThat(rig.metadata().buckets().create(bucket, MetadataForTests.OWNER, false, false))
                    .isInstanceOf(BucketCreation.Created.class);
            List<Object> results = all(9, i -> {
                if (i == 4) {
                    return rig.metadata().buckets().delete(bucket);
                }
                Publish.Put put = rig.put(bucket + "/" + i, new Precondition.None());
                return rig.publish(new Publish.Put(put.path(), true, put.source(), put.facts(), put.precondition()));
            });
            boolean there = rig.metadata().buckets().find(bucket).isPresent();
            long kept = results.stream()
                    .filter(PublishResult.Published.class::isInstance)
                    .count();
            assertThat(results.get(4)).isEqualTo(there ? BucketDeletion.NOT_EMPTY : BucketDeletion.DELETED);
            assertThat(kept).isEqualTo(there ? 8 : 0);
        }
    }

    private static <T> List<T> all(int callers, Call<T> call) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(() -> call.run(caller));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private interface Call<T> {
        T run(int caller) throws Exception;
    }
}
