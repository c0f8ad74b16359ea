package io.slime.metadata.redundancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.erasure.Redundancy;
import io.slime.metadata.Metadata;
import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.publish.CompletedPart;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.upload.UploadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Classes, buckets and the cluster: what is set, and what that makes of each content. */
final class RedundancyIT {
    private static final long SEED = Long.getLong("slime.seed", 20261201);
    private static final Redundancy CLUSTER = new Redundancy(2, 3);
    private static final Redundancy STRONG = new Redundancy(2, 5);
    private static final Redundancy STRONGER = new Redundancy(1, 5);

    private MetadataForTests rig = MetadataForTests.open();
    private Metadata metadata = rig.metadata();
    private RedundancyTable table = metadata.redundancy();

    @BeforeEach
    void buckets() {
        metadata.buckets().create("bucket", MetadataForTests.OWNER, false, false);
        metadata.buckets().create("other", MetadataForTests.OWNER, false, false);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Facts facts(String storageClass) {
        Map<String, String> facts =
                storageClass.equals(Profiles.STANDARD) ? Map.of() : Map.of(Attributes.STORAGE_CLASS, storageClass);
        return new Facts("etag", Attributes.of(Map.of(), Map.of(), Map.of(), facts));
    }

    private PublishResult put(String path, Source source, String storageClass) {
        return rig.publish(new Publish.Put(path, false, source, facts(storageClass), new Precondition.None()));
    }

    private ContentId put(String path, String storageClass) {
        NewContent content = rig.content(4096);
        assertThat(put(path, new Source.Fresh(content), storageClass)).isInstanceOf(PublishResult.Published.class);
        return content.id();
    }

    private Map<ContentId, Redundancy> wishes(Scope... scopes) {
        Map<ContentId, Redundancy> wishes = new java.util.HashMap<>();
        Optional<ContentId> after = Optional.empty();
        for (int page = 0; page < 1000; page++) {
            WishPage found = metadata.wishes().next(new WishScan.Range(CLUSTER, List.of(scopes), after), 3, 2);
            found.wishes().forEach(wish -> wishes.put(wish.content().id(), wish.wanted()));
            after = found.upTo();
            if (after.isEmpty()) {
                return wishes;
            }
        }
        throw new IllegalStateException("the walk does not end");
    }

    @Test
    void whatIsSetIsThere() {
        assertThat(table.profiles(STRONG)).isEqualTo(new Profiles(STRONG, Map.of(), Map.of()));
        table.setCluster(CLUSTER, false);
        table.setClass("STANDARD_IA", STRONG, true);
        table.setClass("STANDARD_IA", STRONGER, true);
        assertThat(table.setBucket("bucket", Optional.of(STRONG), true)).isTrue();
        assertThat(table.setBucket("nowhere", Optional.of(STRONG), true)).isFalse();
        Profiles profiles = table.profiles(STRONG);
        assertThat(profiles)
                .isEqualTo(new Profiles(CLUSTER, Map.of("STANDARD_IA", STRONGER), Map.of("bucket", STRONG)));
        assertThat(profiles.of(profiles.scope("bucket/k", "STANDARD"))).contains(STRONG);
        assertThat(profiles.of(profiles.scope("bucket", "STANDARD"))).contains(CLUSTER);
        assertThat(profiles.of(profiles.scope("bucketeer/k", "STANDARD"))).contains(CLUSTER);
        assertThat(profiles.of(profiles.scope("bucket/k", "STANDARD_IA"))).contains(STRONGER);
        assertThat(profiles.of(profiles.scope("bucket/k", "NONE"))).isEmpty();
        assertThat(profiles.strongest()).isEqualTo(STRONGER);
        List<Rewrite> rewrites = table.rewrites();
        assertThat(rewrites)
                .extracting(Rewrite::scope)
                .containsExactly(Scope.bucket("bucket"), Scope.storageClass("STANDARD_IA"));
        table.setClass("STANDARD_IA", STRONG, true);
        table.done(rewrites);
        assertThat(table.rewrites())
                .as("what was asked for since stays")
                .extracting(Rewrite::scope)
                .containsExactly(Scope.storageClass("STANDARD_IA"));
        assertThatThrownBy(() -> table.setClass("STANDARD", STRONG, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsPublishedOfAClassThatIsNotThere() {
        assertThat(put("bucket/a", new Source.Fresh(rig.content(10)), "NONE"))
                .isEqualTo(new PublishResult.NoSuchStorageClass("NONE"));
        table.setClass("SOME", STRONG, false);
        put("bucket/a", "SOME");
        assertThat(table.use("SOME", 10)).isEqualTo(new ClassUse(1, 4096));
        assertThat(table.removeClass("SOME")).isEqualTo(ClassRemoval.IN_USE);
        put("bucket/a", "STANDARD");
        assertThat(table.removeClass("SOME")).isEqualTo(ClassRemoval.REMOVED);
        assertThat(table.removeClass("SOME")).isEqualTo(ClassRemoval.UNKNOWN);
        assertThat(metadata.uploads().create(upload("u", "SOME"))).isEmpty();
        table.setClass("SOME", STRONG, false);
        assertThat(metadata.uploads().create(upload("u", "SOME"))).isPresent();
        assertThat(table.removeClass("SOME")).as("an upload is of it").isEqualTo(ClassRemoval.IN_USE);
    }

    private static UploadRow upload(String id, String storageClass) {
        return new UploadRow(
                id,
                "bucket",
                "bucket/upload-" + id,
                MetadataForTests.OWNER,
                Instant.EPOCH,
                facts(storageClass).attributes(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                CLUSTER);
    }

    @Test
    void aClassThatIsInUseIsNeverGoneWhateverHappensAtOnce() throws Exception {
        Random random = new Random(SEED);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 30; round++) {
                String name = "C" + round;
                table.setClass(name, STRONG, false);
                List<Future<PublishResult>> puts = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    String path = "bucket/" + name + "-" + random.nextInt(1000);
                    NewContent content = rig.content(10);
                    puts.add(threads.submit(() -> put(path, new Source.Fresh(content), name)));
                }
                Future<ClassRemoval> removal = threads.submit(() -> table.removeClass(name));
                boolean published = false;
                for (Future<PublishResult> each : puts) {
                    published |= each.get() instanceof PublishResult.Published;
                }
                assertThat(removal.get()).isEqualTo(published ? ClassRemoval.IN_USE : ClassRemoval.REMOVED);
                assertThat(table.profiles(CLUSTER).classes().containsKey(name)).isEqualTo(published);
            }
        }
    }

    @Test
    void aVersionThatMovesIsWantedAsItsNewClassSays() {
        table.setClass("GLACIER", STRONG, false);
        metadata.buckets().setVersioning("bucket", Versioning.ENABLED);
        ContentId old = put("bucket/k", Profiles.STANDARD);
        long behind =
                metadata.objects().find("bucket/k").orElseThrow().version().order();
        ContentId current = put("bucket/k", Profiles.STANDARD);
        long order = metadata.objects().find("bucket/k").orElseThrow().version().order();
        assertThat(table.moveVersion("bucket/k", behind, true, "GLACIER")).isFalse();
        assertThat(table.moveVersion("bucket/k", order, false, "GLACIER")).isFalse();
        assertThat(table.moveVersion("bucket/k", order, true, "NONE")).isFalse();
        assertThat(table.rewrites()).isEmpty();
        assertThat(table.moveVersion("bucket/k", behind, false, "GLACIER")).isTrue();
        assertThat(wishes(Scope.storageClass("GLACIER"))).isEqualTo(Map.of(old, STRONG));
        List<Rewrite> first = table.rewrites();
        assertThat(table.moveVersion("bucket/k", order, true, "GLACIER")).isTrue();
        table.done(first);
        assertThat(table.rewrites())
                .as("what was asked for since stays")
                .extracting(Rewrite::scope)
                .containsExactly(Scope.storageClass("GLACIER"));
        assertThat(wishes(Scope.storageClass("GLACIER"))).isEqualTo(Map.of(old, STRONG, current, STRONG));
        Attributes kept =
                metadata.objects().find("bucket/k").orElseThrow().version().attributes();
        assertThat(kept).isEqualTo(facts("GLACIER").attributes());
        assertThat(table.removeClass("GLACIER")).isEqualTo(ClassRemoval.IN_USE);
    }

    @Test
    void eachContentIsWantedAsWhatNamesItSays() {
        table.setClass("STRONG", STRONG, false);
        table.setBucket("other", Optional.of(STRONGER), false);
        ContentId standard = put("bucket/standard", "STANDARD");
        ContentId ofClass = put("bucket/class", "STRONG");
        ContentId ofBucket = put("other/bucket", "STANDARD");
        ContentId both = put("other/both", "STRONG");
        ContentId top = put("other", "STANDARD");
        assertThat(wishes(Scope.CLUSTER)).isEmpty();
        assertThat(wishes(Scope.storageClass("STRONG"))).isEqualTo(Map.of(ofClass, STRONG, both, STRONG));
        assertThat(wishes(Scope.bucket("other"))).isEqualTo(Map.of(ofBucket, STRONGER));
        assertThat(metadata.wishes()
                        .estimate(
                                new WishScan.Range(
                                        CLUSTER,
                                        List.of(Scope.storageClass("STRONG"), Scope.bucket("other")),
                                        Optional.empty()),
                                2,
                                100))
                .isBetween(0L, 5L);
        put("bucket/shared", new Source.Shared(standard, 4096), "STRONG");
        put("other/shared", new Source.Shared(standard, 4096), "STANDARD");
        assertThat(wishes(Scope.storageClass("STRONG"))).containsEntry(standard, STRONGER);
        assertThat(wishes(Scope.CLUSTER)).isEqualTo(Map.of(standard, STRONGER));
        table.setBucket("other", Optional.empty(), false);
        assertThat(wishes(Scope.CLUSTER)).isEqualTo(Map.of(standard, STRONG));
        assertThat(metadata.wishes().codedAs(top, CLUSTER)).isTrue();
        assertThat(metadata.wishes().codedAs(top, STRONG)).isFalse();
    }

    @Test
    void partsAreWantedAsTheirWholeOrTheirUploadSays() {
        table.setClass("STRONG", STRONG, false);
        ContentId source = put("bucket/source", "STANDARD");
        metadata.uploads().create(upload("parts", "STRONG"));
        NewContent part = rig.content(5000, 3000);
        rig.publish(new Publish.PutPart("parts", 1, new Source.Fresh(part), "e", Optional.empty(), Attributes.NONE));
        ContentId slice = rig.id();
        rig.publish(new Publish.PutPart(
                "parts",
                2,
                new Source.Sliced(slice, new io.slime.metadata.extent.Slice(source, 5, 100)),
                "e",
                Optional.empty(),
                Attributes.NONE));
        Scope scope = Scope.storageClass("STRONG");
        assertThat(wishes(scope)).isEqualTo(Map.of(part.id(), STRONG, source, STRONG));
        ContentId whole = rig.id();
        assertThat(rig.publish(new Publish.Complete(
                        "parts",
                        "bucket/upload-parts",
                        whole,
                        List.of(new CompletedPart(1, part.id()), new CompletedPart(2, slice)),
                        facts("STRONG"),
                        new Precondition.None())))
                .isInstanceOf(PublishResult.Published.class);
        assertThat(wishes(scope)).isEqualTo(Map.of(part.id(), STRONG, source, STRONG));
        assertThat(metadata.wishes().codedAs(whole, CLUSTER)).isTrue();
        assertThat(metadata.wishes().codedAs(whole, STRONG)).isFalse();
        Content found = metadata.extents().find(whole).orElseThrow();
        assertThat(found.size()).isEqualTo(8100);
    }
}
