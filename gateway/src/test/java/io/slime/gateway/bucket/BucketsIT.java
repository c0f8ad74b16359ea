package io.slime.gateway.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.testing.MetadataForTests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BucketsIT {
    private static final String OTHER = "b".repeat(64);

    private final MetadataForTests database = MetadataForTests.open();
    private final Buckets buckets = new Buckets(database.metadata().buckets(), "here");

    BucketsIT() {
        database.metadata().accounts().create(new NewAccount(OTHER, "other", "Other", Optional.empty(), false));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aCreatedBucketIsThere() {
        Bucket made = create("made", MetadataForTests.OWNER, true);
        assertThat(made.owner()).isEqualTo(MetadataForTests.OWNER);
        assertThat(made.location()).isEqualTo("here");
        assertThat(made.objectLock()).isFalse();
        assertThat(buckets.find(new BucketName("made"))).contains(made);
        assertThat(buckets.require(new BucketName("made"))).isEqualTo(made);
        Bucket locked = buckets.create(new NewBucket(new BucketName("locked"), OTHER, "here", true, true));
        assertThat(locked.objectLock()).isTrue();
    }

    @Test
    void aNameIsTakenOnce() {
        create("taken", MetadataForTests.OWNER, true);
        assertThatExceptionOfType(StorageException.BucketTaken.class)
                .isThrownBy(() -> create("taken", MetadataForTests.OWNER, true))
                .satisfies(e -> assertThat(e.ownedByCaller()).isTrue());
        assertThatExceptionOfType(StorageException.BucketTaken.class)
                .isThrownBy(() -> create("taken", OTHER, true))
                .satisfies(e -> assertThat(e.ownedByCaller()).isFalse());
        assertThat(buckets.require(new BucketName("taken")).owner()).isEqualTo(MetadataForTests.OWNER);
    }

    @Test
    void adoptsWhatLiesThereNativelyOnlyIfAllowed() {
        database.put("native/key");
        database.put("native-not");
        assertThatExceptionOfType(StorageException.BucketTaken.class)
                .isThrownBy(() -> create("native", OTHER, false))
                .satisfies(e -> assertThat(e.ownedByCaller()).isFalse());
        assertThat(buckets.find(new BucketName("native"))).isEmpty();
        create("native", MetadataForTests.OWNER, true);
        assertThat(database.metadata().objects().find("native/key")).isPresent();
        assertThat(create("native-not", OTHER, false).owner()).isEqualTo(OTHER);
    }

    @Test
    void anOwnerMustBeKnown() {
        assertThatExceptionOfType(StorageException.Refused.class)
                .isThrownBy(() -> create("orphaned", "c".repeat(64), true));
        assertThat(buckets.find(new BucketName("orphaned"))).isEmpty();
    }

    @Test
    void onlyAnEmptyBucketIsDeleted() {
        BucketName name = new BucketName("full");
        create("full", MetadataForTests.OWNER, true);
        database.put("full/key");
        assertThatExceptionOfType(StorageException.BucketNotEmpty.class).isThrownBy(() -> buckets.delete(name));
        assertThat(buckets.find(name)).isPresent();
        database.publish(new io.slime.metadata.publish.Publish.Remove("full/key", true, new Precondition.None()));
        buckets.delete(name);
        assertThat(buckets.find(name)).isEmpty();
        assertThatExceptionOfType(StorageException.NoSuchBucket.class).isThrownBy(() -> buckets.delete(name));
        assertThatExceptionOfType(StorageException.NoSuchBucket.class).isThrownBy(() -> buckets.require(name));
    }

    @Test
    void listsByNameInPages() {
        for (String name : List.of("list-c", "list-a", "list-b")) {
            create(name, name.equals("list-b") ? OTHER : MetadataForTests.OWNER, true);
        }
        assertThat(names(buckets.list(Optional.empty(), "list-", 2))).containsExactly("list-a", "list-b");
        assertThat(names(buckets.list(Optional.empty(), "list-b", 1))).containsExactly("list-c");
        assertThat(names(buckets.list(Optional.of(MetadataForTests.OWNER), "list-", 2)))
                .containsExactly("list-a", "list-c");
    }

    private Bucket create(String name, String owner, boolean adopts) {
        return buckets.create(new NewBucket(new BucketName(name), owner, "here", false, adopts));
    }

    private static List<String> names(List<Bucket> page) {
        return page.stream().map(bucket -> bucket.name().text()).toList();
    }
}
