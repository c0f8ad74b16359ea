package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Objects come back as they went in, through every kind of client that the SDK has. */
final class ObjectRoundTripIT {
    private static final int MIB = 1 << 20;
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final S3AsyncClient ASYNC = Clients.async(SharedServer.endpoint());
    private static String bucket = "";

    @TempDir
    Path directory = Path.of("");

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, ObjectRoundTripIT.class);
    }

    @AfterAll
    static void close() {
        S3.close();
        ASYNC.close();
    }

    private static byte[] get(String key) {
        return S3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asByteArray();
    }

    private static void put(String key, byte[] bytes) {
        S3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 2 * MIB - 1, 2 * MIB, 2 * MIB + 1, 8 * MIB, 70 * MIB})
    void everySizeComesBack(int size) {
        byte[] sent = SampleData.bytes(size, size);
        String etag = S3.putObject(p -> p.bucket(bucket).key("size/" + size), RequestBody.fromBytes(sent))
                .eTag();
        assertThat(etag).isEqualTo("\"" + SampleData.digest("MD5", sent) + "\"");
        HeadObjectResponse head =
                S3.headObject(h -> h.bucket(bucket).key("size/" + size).checksumMode(ChecksumMode.ENABLED));
        assertThat(head.contentLength()).isEqualTo(size);
        assertThat(head.eTag()).isEqualTo(etag);
        assertThat(head.checksumCRC32()).isNotEmpty();
        assertThat(get("size/" + size)).isEqualTo(sent);
    }

    @Test
    void theAsyncClientPutsInPartsAndGets() {
        byte[] sent = SampleData.bytes(7, 20 * MIB + 3);
        String etag = ASYNC.putObject(p -> p.bucket(bucket).key("async"), AsyncRequestBody.fromBytes(sent))
                .join()
                .eTag();
        assertThat(etag).matches("\"[0-9a-f]{32}-[0-9]+\"");
        byte[] got = ASYNC.getObject(g -> g.bucket(bucket).key("async"), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
        assertThat(got).isEqualTo(sent);
        assertThat(get("async")).isEqualTo(sent);
    }

    @Test
    void theTransferManagerMovesFiles() throws Exception {
        Path from = directory.resolve("from");
        Path to = directory.resolve("to");
        Files.write(from, SampleData.bytes(8, 33 * MIB + 1));
        try (S3TransferManager transfers =
                S3TransferManager.builder().s3Client(ASYNC).build()) {
            transfers
                    .uploadFile(u -> u.source(from)
                            .putObjectRequest(p -> p.bucket(bucket).key("transfer")))
                    .completionFuture()
                    .join();
            transfers
                    .downloadFile(d -> d.destination(to)
                            .getObjectRequest(g -> g.bucket(bucket).key("transfer")))
                    .completionFuture()
                    .join();
        }
        assertThat(Files.mismatch(from, to)).isEqualTo(-1);
    }

    @Test
    void metadataAndHeadersComeBack() {
        Instant expires = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        S3.putObject(
                p -> p.bucket(bucket)
                        .key("headers")
                        .contentType("text/x-sample; charset=utf-8")
                        .contentLanguage("de, en")
                        .contentEncoding("zstd")
                        .contentDisposition("attachment; filename=\"a b.txt\"")
                        .cacheControl("max-age=17")
                        .expires(expires)
                        .metadata(Map.of("colour", "blue", "empty", "", "case-Kept", "MiXed")),
                RequestBody.fromString("x"));
        HeadObjectResponse head = S3.headObject(h -> h.bucket(bucket).key("headers"));
        assertThat(head.contentType()).isEqualTo("text/x-sample; charset=utf-8");
        assertThat(head.contentLanguage()).isEqualTo("de, en");
        assertThat(head.contentEncoding()).isEqualTo("zstd");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a b.txt\"");
        assertThat(head.cacheControl()).isEqualTo("max-age=17");
        assertThat(Instant.parse(java.time.ZonedDateTime.parse(
                                head.expiresString(), java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant()
                        .toString()))
                .isEqualTo(expires);
        assertThat(head.metadata())
                .containsEntry("colour", "blue")
                .containsEntry("empty", "")
                .containsEntry("case-kept", "MiXed");
        assertThat(head.acceptRanges()).isEqualTo("bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=65530-65545, 65530, 65546",
        "bytes=1048570-3145735, 1048570, 3145736",
        "bytes=5242879-, 5242879, 5242880",
        "bytes=-7, 5242873, 5242880",
        "bytes=100-99999999, 100, 5242880"
    })
    void rangesAreHalfOpenSlices(String range, int from, int to) {
        byte[] sent = SampleData.bytes(9, 5 * MIB);
        put("ranges", sent);
        var answer = S3.getObjectAsBytes(g -> g.bucket(bucket).key("ranges").range(range));
        assertThat(answer.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(sent, from, to));
        assertThat(answer.response().contentRange()).isEqualTo("bytes " + from + "-" + (to - 1) + "/" + sent.length);
        assertThat(answer.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    }

    @Test
    void aRangeOutsideIsRefused() {
        put("short", new byte[10]);
        assertThatThrownBy(() ->
                        S3.getObjectAsBytes(g -> g.bucket(bucket).key("short").range("bytes=10-")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(416);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a/b",
                "a/b/c",
                "trailing/",
                "double//slash",
                "dots/../up",
                "./here",
                "space and+plus",
                "percent%20%2F%",
                "quotes'\"<>&",
                "ünïcødé/日本語/🦎",
                "tab\tand\u0001control",
                "question?mark#hash",
                "semi;colon=equals,comma@at:colon",
                "*star!(paren)~tilde$dollar",
                "back\\slash^caret`tick{brace}|pipe[bracket]"
            })
    void oddKeysAreKeptExactly(String key) {
        byte[] sent = SampleData.text("the content of " + key);
        String full = "odd/" + key;
        put(full, sent);
        assertThat(get(full)).isEqualTo(sent);
        // Control characters cannot stand in XML 1.0, so the listing is asked to encode keys; the SDK decodes them.
        assertThat(
                        S3
                                .listObjectsV2(
                                        l -> l.bucket(bucket).prefix("odd/").encodingType(EncodingType.URL))
                                .contents()
                                .stream()
                                .map(S3Object::key))
                .contains(full);
        S3.deleteObject(d -> d.bucket(bucket).key(full));
        assertThatThrownBy(() -> get(full))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void theLongestKeyIsTakenAndALongerOneRefused() {
        String longest = "k".repeat(1024);
        put(longest, new byte[] {1});
        assertThat(get(longest)).hasSize(1);
        assertThatThrownBy(() -> put(longest + "k", new byte[] {1}))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256", "SHA512"})
    void checksumsOfTheSdkAreVerifiedAndReturned(ChecksumAlgorithm algorithm) {
        byte[] sent = SampleData.bytes(10, 300_000);
        String key = "checksum/" + algorithm;
        var stored =
                S3.putObject(p -> p.bucket(bucket).key(key).checksumAlgorithm(algorithm), RequestBody.fromBytes(sent));
        var got = S3.getObjectAsBytes(g -> g.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asByteArray()).isEqualTo(sent);
        String returned = switch (algorithm) {
            case CRC32 -> got.response().checksumCRC32();
            case CRC32_C -> got.response().checksumCRC32C();
            case SHA1 -> got.response().checksumSHA1();
            case SHA512 -> got.response().checksumSHA512();
            default -> got.response().checksumSHA256();
        };
        assertThat(returned).isNotEmpty();
        String acknowledged = switch (algorithm) {
            case CRC32 -> stored.checksumCRC32();
            case CRC32_C -> stored.checksumCRC32C();
            case SHA1 -> stored.checksumSHA1();
            case SHA512 -> stored.checksumSHA512();
            default -> stored.checksumSHA256();
        };
        assertThat(acknowledged).isEqualTo(returned);
    }

    @Test
    void theCheckValueOfCrc64IsTakenAndAnotherRefused() {
        String right = "rosUhgp5mIg=";
        S3.putObject(p -> p.bucket(bucket).key("crc64").checksumCRC64NVME(right), RequestBody.fromString("123456789"));
        assertThat(S3.headObject(h -> h.bucket(bucket).key("crc64").checksumMode(ChecksumMode.ENABLED))
                        .checksumCRC64NVME())
                .isEqualTo(right);
        assertThatThrownBy(() -> S3.putObject(
                        p -> p.bucket(bucket).key("crc64").checksumCRC64NVME(right),
                        RequestBody.fromString("123456780")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(get("crc64")).isEqualTo(SampleData.text("123456789"));
    }

    @Test
    void anOverwriteReplacesAndDeletingTwiceIsFine() {
        put("again", SampleData.bytes(1, 1000));
        byte[] second = SampleData.bytes(2, 2 * MIB);
        put("again", second);
        assertThat(get("again")).isEqualTo(second);
        S3.deleteObject(d -> d.bucket(bucket).key("again"));
        S3.deleteObject(d -> d.bucket(bucket).key("again"));
        assertThatThrownBy(() -> S3.headObject(h -> h.bucket(bucket).key("again")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void manyAreDeletedAtOnce() {
        List<String> keys = List.of("many/1", "many/2", "many/<3>&\"", "many/not there");
        keys.subList(0, 3).forEach(key -> put(key, new byte[] {3}));
        DeleteObjectsResponse answer = S3.deleteObjects(d -> d.bucket(bucket)
                .delete(x -> x.objects(keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())));
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.deleted().stream().map(deleted -> deleted.key())).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(S3.listObjectsV2(l -> l.bucket(bucket).prefix("many/")).contents())
                .isEmpty();
    }

    @Test
    void conditionalReadsAnswerBeforeTheContent() {
        put("conditional", SampleData.text("c"));
        HeadObjectResponse head = S3.headObject(h -> h.bucket(bucket).key("conditional"));
        assertThat(S3.getObjectAsBytes(g -> g.bucket(bucket).key("conditional").ifMatch(head.eTag()))
                        .asByteArray())
                .hasSize(1);
        assertThatThrownBy(() -> S3.getObjectAsBytes(
                        g -> g.bucket(bucket).key("conditional").ifNoneMatch(head.eTag())))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertThatThrownBy(() -> S3.getObjectAsBytes(
                        g -> g.bucket(bucket).key("conditional").ifMatch("\"00000000000000000000000000000000\"")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThatThrownBy(() -> S3.getObjectAsBytes(
                        g -> g.bucket(bucket).key("conditional").ifModifiedSince(Instant.now())))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    }
}
