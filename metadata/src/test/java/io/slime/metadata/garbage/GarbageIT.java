package io.slime.metadata.garbage;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.MetadataUrl;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.object.Found;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GarbageIT {
    private static final long SEED = Long.getLong("slime.seed", 20260102);

    private MetadataForTests rig;
    private GarbageTable garbage;

    @BeforeEach
    void open() {
        rig = MetadataForTests.open();
        garbage = rig.metadata().garbage();
        beat();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatIsRemovedIsReclaimedWithAllItsExtents() {
        NewContent one = rig.content(100);
        NewContent many = rig.content(100, 100, 50);
        rig.publish(rig.put("one", one, new Precondition.None()));
        rig.publish(rig.put("many", many, new Precondition.None()));
        assertThat(turn()).isEmpty();
        remove("one");
        remove("many");
        assertThat(turn())
                .containsExactlyInAnyOrder(
                        new Reclaimed(one.id(), one.extents(), era()), new Reclaimed(many.id(), many.extents(), era()));
        assertThat(rig.metadata().extents().find(one.id())).isEmpty();
        assertThat(rig.metadata().extents().extents(many.id(), 0, 10)).isEmpty();
        assertThat(garbage.waiting()).isZero();
    }

    @Test
    void aSharedContentLivesAsLongAsItsLastReference() {
        NewContent content = rig.content(100);
        Publish.Put put = rig.put("first", content, new Precondition.None());
        rig.publish(put);
        copy(content.id(), "second");
        remove("first");
        assertThat(turn()).isEmpty();
        assertThat(garbage.waiting()).as("no candidate any more").isZero();
        assertThat(rig.metadata().objects().find("second").flatMap(Found::content))
                .isPresent();
        remove("second");
        assertThat(turn()).extracting(Reclaimed::content).containsExactly(content.id());
    }

    @Test
    void aSliceKeepsTheContentThatItIsCutFrom() {
        NewContent whole = rig.content(100, 100, 100);
        Publish.Put put = rig.put("whole", whole, new Precondition.None());
        rig.publish(put);
        ContentId slice = rig.id();
        rig.publish(new Publish.Put(
                "slice",
                false,
                new Source.Sliced(slice, new Slice(whole.id(), 50, 100)),
                put.facts(),
                new Precondition.None()));
        remove("whole");
        assertThat(turn()).isEmpty();
        assertThat(rig.metadata().extents().parts(slice, 0, 10)).hasSize(1);
        remove("slice");
        assertThat(turn())
                .as("the slice has no chunks of its own")
                .containsExactly(new Reclaimed(slice, List.of(), era()));
        assertThat(turn()).extracting(Reclaimed::content).containsExactly(whole.id());
    }

    @Test
    void nothingIsReclaimedBeforeTheOldestReadIsNewer() {
        long read = rig.metadata().epochs().era();
        NewContent content = rig.content(100);
        rig.publish(rig.put("read", content, new Precondition.None()));
        remove("read");
        garbage.stamp(10);
        for (int i = 0; i < 3; i++) {
            rig.metadata().epochs().bumpEra();
            rig.metadata().epochs().beat(rig.gateway(), "reader", read);
            garbage.stamp(10);
            assertThat(garbage.reclaim(10)).isEmpty();
        }
        beat();
        assertThat(garbage.reclaim(10)).extracting(Reclaimed::content).containsExactly(content.id());
    }

    @Test
    void aCandidateIsStampedOnceAndAnewWhenItLosesAnotherReference() {
        NewContent content = rig.content(100);
        rig.publish(rig.put("a", content, new Precondition.None()));
        copy(content.id(), "b");
        remove("a");
        assertThat(garbage.stamp(10)).isEqualTo(1);
        assertThat(garbage.stamp(10)).isZero();
        remove("b");
        assertThat(garbage.waiting()).isEqualTo(1);
        assertThat(garbage.stamp(10)).isEqualTo(1);
    }

    /** A copy that comes while its source is being reclaimed either finds it, and keeps it, or is told that it is gone. */
    @Test
    void aCopyAndAReclaimAtOnceHaveAnOrder() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                NewContent content = rig.content(100);
                rig.publish(rig.put("source", content, new Precondition.None()));
                remove("source");
                garbage.stamp(10);
                rig.metadata().epochs().bumpEra();
                beat();
                String path = "copy/" + round;
                Future<PublishResult> copied = threads.submit(() -> copy(content.id(), path));
                Future<List<Reclaimed>> reclaimed = threads.submit(() -> garbage.reclaim(10));
                boolean gone = !reclaimed.get().isEmpty();
                if (copied.get() instanceof PublishResult.Published) {
                    assertThat(gone).isFalse();
                    assertThat(rig.metadata().objects().find(path).flatMap(Found::content))
                            .isPresent();
                    remove(path);
                    turn();
                } else {
                    assertThat(copied.get()).isEqualTo(new PublishResult.SourceGone());
                    assertThat(gone).isTrue();
                }
            }
        }
    }

    @Test
    void whateverHappensTheReferencedStaysAndTheRestGoes() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Set<ContentId> reclaimed = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> sweeper = threads.submit(() -> {
                while (!done.get()) {
                    turn().forEach(gone -> reclaimed.add(gone.content()));
                }
                return true;
            });
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(SEED + i);
                writers.add(threads.submit(() -> writeAtRandom(random)));
            }
            for (Future<Boolean> writer : writers) {
                writer.get();
            }
            done.set(true);
            sweeper.get();
        }
        for (int i = 0; i < 3; i++) {
            turn().forEach(gone -> reclaimed.add(gone.content()));
        }
        List<ContentId> referenced = contents("SELECT DISTINCT content_epoch AS epoch, content_number AS number "
                + "FROM slime.object WHERE content_epoch IS NOT NULL");
        assertThat(reclaimed).as("seed " + SEED).doesNotContainAnyElementsOf(referenced);
        assertThat(contents("SELECT epoch, number FROM slime.content"))
                .as("seed " + SEED)
                .containsExactlyInAnyOrderElementsOf(referenced);
    }

    private boolean writeAtRandom(Random random) {
        for (int i = 0; i < 60; i++) {
            String path = "random/" + random.nextInt(6);
            String other = "random/" + random.nextInt(6);
            switch (random.nextInt(4)) {
                case 0, 1 -> rig.put(path);
                case 2 -> remove(path);
                default ->
                    rig.metadata()
                            .objects()
                            .find(other)
                            .flatMap(found -> found.version().content())
                            .ifPresent(content -> copy(content, path));
            }
        }
        return true;
    }

    private List<ContentId> contents(String sql) {
        return rig.metadata()
                .transactions()
                .statement(connection ->
                        Sql.list(connection, sql, row -> new ContentId(Sql.uuid(row, "epoch"), row.getLong("number"))));
    }

    private PublishResult copy(ContentId content, String path) {
        Publish.Put like = rig.put(path, new Precondition.None());
        return rig.publish(
                new Publish.Put(path, false, new Source.Shared(content, 100), like.facts(), new Precondition.None()));
    }

    private long era() {
        return rig.metadata().epochs().era();
    }

    private void remove(String path) {
        rig.publish(new Publish.Remove(path, false, new Precondition.None()));
    }

    /** A plan that was made while the table was empty joined each row with each. */
    @Test
    void whatIsReadGrowsWithTheCandidatesAlsoBehindPlansOfAnEmptyTable() throws SQLException {
        int candidates = 600;
        for (int i = 0; i < 20; i++) {
            garbage.queue(List.of(rig.id()));
            assertThat(turn()).isEmpty();
        }
        sql("VACUUM ANALYZE slime.garbage");
        assertThat(turn()).as("planned anew, without a row").isEmpty();
        await().untilAsserted(() -> assertThat(seen("n_tup_del")).isEqualTo(20));
        long before = seen("seq_tup_read + idx_tup_fetch");
        garbage.queue(IntStream.range(0, candidates).mapToObj(i -> rig.id()).toList());
        assertThat(turn()).as("no such contents").isEmpty();
        assertThat(garbage.waiting()).isZero();
        await().untilAsserted(
                        () -> assertThat(seen("least(n_tup_upd, n_tup_del)")).isEqualTo(20 + candidates));
        assertThat(seen("seq_tup_read + idx_tup_fetch") - before).isBetween((long) candidates, 10L * candidates);
    }

    /** What the database counted at this table; its sessions tell of it some seconds later. */
    private long seen(String what) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + what + " FROM pg_stat_user_tables "
                        + "WHERE schemaname = 'slime' AND relname = 'garbage'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        MetadataUrl url = rig.url();
        return DriverManager.getConnection(
                url.jdbc(), url.user().orElse(""), url.password().orElse(""));
    }

    /** Stamps, lets the era and all reads move on, and reclaims. */
    private List<Reclaimed> turn() {
        garbage.stamp(1000);
        rig.metadata().epochs().bumpEra();
        beat();
        return garbage.reclaim(1000);
    }

    private void beat() {
        rig.metadata()
                .epochs()
                .beat(rig.gateway(), "here", rig.metadata().epochs().era());
    }
}
