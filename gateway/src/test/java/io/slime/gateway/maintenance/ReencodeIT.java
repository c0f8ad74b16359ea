package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.gateway.object.CopyRequest;
import io.slime.gateway.object.CoreForTests;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Preconditions;
import io.slime.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReencodeIT {
    private static final Redundancy WANTED = new Redundancy(3, 5);
    private static final int[] LENGTHS = {0, 1, 5000, 250_000};

    private final CoreForTests core = new CoreForTests(5);
    private final Metadata metadata = core.metadata();
    private final Stores stores = Stores.of(core.cluster(), core.placements());
    private final Crew crew =
            new Crew(new Throttle(new Foreground(System::nanoTime), System::nanoTime), Thread::startVirtualThread);
    private final Reencode reencode =
            new Reencode(metadata, stores, core.gateway(), crew, new Reencode.Contents(core.readers(), core.writers()));

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    void whatIsStoredIsCodedAnewAndNothingElseChanges() {
        List<ObjectVersion> before = new ArrayList<>();
        for (int length : LENGTHS) {
            before.add(core.put("bucket/o" + length, CoreForTests.bytes(length, length)));
        }
        ObjectVersion source = before.get(3);
        core.objects()
                .copy(new CopyRequest(
                        source,
                        "bucket/copy",
                        Optional.of(CoreForTests.BUCKET),
                        source.description(),
                        Preconditions.NONE));
        wish(WANTED);
        assertThat(metadata.extents().countCodedOtherwise(WANTED, 100)).isEqualTo(3);
        passes();
        assertThat(metadata.extents().countCodedOtherwise(WANTED, 100))
                .as("garbage")
                .isEqualTo(3);
        for (int i = 0; i < LENGTHS.length; i++) {
            ObjectVersion now = core.objects().head("bucket/o" + LENGTHS[i]);
            assertThat(now.order()).isEqualTo(before.get(i).order());
            assertThat(now.description()).isEqualTo(before.get(i).description());
            assertThat(core.read("bucket/o" + LENGTHS[i])).isEqualTo(CoreForTests.bytes(LENGTHS[i], LENGTHS[i]));
            assertThat(now.content().id().equals(before.get(i).content().id())).isEqualTo(LENGTHS[i] == 0);
        }
        assertThat(core.objects().head("bucket/copy").content().id())
                .as("copies still share")
                .isEqualTo(core.objects().head("bucket/o250000").content().id());
        reclaim();
        assertThat(metadata.extents().countCodedOtherwise(WANTED, 100)).isZero();
        passes();
        assertThat(metadata.redundancy().rewrites()).as("done").isEmpty();
        assertThat(core.read("bucket/copy")).isEqualTo(CoreForTests.bytes(250_000, 250_000));
    }

    @Test
    void anotherGatewayGoesOnWhereOneStopped() {
        for (int i = 0; i < 3 * Throttle.MOST * 4; i++) {
            core.put("bucket/o" + i, CoreForTests.bytes(i, 100));
        }
        wish(WANTED);
        assertThat(reencode.run()).isTrue();
        assertThat(reencode.run()).isTrue();
        metadata.tasks().release("re-encode", core.gateway());
        Reencode another = new Reencode(
                metadata, stores, core.gateway(), crew, new Reencode.Contents(core.readers(), core.writers()));
        assertThat(metadata.tasks().find("re-encode").orElseThrow().progress()).contains("\"done\": 64");
        DrainIT.runAll(another);
        assertThat(metadata.tasks().find("re-encode").orElseThrow().progress()).contains("\"done\": 96");
    }

    @Test
    void whatWouldBeWeakerIsNotTaken() {
        core.put("bucket/strong", CoreForTests.bytes(1, 5000));
        ObjectVersion before = core.objects().head("bucket/strong");
        int chunks = core.chunks();
        wish(new Redundancy(5, 7));
        DrainIT.runAll(reencode);
        assertThat(core.objects().head("bucket/strong").content().id())
                .isEqualTo(before.content().id());
        assertThat(metadata.tasks().find("re-encode").orElseThrow().reason()).isPresent();
        assertThat(core.chunks()).as("nothing is left over").isEqualTo(chunks);
    }

    @Test
    void withoutAWishNothingIsCodedAnew() {
        core.put("bucket/kept", CoreForTests.bytes(1, 5000));
        metadata.settings().redundancy(WANTED);
        assertThat(reencode.run()).isFalse();
        assertThat(metadata.extents().countCodedOtherwise(WANTED, 100)).isEqualTo(1);
    }

    private void wish(Redundancy wanted) {
        metadata.redundancy().setCluster(wanted, true);
    }

    private void passes() {
        for (int pass = 0; pass < 4; pass++) {
            DrainIT.runAll(reencode);
        }
    }

    private void reclaim() {
        metadata.garbage().stamp(100);
        metadata.epochs().bumpEra();
        core.pulse().beat();
        metadata.epochs().bumpEra();
        core.pulse().beat();
        core.pulse().beat();
        assertThat(metadata.garbage().reclaim(100)).hasSize(3);
    }
}
