package io.slime.gateway.object;

import static io.slime.gateway.object.CoreForTests.BUCKET;
import static io.slime.gateway.object.CoreForTests.bytes;
import static io.slime.gateway.object.CoreForTests.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.ContentRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Objects from put to delete. Each test has paths of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectsIT {
    private final CoreForTests core = new CoreForTests(4);
    private final Objects objects = core.objects();

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void whatIsPutIsRead() {
        byte[] data = bytes(1, 250_000);
        ObjectVersion put = core.put("bucket/read", data);
        assertThat(core.read("bucket/read")).isEqualTo(data);
        assertThat(objects.head("bucket/read")).isEqualTo(put);
        assertThat(put.size()).isEqualTo(250_000);
        assertThat(put.versionId()).isEqualTo("null");
        assertThat(core.read(put, 99_000, 110_001)).isEqualTo(Arrays.copyOfRange(data, 99_000, 209_001));
        assertThat(objects.part(put, 1))
                .get()
                .extracting(ObjectPart::from, ObjectPart::length)
                .containsExactly(0L, 250_000L);
        assertThat(objects.part(put, 2)).isEmpty();
    }

    @Test
    void everythingThatDescribesAnObjectComesBack() {
        Description description = new Description(
                "0123",
                Optional.of("ab".repeat(32)),
                Map.of("content-type", "text/x-ü", "cache-control", "no-cache"),
                Map.of("colour", "blue \" ' \\ \u0001 🎈"),
                new Checksums(Map.of("CRC64NVME", "AAAAAAAAAAA=", "SHA256", "c2hh-2"), Checksums.Type.COMPOSITE),
                "STANDARD_IA",
                "b".repeat(64),
                true);
        core.metadata().redundancy().setClass("STANDARD_IA", core.redundancy(), false);
        core.put("bucket/described", bytes(2, 10), description, Preconditions.NONE);
        assertThat(objects.head("bucket/described").description()).isEqualTo(description);
        assertThat(objects.list(list("bucket/described", "", 1)).objects())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.etag()).isEqualTo("0123");
                    assertThat(entry.size()).isEqualTo(10);
                    assertThat(entry.checksums()).isEqualTo(description.checksums());
                    assertThat(entry.storageClass()).isEqualTo("STANDARD_IA");
                    assertThat(entry.owner()).as("it was written natively").isEmpty();
                });
    }

    @Test
    void emptyObjectsAreObjects() {
        int before = core.chunks();
        ObjectVersion put = core.put("bucket/empty", bytes(3, 0));
        assertThat(put.size()).isZero();
        assertThat(core.read("bucket/empty")).isEmpty();
        assertThat(objects.part(put, 1))
                .get()
                .extracting(ObjectPart::from, ObjectPart::length)
                .containsExactly(0L, 0L);
        assertThat(core.chunks()).isEqualTo(before);
    }

    @Test
    void rangesBeyondTheEndAreRefused() {
        ObjectVersion put = core.put("bucket/range", bytes(4, 100));
        for (long[] range : new long[][] {{0, 101}, {101, 0}, {-1, 1}, {50, Long.MAX_VALUE}, {1, -1}}) {
            assertThatExceptionOfType(StorageException.RangeUnsatisfiable.class)
                    .isThrownBy(() -> objects.read(put, range[0], range[1]).close())
                    .satisfies(e -> assertThat(e.size()).isEqualTo(100));
        }
    }

    @Test
    void anOverwriteReplaces() {
        ObjectVersion first = core.put("bucket/over", bytes(5, 1000));
        ObjectVersion second = core.put("bucket/over", bytes(6, 2000));
        assertThat(second.order()).isGreaterThan(first.order());
        assertThat(core.read("bucket/over")).isEqualTo(bytes(6, 2000));
    }

    @Test
    void whatIsNotPublishedLeavesNothing() {
        int before = core.chunks();
        try (ObjectWriter writer = objects.put(put("bucket/left", BUCKET, Preconditions.NONE))) {
            writer.write(bytes(7, 250_000), 0, 250_000);
        }
        assertThat(objects.find("bucket/left")).isEmpty();
        assertThat(core.chunks()).isEqualTo(before);
    }

    @Test
    void whatIsRefusedAtTheEndLeavesNothing() {
        int before = core.chunks();
        try (ObjectWriter writer = objects.put(put("bucket/late", BUCKET, Preconditions.ABSENT))) {
            writer.write(bytes(8, 50_000), 0, 50_000);
            core.put("bucket/late", bytes(9, 0));
            assertThatExceptionOfType(StorageException.PreconditionFailed.class)
                    .isThrownBy(() -> writer.publish(described("late")));
        }
        assertThat(objects.head("bucket/late").size()).isZero();
        assertThat(core.chunks()).isEqualTo(before);
    }

    @Test
    void aBucketThatIsNotThereIsSaidInTheEnd() {
        try (ObjectWriter writer = objects.put(put("absent/key", "absent", Preconditions.NONE))) {
            assertThatExceptionOfType(StorageException.NoSuchBucket.class)
                    .isThrownBy(() -> writer.publish(described("x")));
        }
        core.metadata().buckets().create("passing", CoreForTests.OWNER, false, true);
        int before = core.chunks();
        try (ObjectWriter writer = objects.put(put("passing/key", "passing", Preconditions.NONE))) {
            writer.write(bytes(10, 10), 0, 10);
            core.metadata().buckets().delete("passing");
            assertThatExceptionOfType(StorageException.NoSuchBucket.class)
                    .isThrownBy(() -> writer.publish(described("x")))
                    .satisfies(e -> assertThat(e.bucket()).isEqualTo("passing"));
        }
        assertThat(objects.find("passing/key")).isEmpty();
        assertThat(core.chunks()).isEqualTo(before);
        assertThatExceptionOfType(StorageException.NoSuchBucket.class)
                .isThrownBy(() -> objects.delete("absent/key", Optional.of("absent"), Preconditions.NONE));
    }

    @Test
    void nativeWritesNeedNoBucket() {
        try (ObjectWriter writer =
                objects.put(new PutRequest("Native Key", Optional.empty(), PutRequest.UNKNOWN, Preconditions.NONE))) {
            writer.write(bytes(11, 100), 0, 100);
            writer.publish(described("n"));
        }
        assertThat(core.read("Native Key")).isEqualTo(bytes(11, 100));
        assertThat(objects.delete("Native Key", Optional.empty(), Preconditions.NONE)
                        .existed())
                .isTrue();
    }

    @Test
    void aDeletedObjectIsGone() {
        core.put("bucket/gone", bytes(12, 100));
        assertThat(objects.delete("bucket/gone", Optional.of(BUCKET), Preconditions.NONE))
                .isEqualTo(new DeleteResult(true, Optional.empty(), false));
        assertThat(objects.find("bucket/gone")).isEmpty();
        assertThatExceptionOfType(StorageException.NoSuchKey.class).isThrownBy(() -> objects.head("bucket/gone"));
        assertThat(objects.delete("bucket/gone", Optional.of(BUCKET), Preconditions.NONE)
                        .existed())
                .isFalse();
        assertThat(core.put("bucket/gone", bytes(13, 1), Preconditions.ABSENT).size())
                .isEqualTo(1);
    }

    @Test
    void aClosedEpochFailsTheWriteButNotTheNextOne() {
        int before = core.chunks();
        try (ObjectWriter writer = objects.put(put("bucket/fenced", BUCKET, Preconditions.NONE))) {
            writer.write(bytes(14, 1000), 0, 1000);
            // The epoch of that write, as of any that begins now.
            ObjectVersion probe = core.put("bucket/probe", bytes(15, 1));
            core.metadata().epochs().close(probe.content().id().epoch(), core.gateway());
            assertThatExceptionOfType(StorageException.Unavailable.class)
                    .isThrownBy(() -> writer.publish(described("f")));
        }
        objects.delete("bucket/probe", Optional.of(BUCKET), Preconditions.NONE);
        assertThat(objects.find("bucket/fenced")).isEmpty();
        assertThat(core.chunks()).isEqualTo(before + 3);
        core.put("bucket/fenced", bytes(14, 1000));
        assertThat(core.read("bucket/fenced")).isEqualTo(bytes(14, 1000));
    }

    @Test
    void aCopySharesItsContent() {
        byte[] data = bytes(16, 250_000);
        ObjectVersion source = core.put("bucket/source", data);
        int before = core.chunks();
        Description other = described(source.description().etag());
        ObjectVersion copy =
                objects.copy(new CopyRequest(source, "bucket/copy", Optional.of(BUCKET), other, Preconditions.ABSENT));
        assertThat(copy.content()).isEqualTo(source.content());
        assertThat(core.chunks()).isEqualTo(before);
        objects.delete("bucket/source", Optional.of(BUCKET), Preconditions.NONE);
        assertThat(core.read("bucket/copy")).isEqualTo(data);
        assertThatExceptionOfType(StorageException.PreconditionFailed.class)
                .isThrownBy(() -> objects.copy(
                        new CopyRequest(source, "bucket/copy", Optional.of(BUCKET), other, Preconditions.ABSENT)));
        assertThatExceptionOfType(StorageException.NoSuchBucket.class)
                .isThrownBy(() -> objects.copy(
                        new CopyRequest(source, "absent/copy", Optional.of("absent"), other, Preconditions.NONE)));
    }

    @Test
    void aCopyOfWhatIsReclaimedIsAConflict() {
        ObjectVersion source = core.put("bucket/reclaimed", bytes(17, 0));
        objects.delete("bucket/reclaimed", Optional.of(BUCKET), Preconditions.NONE);
        core.metadata().transactions().write(connection -> {
            ContentRows.remove(connection, List.of(source.content().id()));
            return true;
        });
        assertThatExceptionOfType(StorageException.ConcurrentConflict.class)
                .isThrownBy(() -> objects.copy(new CopyRequest(
                        source, "bucket/unmade", Optional.of(BUCKET), described("e"), Preconditions.NONE)));
        assertThat(objects.find("bucket/unmade")).isEmpty();
    }

    @Test
    void listsByBytesInPagesWithCommonPrefixes() {
        for (String key : List.of("a", "d/1", "d/2", "d/e/3", "d0", "é", "z/4")) {
            core.put("bucket/list/" + key, bytes(18, 0));
        }
        ListResult first = objects.list(list("bucket/list/", "", 3));
        assertThat(paths(first)).containsExactly("bucket/list/a", "bucket/list/d/1", "bucket/list/d/2");
        ListResult second =
                objects.list(new ListRequest("bucket/list/", Optional.empty(), first.next(), ListRequest.MAX_LIMIT));
        assertThat(paths(second))
                .containsExactly("bucket/list/d/e/3", "bucket/list/d0", "bucket/list/z/4", "bucket/list/é");
        assertThat(second.next()).isEmpty();

        ListResult rolled = objects.list(list("bucket/list/", "/", 2));
        assertThat(paths(rolled)).containsExactly("bucket/list/a");
        assertThat(rolled.commonPrefixes()).containsExactly("bucket/list/d/");
        ListResult rest = objects.list(new ListRequest("bucket/list/", Optional.of("/"), rolled.next(), 10));
        assertThat(paths(rest)).containsExactly("bucket/list/d0", "bucket/list/é");
        assertThat(rest.commonPrefixes()).containsExactly("bucket/list/z/");
        assertThat(objects.list(list("bucket/list/", "", 0)))
                .isEqualTo(new ListResult(List.of(), List.of(), Optional.empty()));
    }

    private static List<String> paths(ListResult result) {
        return result.objects().stream().map(ListResult.Entry::path).toList();
    }

    private static ListRequest list(String prefix, String delimiter, int limit) {
        return new ListRequest(prefix, Optional.of(delimiter).filter(text -> !text.isEmpty()), Optional.empty(), limit);
    }

    private static PutRequest put(String path, String bucket, Preconditions preconditions) {
        return new PutRequest(path, Optional.of(bucket), PutRequest.UNKNOWN, preconditions);
    }
}
