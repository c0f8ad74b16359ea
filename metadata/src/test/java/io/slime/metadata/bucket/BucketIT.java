package io.slime.metadata.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.upload.UploadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BucketIT {
    private static final String OTHER = "b".repeat(64);

    private static MetadataForTests rig;
    private static BucketTable buckets;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
        buckets = rig.metadata().buckets();
        rig.metadata().accounts().create(new NewAccount(OTHER, "other", "Other", Optional.empty(), false));
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void isMadeOnceAndFound() {
        BucketRow made = created("made", MetadataForTests.OWNER);
        assertThat(made.versioning()).isEqualTo(Versioning.OFF);
        assertThat(buckets.find("made")).hasValue(made);
        assertThat(buckets.create("made", OTHER, false, true)).isEqualTo(new BucketCreation.Exists(made));
        assertThat(buckets.create("nobodys", "c".repeat(64), false, false)).isEqualTo(new BucketCreation.NoSuchOwner());
        assertThat(buckets.find("nobodys")).isEmpty();
    }

    @Test
    void lockingMeansVersioning() {
        assertThat(buckets.create("locked", MetadataForTests.OWNER, true, false))
                .isInstanceOfSatisfying(BucketCreation.Created.class, made -> {
                    assertThat(made.bucket().objectLock()).isTrue();
                    assertThat(made.bucket().versioning()).isEqualTo(Versioning.ENABLED);
                });
    }

    @Test
    void nativeObjectsBelowItsPrefixAreAdoptedOrInTheWay() {
        rig.put("native/a");
        assertThat(buckets.create("native", MetadataForTests.OWNER, false, false))
                .isEqualTo(new BucketCreation.Occupied());
        assertThat(buckets.find("native")).isEmpty();
        rig.put("nativ");
        rig.put("native-more/x");
        rig.put("native0");
        created("nativ", MetadataForTests.OWNER);
        assertThat(buckets.create("native", MetadataForTests.OWNER, false, true))
                .isInstanceOf(BucketCreation.Created.class);
        assertThat(rig.metadata().objects().find("native/a")).isPresent();
    }

    @Test
    void onlyAnEmptyOneIsDeleted() {
        created("full", MetadataForTests.OWNER);
        rig.put("full/a");
        rig.metadata().uploads().create(upload("u1", "full", "full/b"));
        assertThat(buckets.delete("full")).isEqualTo(BucketDeletion.NOT_EMPTY);
        assertThat(rig.metadata().uploads().find("u1"))
                .as("begun in a bucket that stays")
                .isPresent();
        rig.publish(new Publish.Remove("full/a", true, new Precondition.None()));
        buckets.setSetting("full", "policy", Optional.of("{}"));
        assertThat(buckets.delete("full")).isEqualTo(BucketDeletion.DELETED);
        assertThat(rig.metadata().uploads().find("u1")).isEmpty();
        assertThat(buckets.delete("full")).isEqualTo(BucketDeletion.UNKNOWN);
        created("full", OTHER);
        assertThat(buckets.setting("full", "policy")).as("of the bucket before").isEmpty();
    }

    @Test
    void aDeleteMarkerOrAnOldVersionKeepsIt() {
        created("kept", MetadataForTests.OWNER);
        buckets.setVersioning("kept", Versioning.ENABLED);
        rig.put("kept/a");
        PublishResult.Removed removed =
                (PublishResult.Removed) rig.publish(new Publish.Remove("kept/a", true, new Precondition.None()));
        assertThat(buckets.delete("kept")).isEqualTo(BucketDeletion.NOT_EMPTY);
        rig.publish(new Publish.RemoveVersion(
                "kept/a", removed.marker().orElseThrow().versionId(), false));
        assertThat(buckets.delete("kept")).isEqualTo(BucketDeletion.NOT_EMPTY);
        String first =
                rig.metadata().objects().find("kept/a").orElseThrow().version().versionId();
        rig.publish(new Publish.RemoveVersion("kept/a", first, false));
        assertThat(buckets.delete("kept")).isEqualTo(BucketDeletion.DELETED);
    }

    @Test
    void isListedByOwnerPageByPage() {
        for (String name : List.of("list-c", "list-a", "list-b", "list-d")) {
            created(name, name.equals("list-b") ? MetadataForTests.OWNER : OTHER);
        }
        List<BucketRow> first = buckets.list(Optional.of(OTHER), "list-", 2);
        assertThat(first).extracting(BucketRow::name).containsExactly("list-a", "list-c");
        assertThat(buckets.list(Optional.of(OTHER), "list-c", 2))
                .extracting(BucketRow::name)
                .startsWith("list-d");
        assertThat(buckets.list(Optional.empty(), "list-a", 2))
                .extracting(BucketRow::name)
                .containsExactly("list-b", "list-c");
    }

    @Test
    void settingsComeAndGo() {
        created("set", MetadataForTests.OWNER);
        assertThat(buckets.setting("set", "cors")).isEmpty();
        assertThat(buckets.setSetting("set", "cors", Optional.of("one"))).isTrue();
        assertThat(buckets.setSetting("set", "cors", Optional.of("two"))).isTrue();
        assertThat(buckets.setting("set", "cors")).hasValue("two");
        assertThat(buckets.setSetting("set", "cors", Optional.empty())).isTrue();
        assertThat(buckets.setting("set", "cors")).isEmpty();
        assertThat(buckets.setSetting("unset", "cors", Optional.of("x"))).isFalse();
        assertThat(buckets.setVersioning("unset", Versioning.ENABLED)).isFalse();
    }

    @Test
    void ofManyWhoMakeItOneDoes() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BucketCreation>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String owner = i % 2 == 0 ? OTHER : MetadataForTests.OWNER;
                answers.add(threads.submit(() -> buckets.create("wanted", owner, false, false)));
            }
            int made = 0;
            for (Future<BucketCreation> answer : answers) {
                made += answer.get() instanceof BucketCreation.Created ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
    }

    private BucketRow created(String name, String owner) {
        return ((BucketCreation.Created) buckets.create(name, owner, false, false)).bucket();
    }

    static UploadRow upload(String id, String bucket, String path) {
        return new UploadRow(
                id,
                bucket,
                path,
                MetadataForTests.OWNER,
                Instant.EPOCH,
                Attributes.of(Map.of(), Map.of(), Map.of(), Map.of()),
                Map.of("tag", "value"),
                Optional.of("crc32c"),
                Optional.of("COMPOSITE"),
                new Redundancy(2, 3));
    }
}
