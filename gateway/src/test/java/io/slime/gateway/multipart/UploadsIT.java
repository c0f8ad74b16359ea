package io.slime.gateway.multipart;

import static io.slime.gateway.object.CoreForTests.BUCKET;
import static io.slime.gateway.object.CoreForTests.OWNER;
import static io.slime.gateway.object.CoreForTests.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.CopyRequest;
import io.slime.gateway.object.CoreForTests;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectPart;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Preconditions;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Uploads from Create to Complete or Abort. Each test has paths of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UploadsIT {
    private static final int FIVE_MB = (int) Part.MIN_SIZE;
    private static final Completion.PartsChecksum NO_CHECKSUM = (upload, parts) -> Checksums.NONE;

    private final CoreForTests core = new CoreForTests(3);
    private final Objects objects = core.objects();
    private final Uploads uploads =
            new Uploads(core.metadata(), core.publications(), core.contents(), core.epochs(), InstantSource.system());

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void partsInAnyOrderBecomeAnObjectInTheirOwn() {
        Upload upload = create("bucket/whole");
        byte[] data = bytes(1, 2 * FIVE_MB + 77);
        part(upload, 9, slice(data, 2 * FIVE_MB, data.length));
        part(upload, 3, bytes(2, 100));
        part(upload, 5, slice(data, FIVE_MB, 2 * FIVE_MB));
        part(upload, 3, slice(data, 0, FIVE_MB));
        part(upload, 7, bytes(3, 10));
        int chunks = core.chunks();
        ObjectVersion made = complete(upload, 3, 5, 9);
        assertThat(core.chunks()).isEqualTo(chunks);
        assertThat(made.size()).isEqualTo(data.length);
        assertThat(made.parts()).isEqualTo(3);
        assertThat(made.description().etag()).matches("[0-9a-f]{32}-3");
        assertThat(objects.head("bucket/whole")).isEqualTo(made);
        assertThat(core.read("bucket/whole")).isEqualTo(data);
        assertThat(core.read(made, FIVE_MB - 10, 20)).isEqualTo(slice(data, FIVE_MB - 10, FIVE_MB + 10));
        assertThat(objects.part(made, 5))
                .get()
                .extracting(ObjectPart::from, ObjectPart::length)
                .containsExactly((long) FIVE_MB, (long) FIVE_MB);
        assertThat(objects.part(made, 9))
                .get()
                .extracting(ObjectPart::from, ObjectPart::length)
                .containsExactly(2L * FIVE_MB, 77L);
        assertThat(objects.part(made, 7)).isEmpty();
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.find(upload.uploadId(), "bucket/whole"));
    }

    @Test
    void theTagIsThatOfS3() {
        Upload upload = create("bucket/tag");
        // MD5 of "hello"; MD5 of those 16 bytes.
        byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
        part(upload, 1, hello, Checksums.NONE, "5d41402abc4b2a76b9719d911017c592");
        ObjectVersion made =
                complete(upload, List.of(named(1, "5d41402abc4b2a76b9719d911017c592")), Preconditions.NONE);
        assertThat(made.description().etag()).isEqualTo("62109206880d38a4010a98e11243924a-1");
    }

    @Test
    void whatTheUploadBeganWithDescribesTheObject() {
        core.metadata().redundancy().setClass("STANDARD_IA", new Redundancy(1, 3), false);
        Upload upload = uploads.create(new NewUpload(
                "bucket/described",
                BUCKET,
                OWNER,
                Map.of("content-type", "video/mp4"),
                Map.of("k", "v"),
                Map.of("t", "1"),
                "STANDARD_IA",
                ObjectLock.NONE,
                Optional.of("CRC32C"),
                Optional.of(Checksums.Type.COMPOSITE)));
        assertThat(upload.checksumAlgorithm()).contains("CRC32C");
        assertThat(upload.checksumType()).contains(Checksums.Type.COMPOSITE);
        assertThat(uploads.find(upload.uploadId(), upload.path())).isEqualTo(upload);
        Checksums ofPart = new Checksums(Map.of("CRC32C", "AAAAAA=="), Checksums.Type.FULL_OBJECT);
        Part kept = part(upload, 1, bytes(4, 10), ofPart, md5(1));
        assertThat(kept.checksums()).isEqualTo(ofPart);
        Checksums whole = new Checksums(Map.of("CRC32C", "BBBBBB==-1"), Checksums.Type.COMPOSITE);
        List<Part> seen = new ArrayList<>();
        ObjectVersion made = uploads.complete(new Completion(
                upload.uploadId(),
                upload.path(),
                List.of(new Completion.NamedPart(1, md5(1), Map.of("CRC32C", "AAAAAA=="))),
                Preconditions.NONE,
                (begun, parts) -> {
                    seen.addAll(parts);
                    return whole;
                }));
        assertThat(seen)
                .singleElement()
                .satisfies(part -> assertThat(part.checksums()).isEqualTo(ofPart));
        assertThat(made.description().checksums()).isEqualTo(whole);
        assertThat(made.description().headers()).isEqualTo(Map.of("content-type", "video/mp4"));
        assertThat(made.description().userMetadata()).isEqualTo(Map.of("k", "v"));
        assertThat(made.description().storageClass()).isEqualTo("STANDARD_IA");
        assertThat(made.description().owner()).isEqualTo(OWNER);
    }

    @Test
    void aWrongListCompletesNothing() {
        Upload upload = create("bucket/wrong");
        part(upload, 1, bytes(5, 100));
        part(upload, 2, bytes(6, 100));
        assertThatExceptionOfType(StorageException.InvalidPart.class)
                .isThrownBy(() -> complete(upload, 1, 3))
                .satisfies(e -> assertThat(e.part()).isEqualTo(3));
        assertThatExceptionOfType(StorageException.InvalidPart.class)
                .isThrownBy(() -> complete(upload, List.of(named(1, md5(2))), Preconditions.NONE));
        assertThatExceptionOfType(StorageException.InvalidPart.class)
                .isThrownBy(() -> complete(
                        upload, List.of(new Completion.NamedPart(1, md5(1), Map.of("SHA1", "x"))), Preconditions.NONE));
        assertThatExceptionOfType(StorageException.InvalidPartOrder.class).isThrownBy(() -> complete(upload, 2, 1));
        assertThatExceptionOfType(StorageException.InvalidPartOrder.class).isThrownBy(() -> complete(upload, 1, 1));
        assertThatExceptionOfType(StorageException.PartTooSmall.class)
                .isThrownBy(() -> complete(upload, 1, 2))
                .satisfies(e -> assertThat(e.bytes()).isEqualTo(100));
        assertThatExceptionOfType(StorageException.Refused.class).isThrownBy(() -> complete(upload));
        assertThat(objects.find("bucket/wrong")).isEmpty();
        assertThat(uploads.listParts(upload.uploadId(), upload.path(), 0, 10).parts())
                .hasSize(2);
    }

    @Test
    void completingDependsOnPreconditions() {
        core.put("bucket/conditional", bytes(7, 0));
        Upload upload = create("bucket/conditional");
        part(upload, 1, bytes(8, 10));
        assertThatExceptionOfType(StorageException.PreconditionFailed.class)
                .isThrownBy(() -> complete(upload, List.of(named(1, md5(1))), Preconditions.ABSENT));
        assertThat(objects.head("bucket/conditional").size()).isZero();
        assertThat(complete(upload, 1).size()).isEqualTo(10);
    }

    @Test
    void completingAgainIsAnsweredAsBefore() {
        Upload upload = create("bucket/again");
        part(upload, 1, bytes(9, 10));
        ObjectVersion made = complete(upload, List.of(named(1, md5(1))), Preconditions.ABSENT);
        assertThat(complete(upload, List.of(named(1, md5(1))), Preconditions.ABSENT))
                .isEqualTo(made);
        assertThatExceptionOfType(StorageException.NoSuchUpload.class).isThrownBy(() -> complete(upload, 2));
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> complete(upload, List.of(named(1, "no tag")), Preconditions.NONE));
        core.put("bucket/again", bytes(10, 0));
        assertThatExceptionOfType(StorageException.NoSuchUpload.class).isThrownBy(() -> complete(upload, 1));
    }

    @Test
    void completingAtOnceMakesOneVersion() throws InterruptedException, ExecutionException {
        Upload upload = create("bucket/at-once");
        part(upload, 1, bytes(11, 10));
        CountDownLatch go = new CountDownLatch(1);
        List<ObjectVersion> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ObjectVersion>> running = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return complete(upload, 1);
                    }))
                    .toList();
            go.countDown();
            for (Future<ObjectVersion> each : running) {
                made.add(each.get());
            }
        }
        assertThat(made).containsOnly(objects.head("bucket/at-once"));
        assertThat(made.getFirst().order()).isEqualTo(1);
    }

    @Test
    void anAbortedUploadIsGone() {
        Upload upload = create("bucket/aborted");
        part(upload, 1, bytes(12, 10));
        int chunks = core.chunks();
        try (PartWriter writer = uploads.part(request(upload, 2, 1000))) {
            writer.write(bytes(13, 1000), 0, 1000);
            uploads.abort(upload.uploadId(), upload.path());
            assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                    .isThrownBy(() -> writer.publish(md5(2), Checksums.NONE))
                    .satisfies(e -> assertThat(e.uploadId()).isEqualTo(upload.uploadId()));
        }
        assertThat(core.chunks()).isEqualTo(chunks);
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.abort(upload.uploadId(), upload.path()));
        assertThatExceptionOfType(StorageException.NoSuchUpload.class).isThrownBy(() -> complete(upload, 1));
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.part(request(upload, 1, 1)).close());
        assertThat(objects.find("bucket/aborted")).isEmpty();
    }

    @Test
    void anUploadIsOfItsPathOnlyAndNeedsABucket() {
        Upload upload = create("bucket/mine");
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.find(upload.uploadId(), "bucket/other"));
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.abort(upload.uploadId(), "bucket/other"));
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.listParts("nonsense", "bucket/mine", 0, 1));
        assertThatExceptionOfType(StorageException.NoSuchBucket.class)
                .isThrownBy(() -> uploads.create(newUpload("absent/key", "absent")));
    }

    @Test
    void copiedPartsShareWhatTheyAreCopiedFrom() {
        byte[] one = bytes(14, FIVE_MB + 1000);
        ObjectVersion plain = core.put("bucket/source", one);
        Upload nested = create("bucket/nested");
        int chunks = core.chunks();
        copy(nested, 1, plain, 500, FIVE_MB);
        copy(nested, 2, plain, 0, 300);
        ObjectVersion inParts = complete(nested, 1, 2);
        byte[] two = concat(slice(one, 500, 500 + FIVE_MB), slice(one, 0, 300));
        assertThat(core.read("bucket/nested")).isEqualTo(two);

        Upload upload = create("bucket/of-parts");
        copy(upload, 1, inParts, 100, FIVE_MB);
        copy(upload, 2, inParts, FIVE_MB + 299L, 1);
        copy(upload, 3, inParts, 7, 0);
        ObjectVersion made = complete(upload, List.of(named(1, md5(1)), named(3, md5(3))), Preconditions.NONE);
        assertThat(core.chunks()).isEqualTo(chunks);
        objects.delete("bucket/source", Optional.of(BUCKET), Preconditions.NONE);
        objects.delete("bucket/nested", Optional.of(BUCKET), Preconditions.NONE);
        assertThat(core.read(made, 0, made.size())).isEqualTo(slice(two, 100, 100 + FIVE_MB));
        assertThat(objects.part(made, 1))
                .get()
                .extracting(ObjectPart::from, ObjectPart::length)
                .containsExactly(0L, (long) FIVE_MB);
    }

    @Test
    void aCopyOfAnObjectInPartsHasItsParts() {
        Upload upload = create("bucket/parts");
        part(upload, 2, bytes(15, FIVE_MB));
        part(upload, 4, bytes(16, 10));
        ObjectVersion made = complete(upload, 2, 4);
        ObjectVersion copy = objects.copy(new CopyRequest(
                made, "bucket/parts-copy", Optional.of(BUCKET), made.description(), Preconditions.NONE));
        assertThat(copy.parts()).isEqualTo(2);
        assertThat(objects.part(copy, 4))
                .get()
                .extracting(ObjectPart::from, ObjectPart::length)
                .containsExactly((long) FIVE_MB, 10L);
        // A copy is of no upload: completing again does not find it.
        assertThatExceptionOfType(StorageException.NoSuchUpload.class)
                .isThrownBy(() -> uploads.complete(new Completion(
                        upload.uploadId(),
                        "bucket/parts-copy",
                        List.of(named(2, md5(2)), named(4, md5(4))),
                        Preconditions.NONE,
                        NO_CHECKSUM)));
    }

    @Test
    void rangesBeyondTheSourceAreRefused() {
        ObjectVersion source = core.put("bucket/short", bytes(17, 100));
        Upload upload = create("bucket/from-short");
        for (long[] range : new long[][] {{0, 101}, {101, 0}, {-1, 5}, {50, Long.MAX_VALUE}}) {
            assertThatExceptionOfType(StorageException.RangeUnsatisfiable.class)
                    .isThrownBy(() -> copy(upload, 1, source, range[0], range[1]));
        }
        assertThat(uploads.listParts(upload.uploadId(), upload.path(), 0, 1).parts())
                .isEmpty();
    }

    @Test
    void listsPartsInPages() {
        Upload upload = create("bucket/paged");
        for (int number : new int[] {4, 2, 10_000}) {
            part(upload, number, bytes(number, number % 100));
        }
        PartPage first = uploads.listParts(upload.uploadId(), upload.path(), 0, 2);
        assertThat(first.upload()).isEqualTo(upload);
        assertThat(first.more()).isTrue();
        assertThat(first.parts()).extracting(Part::number).containsExactly(2, 4);
        assertThat(first.parts().getFirst().etag()).isEqualTo(md5(2));
        assertThat(first.parts().getFirst().size()).isEqualTo(2);
        PartPage second = uploads.listParts(upload.uploadId(), upload.path(), 4, 2);
        assertThat(second.parts()).extracting(Part::number).containsExactly(10_000);
        assertThat(second.more()).isFalse();
    }

    @Test
    void listsUploadsByPathThenAge() {
        String one = create("bucket/list/a").uploadId();
        String two = create("bucket/list/a").uploadId();
        create("bucket/list/d/1");
        create("bucket/list/d/2");
        String three = create("bucket/list/e").uploadId();
        UploadPage first = uploads.listUploads(page(Optional.empty(), Optional.empty(), 1));
        assertThat(first.uploads()).extracting(Upload::uploadId).containsExactly(one);
        assertThat(first.nextPath()).contains("bucket/list/a");
        UploadPage second = uploads.listUploads(page(first.nextPath(), first.nextUploadId(), 2));
        assertThat(second.uploads()).extracting(Upload::uploadId).containsExactly(two);
        assertThat(second.commonPrefixes()).containsExactly("bucket/list/d/");
        UploadPage third = uploads.listUploads(page(second.nextPath(), second.nextUploadId(), 2));
        assertThat(third.uploads()).extracting(Upload::uploadId).containsExactly(three);
        assertThat(third.commonPrefixes()).isEmpty();
        assertThat(third.nextPath()).isEmpty();
        assertThat(uploads.listUploads(page(Optional.of("bucket/list/a"), Optional.empty(), 1))
                        .commonPrefixes())
                .containsExactly("bucket/list/d/");
    }

    private static UploadListRequest page(Optional<String> path, Optional<String> upload, int limit) {
        return new UploadListRequest(BUCKET, "bucket/list/", Optional.of("/"), path, upload, limit);
    }

    private Upload create(String path) {
        return uploads.create(newUpload(path, BUCKET));
    }

    private static NewUpload newUpload(String path, String bucket) {
        return new NewUpload(path, bucket, OWNER, Map.of(), Map.of(), "STANDARD", Optional.empty(), Optional.empty());
    }

    private static PartRequest request(Upload upload, int number, long length) {
        return new PartRequest(upload.uploadId(), upload.path(), number, length);
    }

    private void part(Upload upload, int number, byte[] data) {
        part(upload, number, data, Checksums.NONE, md5(number));
    }

    private Part part(Upload upload, int number, byte[] data, Checksums checksums, String etag) {
        try (PartWriter writer = uploads.part(request(upload, number, data.length))) {
            writer.write(data, 0, data.length);
            return writer.publish(etag, checksums);
        }
    }

    private void copy(Upload upload, int number, ObjectVersion source, long from, long length) {
        uploads.copyPart(new PartCopy(request(upload, number, length), source, from, md5(number), Checksums.NONE));
    }

    private ObjectVersion complete(Upload upload, int... numbers) {
        List<Completion.NamedPart> named = Arrays.stream(numbers)
                .mapToObj(number -> named(number, md5(number)))
                .toList();
        return complete(upload, named, Preconditions.NONE);
    }

    private ObjectVersion complete(Upload upload, List<Completion.NamedPart> parts, Preconditions preconditions) {
        return uploads.complete(new Completion(upload.uploadId(), upload.path(), parts, preconditions, NO_CHECKSUM));
    }

    private static Completion.NamedPart named(int number, String etag) {
        return new Completion.NamedPart(number, etag, Map.of());
    }

    /** Stands for the MD5 of a part: its number in 32 digits. */
    private static String md5(int number) {
        return "%032x".formatted(number);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
