package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Multipart uploads over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MultipartIT {
    private static final int PART = 5 << 20;

    /** More than the contents that were written. */
    private static final int FREE = 1_000_000;

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;
    private final byte[] data = new byte[PART + 1000];

    @BeforeAll
    void bucket() {
        root.put("/b-1", "");
        new Random(5).nextBytes(data);
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private String create(String key, String... headers) {
        S3Client.Reply reply = root.send("POST", "/b-1/" + key + "?uploads", "", headers);
        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.element("Key")).isEqualTo(key);
        return reply.element("UploadId");
    }

    private S3Client.Reply part(String key, String id, int number, int from, int to, String... headers) {
        return root.send(
                "PUT",
                "/b-1/" + key + "?partNumber=" + number + "&uploadId=" + id,
                Arrays.copyOfRange(data, from, to),
                headers);
    }

    private S3Client.Reply complete(String key, String id, String parts, String... headers) {
        return root.send(
                "POST",
                "/b-1/" + key + "?uploadId=" + id,
                "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>",
                headers);
    }

    private static String named(int number, S3Client.Reply part) {
        String etag = part.header("ETag").isEmpty() ? part.element("ETag") : part.header("ETag");
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag.replace("\"", "&quot;") + "</ETag></Part>";
    }

    private String crc32c(int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(data, from, to - from);
        long v = crc.getValue();
        return Base64.getEncoder()
                .encodeToString(new byte[] {(byte) (v >> 24), (byte) (v >> 16), (byte) (v >> 8), (byte) v});
    }

    @Test
    void makesAnObjectOfParts() {
        String id = create("k", "Content-Type", "text/x", "x-amz-meta-a", "1");
        S3Client.Reply second = part("k", id, 7, PART, data.length);
        S3Client.Reply first = part("k", id, 3, 0, PART);
        assertThat(first.header("x-amz-checksum-crc64nvme")).isNotEmpty();
        S3Client.Reply list = root.get("/b-1/k?uploadId=" + id + "&max-parts=1");
        assertThat(list.element("PartNumber")).isEqualTo("3");
        assertThat(list.element("IsTruncated")).isEqualTo("true");
        assertThat(root.get("/b-1/k?uploadId=" + id + "&part-number-marker=3").element("PartNumber"))
                .isEqualTo("7");
        assertThat(root.head("/b-1/k").outcome()).isEqualTo("404");
        S3Client.Reply done = complete(
                "k", id, named(3, first) + named(7, second), "x-amz-mp-object-size", Integer.toString(data.length));
        assertThat(done.outcome()).isEqualTo("200");
        assertThat(done.element("ETag")).matches("\"[0-9a-f]{32}-2\"");
        assertThat(done.element("ChecksumType")).isEqualTo("FULL_OBJECT");
        S3Client.Reply get = root.get("/b-1/k", "x-amz-checksum-mode", "ENABLED");
        assertThat(get.body()).isEqualTo(data);
        assertThat(get.header("Content-Type")).isEqualTo("text/x");
        assertThat(get.header("x-amz-meta-a")).isEqualTo("1");
        assertThat(root.send("PUT", "/b-1/whole", data).header("x-amz-checksum-crc64nvme"))
                .isEqualTo(get.header("x-amz-checksum-crc64nvme"));
        S3Client.Reply part = root.get("/b-1/k?partNumber=7");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(data, PART, data.length));
        assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("2");
        assertThat(part.header("Content-Range"))
                .isEqualTo("bytes " + PART + "-" + (data.length - 1) + "/" + data.length);
        assertThat(root.get("/b-1/k?attributes", "x-amz-object-attributes", "ObjectParts")
                        .element("PartsCount"))
                .isEqualTo("2");
        assertThat(complete("k", id, named(3, first) + named(7, second)).outcome())
                .isEqualTo("200");
        assertThat(root.get("/b-1/k?uploadId=" + id).outcome()).isEqualTo("404 NoSuchUpload");
    }

    @Test
    void refusesPartsThatDoNotFit() {
        String id = create("bad");
        S3Client.Reply first = part("bad", id, 1, 0, 10);
        S3Client.Reply second = part("bad", id, 2, 10, 20);
        assertThat(complete("bad", id, named(1, first) + named(2, second)).outcome())
                .isEqualTo("400 EntityTooSmall");
        assertThat(complete("bad", id, named(2, second) + named(1, first)).outcome())
                .isEqualTo("400 InvalidPartOrder");
        assertThat(complete("bad", id, named(1, second)).outcome()).isEqualTo("400 InvalidPart");
        assertThat(complete("bad", id, named(3, second)).outcome()).isEqualTo("400 InvalidPart");
        assertThat(complete("bad", id, "").outcome()).isEqualTo("400 MalformedXML");
        assertThat(complete("bad", id, named(1, first), "x-amz-mp-object-size", "11")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(complete("bad", "nope", named(1, first)).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(complete("other", id, named(1, first)).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(part("bad", id, 0, 0, 1).outcome()).isEqualTo("400 InvalidArgument");
        assertThat(part("bad", id, 10_001, 0, 1).outcome()).isEqualTo("400 InvalidArgument");
        assertThat(part("bad", "nope", 1, 0, 1).outcome()).isEqualTo("404 NoSuchUpload");
        root.put("/b-1/bad", "there");
        assertThat(complete("bad", id, named(1, first), "If-None-Match", "*").outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(complete("bad", id, named(1, first)).outcome()).isEqualTo("200");
        assertThat(root.get("/b-1/bad").body()).isEqualTo(Arrays.copyOfRange(data, 0, 10));
    }

    @Test
    void abortsAndLists() {
        String id = create("ab%20ort".replace("%20", "-"));
        part("ab-ort", id, 1, 0, 10);
        assertThat(root.get("/b-1?uploads&prefix=ab").text()).contains("<UploadId>" + id + "<", "<Key>ab-ort<");
        assertThat(root.get("/b-1?uploads&prefix=ab&delimiter=-").text())
                .contains("<CommonPrefixes><Prefix>ab-<")
                .doesNotContain("<Upload>");
        assertThat(root.get("/b-1?uploads&prefix=ab&key-marker=ab-ort").text()).doesNotContain("<Upload>");
        assertThat(root.delete("/b-1/ab-ort?uploadId=" + id).outcome()).isEqualTo("204");
        assertThat(root.delete("/b-1/ab-ort?uploadId=" + id).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(root.get("/b-1?uploads&prefix=ab").text()).doesNotContain("<Upload>");
    }

    @Test
    void makesChecksumsOfChecksums() {
        String id = create("sum", "x-amz-checksum-algorithm", "CRC32C");
        assertThat(part("sum", id, 1, 0, PART, "x-amz-checksum-crc32", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        S3Client.Reply first = part("sum", id, 1, 0, PART, "x-amz-checksum-crc32c", crc32c(0, PART));
        assertThat(part("sum", id, 2, PART, data.length).text())
                .contains("expected checksum Type: crc32c, actual checksum Type: null");
        S3Client.Reply second =
                part("sum", id, 2, PART, data.length, "x-amz-checksum-crc32c", crc32c(PART, data.length));
        assertThat(second.header("x-amz-checksum-crc32c")).isEqualTo(crc32c(PART, data.length));
        String parts = named(1, first) + named(2, second);
        assertThat(complete("sum", id, parts, "x-amz-checksum-crc32c", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(complete("sum", id, parts.replace("</Part>", "<ChecksumCRC32C>AAAAAA==</ChecksumCRC32C></Part>"))
                        .outcome())
                .isEqualTo("400 InvalidPart");
        S3Client.Reply done = complete("sum", id, parts);
        assertThat(done.element("ChecksumCRC32C")).endsWith("-2");
        assertThat(done.element("ChecksumType")).isEqualTo("COMPOSITE");
        String full = create("full", "x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", "FULL_OBJECT");
        String fullParts =
                named(1, part("full", full, 1, 0, PART)) + named(2, part("full", full, 2, PART, data.length));
        assertThat(complete("full", full, fullParts, "x-amz-checksum-crc32c", crc32c(0, data.length))
                        .element("ChecksumCRC32C"))
                .isEqualTo(crc32c(0, data.length));
        assertThat(root.send(
                                "POST",
                                "/b-1/x?uploads",
                                "",
                                "x-amz-checksum-algorithm",
                                "SHA256",
                                "x-amz-checksum-type",
                                "FULL_OBJECT")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void copiesParts() {
        root.send("PUT", "/b-1/from", data);
        String id = create("to");
        String target = "/b-1/to?uploadId=" + id + "&partNumber=";
        S3Client.Reply first = root.put(
                target + 1,
                "",
                "x-amz-copy-source",
                "/b-1/from",
                "x-amz-copy-source-range",
                "bytes=100-" + (PART + 99));
        S3Client.Reply second = root.put(target + 2, "", "x-amz-copy-source", "/b-1/from");
        assertThat(second.element("ETag")).isEqualTo(root.head("/b-1/from").header("ETag"));
        for (String range : new String[] {"bytes=0-" + data.length, "bytes=5-", "bytes=-5", "0-1", "bytes=2-1"}) {
            assertThat(root.put(target + 3, "", "x-amz-copy-source", "/b-1/from", "x-amz-copy-source-range", range)
                            .outcome())
                    .as(range)
                    .isEqualTo("400 InvalidArgument");
        }
        assertThat(root.put(target + 3, "", "x-amz-copy-source", "/b-1/from", "x-amz-copy-source-if-match", "\"x\"")
                        .outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(complete("to", id, named(1, first) + named(2, second)).outcome())
                .isEqualTo("200");
        byte[] whole = Arrays.copyOf(Arrays.copyOfRange(data, 100, PART + 100), PART + data.length);
        System.arraycopy(data, 0, whole, PART, data.length);
        assertThat(root.get("/b-1/to").body()).isEqualTo(whole);
    }

    /** The parts are slices of one content, as copies of it are; put without a request for each, which takes a minute. */
    private void share(ContentId content, String id, int count) {
        Attributes attributes = Attributes.of(Map.of(), Map.of(), Map.of(), Map.of());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore few = new Semaphore(200);
            for (int i = 1; i <= count; i++) {
                int number = i;
                few.acquireUninterruptibly();
                threads.execute(() -> {
                    s3.metadata()
                            .publisher()
                            .publish(
                                    new Publish.PutPart(
                                            id,
                                            number,
                                            new Source.Sliced(
                                                    new ContentId(content.epoch(), FREE + number),
                                                    new Slice(content, 0, PART)),
                                            "0".repeat(32),
                                            Optional.empty(),
                                            attributes),
                                    Duration.ofSeconds(20));
                    few.release();
                });
            }
        }
    }

    @Test
    void anObjectHasTenThousandPartsAndNoMore() {
        assertThat(root.put("/b-1/source", new String(new char[PART])).outcome())
                .isEqualTo("200");
        String id = create("most");
        ContentId content = s3.metadata()
                .objects()
                .find("b-1/source")
                .orElseThrow()
                .content()
                .orElseThrow()
                .id();
        share(content, id, 10_000);
        String part = "<Part><PartNumber>%d</PartNumber><ETag>" + "0".repeat(32) + "</ETag></Part>";
        String all = IntStream.rangeClosed(1, 10_000).mapToObj(part::formatted).collect(Collectors.joining());
        assertThat(complete("most", id, all + part.formatted(10_001)).outcome()).isEqualTo("400 MalformedXML");
        assertThat(root.put("/b-1/most?partNumber=10001&uploadId=" + id, "x").outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(complete("most", id, all).outcome()).isEqualTo("200");
        S3Client.Reply whole = root.head("/b-1/most");
        assertThat(whole.header("Content-Length")).isEqualTo(Long.toString(10_000L * PART));
        assertThat(whole.header("ETag")).endsWith("-10000\"");
        assertThat(root.get("/b-1/most?partNumber=10000").body()).hasSize(PART);
    }
}
