package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.CopyRequest;
import io.slime.gateway.object.CoreForTests;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several redundancies at once, on stores in memory: each version as it wants to be, before and after they change. */
final class RedundanciesIT {
    private static final Redundancy CLUSTER = new Redundancy(2, 3);
    private static final Redundancy STRONG = new Redundancy(2, 5);
    private static final Redundancy WEAK = new Redundancy(3, 3);
    private static final byte[] BYTES = CoreForTests.bytes(3, 250_000);

    private final CoreForTests core = new CoreForTests(5);
    private final Metadata metadata = core.metadata();
    private final Stores stores = Stores.of(core.cluster(), core.placements());

    @BeforeEach
    void second() {
        metadata.buckets().create("second", CoreForTests.OWNER, false, true);
    }

    @AfterEach
    void close() {
        core.close();
    }

    private Reencode reencode(Executor threads) {
        Crew crew = new Crew(new Throttle(new Foreground(System::nanoTime), System::nanoTime), threads);
        return new Reencode(
                metadata, stores, core.gateway(), crew, new Reencode.Contents(core.readers(), core.writers()));
    }

    private void passes() {
        Reencode reencode = reencode(Thread::startVirtualThread);
        for (int pass = 0; pass < 5; pass++) {
            DrainIT.runAll(reencode);
        }
    }

    private void put(String path, String storageClass) {
        PutRequest request = new PutRequest(
                path, Optional.empty(), BYTES.length, Preconditions.NONE, Optional.empty(), storageClass);
        try (ObjectWriter writer = core.objects().put(request)) {
            writer.write(BYTES, 0, BYTES.length);
            writer.publish(new Description(
                    "etag",
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Checksums.NONE,
                    storageClass,
                    CoreForTests.OWNER,
                    false));
        }
    }

    private void copy(String from, String to) {
        ObjectVersion source = core.objects().head(from);
        core.objects().copy(new CopyRequest(source, to, Optional.empty(), source.description(), Preconditions.NONE));
    }

    private ContentId content(String path) {
        return core.objects().head(path).content().id();
    }

    private void assertCoded(String path, Redundancy redundancy) {
        assertThat(metadata.wishes().codedAs(content(path), redundancy))
                .as(path)
                .isTrue();
        assertThat(core.read(path)).as(path).isEqualTo(BYTES);
    }

    @Test
    void onlyWhatIsOfTheBucketFollowsIt() {
        put("bucket/a", "STANDARD");
        put("second/a", "STANDARD");
        put("second", "STANDARD");
        ContentId elsewhere = content("bucket/a");
        metadata.redundancy().setBucket("second", Optional.of(STRONG), true);
        passes();
        assertCoded("second/a", STRONG);
        assertCoded("second", CLUSTER);
        assertThat(content("bucket/a")).isEqualTo(elsewhere);
        assertThat(metadata.redundancy().rewrites())
                .as("what is replaced is garbage, and wants nothing")
                .isEmpty();
        metadata.redundancy().setBucket("second", Optional.empty(), true);
        passes();
        assertCoded("second/a", CLUSTER);
        assertThat(metadata.redundancy().rewrites()).isEmpty();
    }

    @Test
    void whatSharesAContentGetsTheStrongestThatAnyWants() {
        metadata.redundancy().setClass("STRONG", CLUSTER, false);
        metadata.redundancy().setClass("WEAK", CLUSTER, false);
        put("bucket/one", "STRONG");
        put("bucket/two", "WEAK");
        put("bucket/alone", "WEAK");
        copy("bucket/one", "bucket/copy");
        ObjectVersion source = core.objects().head("bucket/one");
        Description weak = new Description(
                "etag", Optional.empty(), Map.of(), Map.of(), Checksums.NONE, "WEAK", CoreForTests.OWNER, false);
        core.objects().copy(new CopyRequest(source, "bucket/weak", Optional.empty(), weak, Preconditions.NONE));
        assertThat(content("bucket/weak")).isEqualTo(content("bucket/one"));
        metadata.redundancy().setClass("STRONG", STRONG, true);
        metadata.redundancy().setClass("WEAK", WEAK, true);
        passes();
        assertCoded("bucket/one", STRONG);
        assertThat(List.of(content("bucket/weak"), content("bucket/copy")))
                .as("they share still")
                .containsOnly(content("bucket/one"));
        assertCoded("bucket/two", WEAK);
        core.objects().delete("bucket/one", Optional.empty(), Preconditions.NONE);
        core.objects().delete("bucket/copy", Optional.empty(), Preconditions.NONE);
        metadata.redundancy().setClass("WEAK", WEAK, true);
        passes();
        assertCoded("bucket/weak", WEAK);
    }

    @Test
    void aChangeOfTheClusterLeavesOthersAlone() {
        metadata.redundancy().setClass("STRONG", STRONG, false);
        metadata.redundancy().setBucket("second", Optional.of(WEAK), false);
        put("bucket/class", "STRONG");
        put("bucket/cluster", "STANDARD");
        put("second/bucket", "STANDARD");
        assertCoded("second/bucket", WEAK);
        metadata.redundancy().setCluster(new Redundancy(1, 3), true);
        passes();
        assertCoded("bucket/class", STRONG);
        assertCoded("second/bucket", WEAK);
        assertCoded("bucket/cluster", new Redundancy(1, 3));
        List<StoreView> views = core.cluster().views();
        DurabilityReport report = new Durability(metadata, InstantSource.system()).reportNow(views);
        assertThat(report.spare().keySet()).as("each by its own").contains(0, 2, 3);
        assertThat(report.anyStores()).as("the weakest tells").hasValue(0);
    }

    @Test
    void aProcessThatDiesInTheMidstLosesNothingAndAnotherGoesOn() {
        for (int i = 0; i < 40; i++) {
            put("second/o" + i, "STANDARD");
        }
        metadata.redundancy().setBucket("second", Optional.of(STRONG), true);
        AtomicInteger alive = new AtomicInteger(5);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> reencode(work -> {
                            if (alive.getAndDecrement() <= 0) {
                                throw new IllegalStateException("killed");
                            }
                            work.run();
                        })
                        .run());
        metadata.redundancy()
                .rewrites()
                .forEach(rewrite -> assertThat(rewrite.scope().name()).isEqualTo("second"));
        metadata.tasks().release("re-encode", core.gateway());
        passes();
        for (int i = 0; i < 40; i++) {
            assertCoded("second/o" + i, STRONG);
        }
        assertThat(metadata.redundancy().rewrites()).isEmpty();
    }

    @Test
    void aClassThatIsNotThereIsRefusedBeforeAnyByteIsTaken() {
        int chunks = core.chunks();
        PutRequest request =
                new PutRequest("bucket/none", Optional.empty(), 10, Preconditions.NONE, Optional.empty(), "NONE");
        assertThatExceptionOfType(StorageException.NoSuchStorageClass.class)
                .isThrownBy(() -> core.objects().put(request));
        metadata.redundancy().setClass("NONE", STRONG, false);
        put("bucket/none", "NONE");
        assertCoded("bucket/none", STRONG);
        assertThat(core.chunks()).isGreaterThan(chunks);
    }
}
