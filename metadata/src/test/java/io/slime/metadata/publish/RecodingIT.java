package io.slime.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RecodingIT {
    private static final Executor THREADS = Thread::startVirtualThread;

    private final MetadataForTests rig = MetadataForTests.open();
    private final Recoding recoding = rig.metadata().recoding();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyVersionThatNamesTheOldContentNamesTheNewOne() {
        NewContent old = published("a");
        rig.publish(copy("b", old));
        NewContent fresh = rig.content(4096);
        assertThat(recoding.swap(old.id(), fresh)).isEqualTo(Recoding.Result.SWAPPED);
        assertThat(contentOf("a")).isEqualTo(fresh.id());
        assertThat(contentOf("b")).isEqualTo(fresh.id());
        assertThat(rig.metadata().extents().find(old.id()))
                .as("until it is reclaimed")
                .isPresent();
        assertThat(reclaimed()).containsExactly(old.id());
    }

    @Test
    void aWholeNamesTheNewPart() {
        NewContent part = published("part");
        ContentId whole = rig.id();
        rig.publish(new Publish.Put(
                "whole",
                false,
                new Source.Sliced(whole, new Slice(part.id(), 10, 1000)),
                new Facts("w", Attributes.NONE),
                new Precondition.None()));
        rig.publish(new Publish.Remove("part", false, new Precondition.None()));
        NewContent fresh = rig.content(4096);
        assertThat(recoding.swap(part.id(), fresh)).isEqualTo(Recoding.Result.SWAPPED);
        assertThat(rig.metadata().extents().parts(whole, 0, 10)).singleElement().satisfies(piece -> {
            assertThat(piece.content().id()).isEqualTo(fresh.id());
            assertThat(piece.from()).isEqualTo(10);
        });
        assertThat(reclaimed()).containsExactly(part.id());
    }

    @Test
    void whatWasOverwrittenOrReclaimedMeanwhileIsNotBroughtBack() {
        NewContent old = published("a");
        NewContent newer = published("a");
        assertThat(recoding.isReferenced(old.id())).isFalse();
        NewContent fresh = rig.content(4096);
        assertThat(recoding.swap(old.id(), fresh)).isEqualTo(Recoding.Result.UNREFERENCED);
        assertThat(reclaimed()).containsExactly(old.id());
        assertThat(recoding.swap(old.id(), fresh)).isEqualTo(Recoding.Result.UNREFERENCED);
        assertThat(contentOf("a")).isEqualTo(newer.id());
        assertThat(rig.metadata().extents().find(fresh.id())).isEmpty();
    }

    @Test
    void aCopyThatWasUnderWayKeepsTheOldContent() {
        NewContent old = published("a");
        NewContent fresh = rig.content(4096);
        recoding.swap(old.id(), fresh);
        assertThat(rig.publish(copy("late", old))).isInstanceOf(PublishResult.Published.class);
        assertThat(reclaimed()).isEmpty();
        assertThat(contentOf("late")).isEqualTo(old.id());
        NewContent again = rig.content(4096);
        assertThat(recoding.swap(old.id(), again)).isEqualTo(Recoding.Result.SWAPPED);
        assertThat(contentOf("a")).isEqualTo(fresh.id());
        assertThat(contentOf("late")).isEqualTo(again.id());
    }

    @Test
    void nothingIsSwappedUnderAClosedEpoch() {
        NewContent old = published("a");
        NewContent fresh = rig.content(4096);
        rig.metadata().epochs().close(rig.epoch(), rig.gateway());
        assertThat(recoding.swap(old.id(), fresh)).isEqualTo(Recoding.Result.EPOCH_CLOSED);
        assertThat(contentOf("a")).isEqualTo(old.id());
    }

    @Test
    void writesAndCopiesAndSwapsAtOnceLoseNothing() {
        List<NewContent> olds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            olds.add(published("k" + i));
        }
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            NewContent old = olds.get(i);
            NewContent fresh = rig.content(4096);
            String path = "k" + i;
            running.add(CompletableFuture.runAsync(() -> recoding.swap(old.id(), fresh), THREADS));
            running.add(CompletableFuture.runAsync(() -> rig.publish(copy("c" + path, old)), THREADS));
            running.add(CompletableFuture.runAsync(() -> rig.put(path), THREADS));
        }
        running.forEach(CompletableFuture::join);
        reclaimed();
        reclaimed();
        int dangling = rig.metadata()
                .transactions()
                .statement(connection -> Sql.only(
                        connection,
                        "SELECT count(*)::int FROM slime.object o WHERE NOT EXISTS (SELECT 1 FROM slime.content c "
                                + "WHERE c.epoch = o.content_epoch AND c.number = o.content_number)",
                        row -> row.getInt(1)));
        assertThat(dangling).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(contentOf("k" + i)).isNotEqualTo(olds.get(i).id());
            assertThat(rig.metadata().extents().find(contentOf("ck" + i))).isPresent();
        }
    }

    private NewContent published(String path) {
        NewContent content = rig.content(4096);
        assertThat(rig.publish(rig.put(path, content, new Precondition.None())))
                .isInstanceOf(PublishResult.Published.class);
        return content;
    }

    private static Publish.Put copy(String path, NewContent source) {
        return new Publish.Put(
                path,
                false,
                new Source.Shared(source.id(), source.size()),
                new Facts("copied", Attributes.NONE),
                new Precondition.None());
    }

    private ContentId contentOf(String path) {
        return rig.metadata()
                .objects()
                .find(path)
                .orElseThrow()
                .content()
                .orElseThrow()
                .id();
    }

    private List<ContentId> reclaimed() {
        rig.metadata().garbage().stamp(1000);
        rig.metadata()
                .epochs()
                .beat(rig.gateway(), "here", rig.metadata().epochs().bumpEra());
        return rig.metadata().garbage().reclaim(1000).stream()
                .map(gone -> gone.content())
                .toList();
    }
}
