package io.slime.gateway.object;

import static io.slime.gateway.object.CoreForTests.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.bucket.NewBucket;
import io.slime.gateway.failure.StorageException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Objects where old versions are kept, as in a bucket with object lock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersionedObjectsIT {
    private static final Optional<String> KEPT = Optional.of("kept");

    private final CoreForTests core = new CoreForTests(0);
    private final Objects objects = core.objects();
    private final Buckets buckets = new Buckets(core.metadata().buckets(), "here");

    VersionedObjectsIT() {
        buckets.create(new NewBucket(new BucketName("kept"), CoreForTests.OWNER, "here", true, true));
    }

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void versionsHaveIds() {
        ObjectVersion first = put("kept/ids", "one", Preconditions.NONE);
        ObjectVersion second = put("kept/ids", "two", Preconditions.NONE);
        assertThat(first.versionId()).isNotEqualTo(second.versionId()).matches("[0-9a-f]{32}");
        assertThat(objects.head("kept/ids")).isEqualTo(second);
    }

    @Test
    void aDeleteMarkerHidesTheObject() {
        put("kept/marked", "one", Preconditions.NONE);
        DeleteResult deleted = objects.delete("kept/marked", KEPT, Preconditions.ifMatch(ETags.of("one")));
        assertThat(deleted.existed()).isTrue();
        assertThat(deleted.deleteMarker()).isTrue();
        assertThat(deleted.versionId()).isPresent();
        assertThat(objects.find("kept/marked")).isEmpty();
        assertThat(objects.list(new ListRequest("kept/marked", Optional.empty(), Optional.empty(), 10))
                        .objects())
                .isEmpty();
        assertThatExceptionOfType(StorageException.BucketNotEmpty.class)
                .isThrownBy(() -> buckets.delete(new BucketName("kept")));
    }

    @Test
    void aDeleteMarkerCountsAsNothing() {
        put("kept/nothing", "one", Preconditions.NONE);
        objects.delete("kept/nothing", KEPT, Preconditions.NONE);
        for (ETags tags : new ETags[] {ETags.ANY, ETags.of("one"), ETags.of(""), ETags.of("one", "two")}) {
            assertThatExceptionOfType(StorageException.PreconditionMissing.class)
                    .isThrownBy(() -> put("kept/nothing", "two", Preconditions.ifMatch(tags)));
        }
        put("kept/nothing", "two", Preconditions.ABSENT);
        objects.delete("kept/nothing", KEPT, Preconditions.NONE);
        put("kept/nothing", "three", new Preconditions(Optional.empty(), Optional.of(ETags.of("two")), false));
        assertThat(objects.head("kept/nothing").description().etag()).isEqualTo("three");
    }

    private ObjectVersion put(String path, String etag, Preconditions preconditions) {
        try (ObjectWriter writer = objects.put(new PutRequest(path, KEPT, 0, preconditions))) {
            return writer.publish(described(etag));
        }
    }
}
