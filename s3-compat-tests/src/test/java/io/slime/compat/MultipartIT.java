package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Parallel;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Multipart uploads, from creation to completion or abort. */
final class MultipartIT {
    private static final int MIB = 1 << 20;
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, MultipartIT.class);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static String create(String key) {
        return S3.createMultipartUpload(c -> c.bucket(bucket).key(key)).uploadId();
    }

    private static CompletedPart part(String key, String upload, int number, byte[] bytes) {
        var answer = S3.uploadPart(
                u -> u.bucket(bucket).key(key).uploadId(upload).partNumber(number), RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32(answer.checksumCRC32())
                .build();
    }

    private static String complete(String key, String upload, List<CompletedPart> parts) {
        return S3.completeMultipartUpload(
                        c -> c.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)))
                .eTag();
    }

    private static byte[] get(String key) {
        return S3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String compositeEtag(byte[]... parts) {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            digests.writeBytes(HexFormat.of().parseHex(SampleData.digest("MD5", part)));
        }
        return "\"" + SampleData.digest("MD5", digests.toByteArray()) + "-" + parts.length + "\"";
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void partsComeInAnyOrderAndAtOnce() {
        byte[][] bytes = {SampleData.bytes(1, 5 * MIB), SampleData.bytes(2, 5 * MIB + 1), SampleData.bytes(3, 1)};
        String upload = S3.createMultipartUpload(
                        c -> c.bucket(bucket).key("any").contentType("text/x").metadata(Map.of("a", "b")))
                .uploadId();
        List<CompletedPart> parts =
                new ArrayList<>(Parallel.together(3, i -> part("any", upload, (2 - i) * 10 + 1, bytes[2 - i])));
        parts.sort((a, b) -> a.partNumber() - b.partNumber());
        assertThat(complete("any", upload, parts)).isEqualTo(compositeEtag(bytes));
        assertThat(get("any")).isEqualTo(join(bytes));
        var head = S3.headObject(h -> h.bucket(bucket).key("any"));
        assertThat(head.contentType()).isEqualTo("text/x");
        assertThat(head.metadata()).containsEntry("a", "b");
        assertThat(S3.listObjectsV2(l -> l.bucket(bucket).prefix("any")).contents())
                .singleElement()
                .satisfies(entry -> assertThat(entry.size()).isEqualTo(10L * MIB + 2));
    }

    @Test
    void rangesAndPartNumbersReachIntoParts() {
        byte[] one = SampleData.bytes(4, 5 * MIB);
        byte[] two = SampleData.bytes(5, 2 * MIB);
        String upload = create("inside");
        complete("inside", upload, List.of(part("inside", upload, 1, one), part("inside", upload, 2, two)));
        byte[] all = join(one, two);
        assertThat(S3.getObjectAsBytes(g -> g.bucket(bucket).key("inside").range("bytes=5242870-5242889"))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(all, 5_242_870, 5_242_890));
        var second = S3.getObjectAsBytes(g -> g.bucket(bucket).key("inside").partNumber(2));
        assertThat(second.asByteArray()).isEqualTo(two);
        assertThat(second.response().partsCount()).isEqualTo(2);
        assertThat(second.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    }

    @Test
    void aPartThatIsSentAgainReplacesTheFirst() {
        String upload = create("replaced");
        part("replaced", upload, 1, SampleData.bytes(6, 100));
        CompletedPart second = part("replaced", upload, 1, SampleData.bytes(7, 200));
        complete("replaced", upload, List.of(second));
        assertThat(get("replaced")).isEqualTo(SampleData.bytes(7, 200));
    }

    @Test
    void partsAreCopiedFromObjects() {
        byte[] source = SampleData.bytes(8, 7 * MIB);
        S3.putObject(p -> p.bucket(bucket).key("source"), RequestBody.fromBytes(source));
        String upload = create("copied");
        var whole = S3.uploadPartCopy(u -> u.sourceBucket(bucket)
                .sourceKey("source")
                .destinationBucket(bucket)
                .destinationKey("copied")
                .uploadId(upload)
                .partNumber(1));
        var slice = S3.uploadPartCopy(u -> u.sourceBucket(bucket)
                .sourceKey("source")
                .copySourceRange("bytes=1000-2000999")
                .destinationBucket(bucket)
                .destinationKey("copied")
                .uploadId(upload)
                .partNumber(2));
        complete(
                "copied",
                upload,
                List.of(
                        CompletedPart.builder()
                                .partNumber(1)
                                .eTag(whole.copyPartResult().eTag())
                                .build(),
                        CompletedPart.builder()
                                .partNumber(2)
                                .eTag(slice.copyPartResult().eTag())
                                .build()));
        S3.deleteObject(d -> d.bucket(bucket).key("source"));
        assertThat(get("copied")).isEqualTo(join(source, Arrays.copyOfRange(source, 1000, 2_001_000)));
    }

    @Test
    void partsAreListedPageByPage() {
        String upload = create("listed");
        for (int number = 1; number <= 5; number++) {
            part("listed", upload, number, SampleData.bytes(number, number * 10));
        }
        var first = S3.listParts(
                l -> l.bucket(bucket).key("listed").uploadId(upload).maxParts(3));
        assertThat(first.parts().stream().map(Part::partNumber)).containsExactly(1, 2, 3);
        assertThat(first.isTruncated()).isTrue();
        var rest = S3.listParts(
                l -> l.bucket(bucket).key("listed").uploadId(upload).partNumberMarker(first.nextPartNumberMarker()));
        assertThat(rest.parts().stream().map(Part::size)).containsExactly(40L, 50L);
        assertThat(rest.isTruncated()).isFalse();
        S3.abortMultipartUpload(a -> a.bucket(bucket).key("listed").uploadId(upload));
    }

    @Test
    void uploadsAreListedUntilTheyEnd() {
        String own = Clients.bucket(S3, MultipartIT.class);
        List<String> ids = new ArrayList<>();
        for (String key : List.of("b", "a/1", "a/2", "b")) {
            ids.add(S3.createMultipartUpload(c -> c.bucket(own).key(key)).uploadId());
        }
        assertThat(S3.listMultipartUploads(l -> l.bucket(own)).uploads().stream()
                        .map(MultipartUpload::uploadId))
                .containsExactly(ids.get(1), ids.get(2), ids.get(0), ids.get(3));
        var byPrefix = S3.listMultipartUploads(l -> l.bucket(own).delimiter("/"));
        assertThat(byPrefix.commonPrefixes().stream().map(p -> p.prefix())).containsExactly("a/");
        assertThat(byPrefix.uploads()).hasSize(2);
        var page = S3.listMultipartUploads(l -> l.bucket(own).maxUploads(3));
        assertThat(page.isTruncated()).isTrue();
        assertThat(S3.listMultipartUploads(l ->
                                l.bucket(own).keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker()))
                        .uploads())
                .singleElement()
                .satisfies(upload -> assertThat(upload.uploadId()).isEqualTo(ids.get(3)));
        S3.abortMultipartUpload(a -> a.bucket(own).key("a/1").uploadId(ids.get(1)));
        S3.abortMultipartUpload(a -> a.bucket(own).key("b").uploadId(ids.get(0)));
        assertThat(S3.listMultipartUploads(l -> l.bucket(own)).uploads().stream()
                        .map(MultipartUpload::uploadId))
                .containsExactly(ids.get(2), ids.get(3));
        S3.deleteBucket(d -> d.bucket(own)); // and with it what was begun there
    }

    @Test
    void whatWasAbortedIsGone() {
        String upload = create("aborted");
        CompletedPart part = part("aborted", upload, 1, new byte[10]);
        S3.abortMultipartUpload(a -> a.bucket(bucket).key("aborted").uploadId(upload));
        refused("NoSuchUpload", () -> complete("aborted", upload, List.of(part)));
        refused("NoSuchUpload", () -> part("aborted", upload, 1, new byte[10]));
        refused(
                "NoSuchUpload",
                () -> S3.listParts(l -> l.bucket(bucket).key("aborted").uploadId(upload)));
        refused("NoSuchKey", () -> get("aborted"));
    }

    @Test
    void completionHoldsWhatIsNamedAgainstWhatIsThere() {
        String upload = create("wrong");
        CompletedPart small = part("wrong", upload, 1, new byte[100]);
        CompletedPart next = part("wrong", upload, 2, new byte[100]);
        refused("EntityTooSmall", () -> complete("wrong", upload, List.of(small, next)));
        refused("InvalidPartOrder", () -> complete("wrong", upload, List.of(next, small)));
        refused(
                "InvalidPart",
                () -> complete(
                        "wrong",
                        upload,
                        List.of(CompletedPart.builder()
                                .partNumber(1)
                                .eTag("\"00000000000000000000000000000000\"")
                                .build())));
        refused(
                "InvalidPart",
                () -> complete(
                        "wrong",
                        upload,
                        List.of(CompletedPart.builder()
                                .partNumber(9)
                                .eTag(small.eTag())
                                .build())));
        refused("NoSuchKey", () -> get("wrong"));
        complete("wrong", upload, List.of(next));
        assertThat(get("wrong")).hasSize(100);
    }

    @Test
    void completionIsConditional() {
        S3.putObject(p -> p.bucket(bucket).key("taken"), RequestBody.fromString("first"));
        String upload = create("taken");
        CompletedPart part = part("taken", upload, 1, new byte[10]);
        refused(
                "PreconditionFailed",
                () -> S3.completeMultipartUpload(c -> c.bucket(bucket)
                        .key("taken")
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(part))));
        assertThat(get("taken")).isEqualTo(SampleData.text("first"));
        S3.abortMultipartUpload(a -> a.bucket(bucket).key("taken").uploadId(upload));
    }

    @Test
    void aCompletionThatIsSentAgainIsAnsweredAgain() {
        String upload = create("twice");
        List<CompletedPart> parts = List.of(part("twice", upload, 1, new byte[10]));
        String etag = complete("twice", upload, parts);
        assertThat(complete("twice", upload, parts)).isEqualTo(etag);
    }

    @Test
    void aCompositeChecksumIsOfTheChecksumsOfTheParts() {
        String upload = S3.createMultipartUpload(
                        c -> c.bucket(bucket).key("composite").checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        var answer = S3.uploadPart(
                u -> u.bucket(bucket)
                        .key("composite")
                        .uploadId(upload)
                        .partNumber(1)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(new byte[1000]));
        S3.completeMultipartUpload(c -> c.bucket(bucket)
                .key("composite")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(CompletedPart.builder()
                        .partNumber(1)
                        .eTag(answer.eTag())
                        .checksumSHA256(answer.checksumSHA256())
                        .build())));
        var head = S3.headObject(h -> h.bucket(bucket).key("composite").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumSHA256()).endsWith("-1");
        assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    }

    @Test
    void aFullChecksumIsThatOfTheWholeObject() {
        byte[] one = SampleData.bytes(20, 5 * MIB);
        byte[] two = SampleData.bytes(21, 1234);
        String upload = S3.createMultipartUpload(c -> c.bucket(bucket)
                        .key("full")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(ChecksumType.FULL_OBJECT))
                .uploadId();
        complete("full", upload, List.of(part("full", upload, 1, one), part("full", upload, 2, two)));
        S3.putObject(
                p -> p.bucket(bucket).key("single").checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(join(one, two)));
        var head = S3.headObject(h -> h.bucket(bucket).key("full").checksumMode(ChecksumMode.ENABLED));
        var single = S3.headObject(h -> h.bucket(bucket).key("single").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumCRC32()).isNotEmpty().isEqualTo(single.checksumCRC32());
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }
}
