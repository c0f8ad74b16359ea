package io.slime.metadata.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.extent.ExtentCount;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TallyIT {
    private final MetadataForTests database = MetadataForTests.open();
    private final TallyTable tallies = database.metadata().tallies();

    @AfterEach
    void close() {
        database.close();
    }

    private static List<ExtentCount> sorted(List<ExtentCount> counts) {
        return counts.stream()
                .sorted(Comparator.comparingLong(ExtentCount::placement)
                        .thenComparing(count -> count.empty().toString()))
                .toList();
    }

    private void agrees() {
        assertThat(sorted(tallies.counters()))
                .isEqualTo(sorted(database.metadata().extents().census(1_000_000)));
    }

    @Test
    void countsWhatIsPublishedReplacedAndReclaimed() {
        database.put("a");
        database.publish(database.put("b", database.content(5000, 300, 7), new Precondition.None()));
        agrees();
        assertThat(tallies.counters())
                .containsExactly(new ExtentCount(database.placement().id(), List.of(), 4, 4096 + 5307));
        database.publish(database.put("b", database.content(9), new Precondition.None()));
        database.publish(new Publish.Remove("a", false, new Precondition.None()));
        database.metadata().garbage().stamp(100);
        database.metadata().epochs().bumpEra();
        database.metadata()
                .epochs()
                .beat(database.gateway(), "test", database.metadata().epochs().era());
        assertThat(database.metadata().garbage().reclaim(100)).hasSize(2);
        agrees();
        assertThat(tallies.counters())
                .containsExactly(new ExtentCount(database.placement().id(), List.of(), 1, 9));
    }

    @Test
    void aWriteThatFailsCountsNothing() {
        database.put("a");
        PublishResult result = database.publish(database.put("a", database.content(5, 6), new Precondition.IfAbsent()));
        assertThat(result).isInstanceOf(PublishResult.PreconditionFailed.class);
        agrees();
        assertThat(tallies.extents().groups()).hasSize(1);
        assertThat(tallies.extents().groups().getFirst().extents()).isEqualTo(1);
    }

    @Test
    void whatWaitsForRepairStandsForItself() {
        NewContent one = database.content(100);
        NewContent many = database.content(10, 20, 30);
        database.publish(database.put("one", one, new Precondition.None()));
        database.publish(database.put("many", many, new Precondition.None()));
        database.metadata().repairs().queue(one.id(), 0, List.of(2), 0, "missing");
        database.metadata().repairs().queue(many.id(), 1, List.of(0, 2), -1, "missing");
        long placement = database.placement().id();
        assertThat(tallies.extents().groups())
                .containsExactlyInAnyOrder(
                        new ExtentGroup(placement, List.of(), List.of(2), 1, 100),
                        new ExtentGroup(placement, List.of(), List.of(0, 2), 1, 20),
                        new ExtentGroup(placement, List.of(), List.of(), 2, 40));
        assertThat(tallies.extents().whole()).isTrue();
        long other = database.metadata()
                .placements()
                .create(
                        database.placement().redundancy(),
                        List.of(
                                Optional.of(database.stores().get(1)),
                                Optional.of(database.stores().get(0)),
                                Optional.empty()))
                .id();
        for (RepairRow row : database.metadata().repairs().take(database.gateway(), Duration.ofMinutes(1), 10)) {
            assertThat(
                            row.content().equals(one.id())
                                    ? database.metadata().repairs().switchPlacement(row, placement, other, List.of(2))
                                    : database.metadata().repairs().done(row, List.of(0)))
                    .isTrue();
        }
        agrees();
        assertThat(tallies.extents().groups())
                .containsExactlyInAnyOrder(
                        new ExtentGroup(other, List.of(), List.of(), 1, 100),
                        new ExtentGroup(placement, List.of(), List.of(2), 1, 20),
                        new ExtentGroup(placement, List.of(), List.of(), 2, 40));
        database.metadata()
                .repairs()
                .claim(
                        many.id(),
                        0,
                        new RepairTable.Holder(database.gateway(), Duration.ofMinutes(1)),
                        1,
                        "to be moved");
        assertThat(tallies.extents().groups()).as("what is moved lacks nothing").hasSize(3);
    }

    @Test
    void staysExactWhileManyWriteAndOthersFold() throws Exception {
        long seed = 20261126;
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                Random random = new Random(seed + writer);
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        String path = "p" + random.nextInt(20);
                        switch (random.nextInt(4)) {
                            case 0 -> database.publish(new Publish.Remove(path, false, new Precondition.None()));
                            case 1 ->
                                database.publish(
                                        database.put(path, database.content(3, 4, 5), new Precondition.None()));
                            default -> database.put(path);
                        }
                    }
                }));
            }
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    tallies.fold();
                    List<ExtentGroup> groups = tallies.extents().groups();
                    assertThat(groups)
                            .allSatisfy(group -> assertThat(group.extents()).isPositive());
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        agrees();
        tallies.fold();
        assertThat(tallies.fold()).isZero();
        agrees();
    }

    @Test
    void whatStandsStillDoesNotKeepOtherRowsFromBeingFolded() {
        long placement = database.placement().id();
        for (int slot = 0; slot < 10; slot++) {
            tallies.correct(new ExtentCount(placement, List.of(slot), 1, 10));
        }
        for (int i = 0; i < 6; i++) {
            tallies.correct(new ExtentCount(placement, List.of(20 + i % 2), 1, 10));
        }
        assertThat(tallies.fold(4)).isPositive();
        while (tallies.fold(4) > 0) {}
        assertThat(tallies.counters()).hasSize(12).contains(new ExtentCount(placement, List.of(21), 3, 30));
        long rows = database.metadata()
                .transactions()
                .statement(
                        connection -> Sql.only(connection, "SELECT count(*) FROM slime.tally", row -> row.getLong(1)));
        assertThat(rows).isEqualTo(12);
    }

    @Test
    void whereChunksLieIsToldByThePlanItself() {
        List<String> plan = database.metadata()
                .transactions()
                .statement(connection -> Sql.list(
                        connection,
                        "EXPLAIN (VERBOSE) SELECT slime.tally_subject(placement, empty) FROM slime.extent",
                        row -> row.getString(1)));
        assertThat(plan)
                .as("a function that is called for each row takes many times as long")
                .noneMatch(line -> line.contains("tally_subject("))
                .anyMatch(line -> line.contains("array_to_string("));
    }

    @Test
    void aCounterThatIsWrongCanBeCorrected() {
        database.put("a");
        long placement = database.placement().id();
        tallies.correct(new ExtentCount(placement, List.of(1), 5, 50));
        assertThat(tallies.counters()).hasSize(2);
        tallies.correct(new ExtentCount(placement, List.of(1), -5, -50));
        agrees();
    }
}
