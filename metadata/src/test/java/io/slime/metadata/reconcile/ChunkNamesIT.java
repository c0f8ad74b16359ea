package io.slime.metadata.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.repair.RepairRow;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChunkNamesIT {
    private MetadataForTests rig;
    private ChunkNames names;

    @BeforeEach
    void open() {
        rig = MetadataForTests.open();
        names = rig.metadata().chunkNames();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tellsEveryKindOfChunk() {
        UUID store = rig.stores().get(1);
        NewContent content = rig.content(100, 100);
        rig.publish(rig.put("named", content, new Precondition.None()));
        FoundChunk named = new FoundChunk(content.id(), 1, 1);
        FoundChunk misplaced = new FoundChunk(content.id(), 1, 0);
        FoundChunk noSuchExtent = new FoundChunk(content.id(), 2, 1);
        FoundChunk young = new FoundChunk(rig.id(), 0, 1);
        FoundChunk foreign = new FoundChunk(new ContentId(UUID.randomUUID(), 0), 0, 1);
        assertThat(names.look(store, List.of(named, misplaced, noSuchExtent, young, foreign)))
                .isEqualTo(Map.of(
                        named, Verdict.NAMED,
                        misplaced, Verdict.MISPLACED,
                        noSuchExtent, Verdict.YOUNG,
                        young, Verdict.YOUNG,
                        foreign, Verdict.FOREIGN));
        rig.metadata().epochs().close(rig.epoch(), rig.gateway());
        assertThat(names.look(store, List.of(named, misplaced, noSuchExtent, young, foreign)))
                .isEqualTo(Map.of(
                        named, Verdict.NAMED,
                        misplaced, Verdict.MISPLACED,
                        noSuchExtent, Verdict.ORPHAN,
                        young, Verdict.ORPHAN,
                        foreign, Verdict.FOREIGN));
        assertThat(names.look(UUID.randomUUID(), List.of(named))).containsEntry(named, Verdict.MISPLACED);
    }

    @Test
    void aRepairTargetNamesAChunkBeforeAnyExtentDoes() {
        UUID target = UUID.randomUUID();
        NewContent content = rig.content(100);
        rig.publish(rig.put("target", content, new Precondition.None()));
        rig.metadata().repairs().queue(content.id(), 0, List.of(2), 0, "test");
        FoundChunk chunk = new FoundChunk(content.id(), 0, 2);
        rig.metadata().epochs().close(rig.epoch(), rig.gateway());
        assertThat(names.look(target, List.of(chunk))).containsEntry(chunk, Verdict.MISPLACED);
        RepairRow row = rig.metadata()
                .repairs()
                .take(rig.gateway(), Duration.ofMinutes(1), 1)
                .getFirst();
        rig.metadata().repairs().target(row, Map.of(2, target));
        assertThat(names.look(target, List.of(chunk))).containsEntry(chunk, Verdict.NAMED);
    }

    @Test
    void aSlotThatWasLeftEmptyIsNamedButNotExpected() {
        UUID store = rig.stores().get(2);
        ContentId id = rig.id();
        NewContent content = new NewContent(
                id, 100, List.of(new ExtentRow(0, 0, 100, rig.placement().id(), 512, 1, List.of(2))));
        rig.publish(rig.put("slot", content, new Precondition.None()));
        FoundChunk chunk = new FoundChunk(id, 0, 2);
        assertThat(names.look(store, List.of(chunk))).containsEntry(chunk, Verdict.NAMED);
        assertThat(names.expected(store, Optional.empty(), 10).chunks()).isEmpty();
        assertThat(names.expected(rig.stores().get(0), Optional.empty(), 10).chunks())
                .containsExactly(new FoundChunk(id, 0, 0));
    }

    @Test
    void aStoreMayBeNamedByAnyNumberOfPlacements() {
        long first = rig.placement().id();
        rig.metadata()
                .transactions()
                .repeat(connection -> Sql.update(
                        connection,
                        "INSERT INTO slime.placement (need, total, stores) SELECT need, total, stores FROM slime.placement "
                                + "CROSS JOIN generate_series(1, 10001) WHERE id = ?",
                        first));
        Placement last = rig.metadata()
                .placements()
                .create(
                        new Redundancy(2, 3),
                        rig.stores().reversed().stream().map(Optional::of).toList());
        ContentId id = rig.id();
        NewContent content = new NewContent(id, 100, List.of(new ExtentRow(0, 0, 100, last.id(), 512, 1, List.of())));
        rig.publish(rig.put("last", content, new Precondition.None()));
        assertThat(names.expected(rig.stores().get(0), Optional.empty(), 10).chunks())
                .containsExactly(new FoundChunk(id, 0, 2));
    }

    @Test
    void whatAStoreShouldHoldIsPagedInOrder() {
        List<FoundChunk> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            NewContent content = i % 3 == 0 ? rig.content(10, 10, 10) : rig.content(10);
            rig.publish(rig.put("paged/" + i, content, new Precondition.None()));
            for (ExtentRow extent : content.extents()) {
                all.add(new FoundChunk(content.id(), extent.position(), 1));
            }
        }
        for (int limit : new int[] {1, 2, 7, 1000}) {
            List<FoundChunk> pages = new ArrayList<>();
            Optional<FoundChunk> after = Optional.empty();
            int looks = 0;
            do {
                ChunkNames.Page page = names.expected(rig.stores().get(1), after, limit, 4);
                assertThat(page.chunks())
                        .as("no more than were looked at")
                        .hasSizeLessThanOrEqualTo(Math.min(limit, 8));
                pages.addAll(page.chunks());
                after = page.next();
                looks++;
            } while (after.isPresent());
            assertThat(looks).isGreaterThan(6);
            assertThat(pages).as("limit " + limit).isEqualTo(all);
        }
    }

    @Test
    void aPageEndsWhereSoManyRowsWereLookedAtThoughNoneQualifies() {
        for (int i = 0; i < 7; i++) {
            rig.publish(rig.put("other/" + i, rig.content(10), new Precondition.None()));
        }
        UUID nobody = UUID.randomUUID();
        Optional<FoundChunk> after = Optional.empty();
        for (int looks = 0; looks < 2; looks++) {
            ChunkNames.Page page = names.expected(nobody, after, 10, 3);
            assertThat(page.chunks()).isEmpty();
            assertThat(page.next())
                    .as("to go on behind the rows that were looked at")
                    .isPresent();
            assertThat(page.next()).isNotEqualTo(after);
            after = page.next();
        }
        assertThat(names.expected(nobody, after, 10, 3)).isEqualTo(new ChunkNames.Page(List.of(), Optional.empty()));
    }
}
