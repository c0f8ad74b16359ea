package io.slime.metadata.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Lock;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.publish.CompletedPart;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.upload.UploadRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Quotas: on each way to write, what would exceed one is refused and changes nothing. Each test has buckets of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuotaIT {
    private static final Precondition NONE = new Precondition.None();

    private final MetadataForTests rig = MetadataForTests.open();
    private final QuotaTable quotas = rig.metadata().quotas();

    @AfterAll
    void close() {
        rig.close();
    }

    private void bucket(String name, boolean versioned, long bytes, long objects) {
        rig.metadata().buckets().create(name, MetadataForTests.OWNER, versioned, true);
        assertThat(quotas.setBucket(name, new Quota(optional(bytes), optional(objects))))
                .isTrue();
    }

    private static OptionalLong optional(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private PublishResult put(String path, int size) {
        return rig.publish(rig.put(path, rig.content(size), NONE));
    }

    private void kept(String path, int size) {
        assertThat(put(path, size)).isInstanceOf(PublishResult.Published.class);
    }

    private static void exceeded(PublishResult result) {
        assertThat(result).isInstanceOf(PublishResult.QuotaExceeded.class);
    }

    private Use use(String bucket) {
        return quotas.bucket(bucket).orElseThrow().use();
    }

    @Test
    void bytesAreLimitedAndWhatReplacesIsCountedOnce() {
        bucket("bytes", false, 1000, -1);
        kept("bytes/a", 600);
        exceeded(put("bytes/b", 401));
        assertThat(rig.metadata().objects().find("bytes/b")).isEmpty();
        kept("bytes/b", 400);
        exceeded(put("bytes/c", 1));
        kept("bytes/a", 500);
        kept("bytes/c", 100);
        exceeded(put("bytes/a", 501));
        assertThat(use("bytes")).isEqualTo(new Use(3, 1000));
        rig.publish(new Publish.Remove("bytes/b", true, NONE));
        kept("bytes/d", 400);
    }

    @Test
    void objectsAreLimitedAndOldVersionsAreAmongThem() {
        bucket("objects", false, -1, 2);
        kept("objects/a", 1);
        kept("objects/b", 1);
        exceeded(put("objects/c", 1));
        kept("objects/b", 9000);
        bucket("versions", true, -1, 2);
        kept("versions/a", 1);
        kept("versions/a", 1);
        exceeded(put("versions/a", 1));
        assertThat(rig.publish(new Publish.Remove("versions/a", true, NONE))).isInstanceOf(PublishResult.Removed.class);
    }

    @Test
    void aQuotaBelowWhatIsThereKeepsOutWhatGrowsOnly() {
        bucket("lowered", false, -1, -1);
        kept("lowered/a", 600);
        assertThat(quotas.setBucket("lowered", new Quota(OptionalLong.of(100), OptionalLong.of(0))))
                .isTrue();
        exceeded(put("lowered/b", 1));
        exceeded(put("lowered/a", 601));
        kept("lowered/a", 599);
        assertThat(quotas.setBucket("lowered", Quota.NONE)).isTrue();
        kept("lowered/b", 9000);
        assertThat(quotas.limited()).doesNotContain("lowered");
        assertThat(quotas.setBucket("nowhere", Quota.NONE)).isFalse();
    }

    @Test
    void aBatchIsHeldToWhatItsFirstLeave() {
        bucket("batch", false, 1000, -1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<PublishResult>> all = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> put("batch/" + i, 100), threads))
                    .toList();
            long made = all.stream()
                    .filter(each -> each.join() instanceof PublishResult.Published)
                    .count();
            assertThat(use("batch")).isEqualTo(new Use(made, made * 100));
            // What other committers publish at the same moment may come on top, and that is at most a batch each.
            assertThat(made).isBetween(10L, 63L);
        }
        exceeded(put("batch/more", 100));
    }

    @Test
    void anAccountIsLimitedOverItsBucketsAndThoseThatItMakesLater() {
        String id = "b".repeat(64);
        rig.metadata().accounts().create(new NewAccount(id, "ann", "Ann", Optional.empty(), false));
        rig.metadata().buckets().create("ann1", id, false, true);
        kept("ann1/a", 600);
        assertThat(quotas.setAccount(id, new Quota(OptionalLong.of(1000), OptionalLong.empty())))
                .isTrue();
        rig.metadata().buckets().create("ann2", id, false, true);
        exceeded(put("ann2/a", 401));
        kept("ann2/a", 400);
        exceeded(put("ann1/b", 1));
        assertThat(quotas.account(id).orElseThrow().use()).isEqualTo(new Use(2, 1000));
        assertThat(quotas.accounts()).containsKey("ann");
        assertThat(quotas.buckets()).doesNotContainKey("ann1");
        assertThat(quotas.setAccount(id, Quota.NONE)).isTrue();
        kept("ann1/b", 1);
    }

    @Test
    void partsOfUploadsCountAndCompletingThemDoesNotCountThemTwice() {
        bucket("parts", false, 1000, 1);
        UploadRow upload = new UploadRow(
                "u1",
                "parts",
                "parts/whole",
                MetadataForTests.OWNER,
                Instant.EPOCH,
                Attributes.NONE,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new Redundancy(2, 3));
        assertThat(rig.metadata().uploads().create(upload)).isPresent();
        NewContent first = rig.content(700);
        assertThat(part(1, first)).isEqualTo(new PublishResult.PartKept());
        exceeded(part(2, rig.content(301)));
        NewContent second = rig.content(300);
        assertThat(part(2, second)).isEqualTo(new PublishResult.PartKept());
        exceeded(put("parts/other", 1));
        assertThat(use("parts")).isEqualTo(new Use(0, 1000));
        Facts facts = new Facts("e", Attributes.NONE);
        List<CompletedPart> all = List.of(new CompletedPart(1, first.id()), new CompletedPart(2, second.id()));
        assertThat(rig.publish(new Publish.Complete("u1", "parts/whole", rig.id(), all, facts, NONE)))
                .isInstanceOf(PublishResult.Published.class);
        assertThat(use("parts")).isEqualTo(new Use(1, 1000));
    }

    private PublishResult part(int number, NewContent content) {
        return rig.publish(
                new Publish.PutPart("u1", number, new Source.Fresh(content), "e", Optional.empty(), Attributes.NONE));
    }

    @Test
    void copiesCountAndMovesDoNot() {
        bucket("moves", false, 1000, 1);
        kept("moves/a", 1000);
        ObjectVersion version =
                rig.metadata().objects().find("moves/a").orElseThrow().version();
        Facts facts = new Facts(version.etag(), version.attributes(), Map.of(), Lock.NONE);
        Source same = new Source.Shared(version.content().orElseThrow(), 1000);
        exceeded(rig.publish(new Publish.Put("moves/copy", true, same, facts, NONE)));
        Precondition.IfCurrent current =
                new Precondition.IfCurrent(version.order(), version.content().orElseThrow());
        assertThat(rig.publish(new Publish.Rename("moves/a", current, "moves/b", 1000, facts, NONE)))
                .isInstanceOf(PublishResult.Published.class);
        assertThat(use("moves")).isEqualTo(new Use(1, 1000));
    }
}
