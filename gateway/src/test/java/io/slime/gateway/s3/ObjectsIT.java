package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Objects over a socket: written, read, in part, under conditions, deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectsIT {
    private static final String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void bucket() {
        root.put("/b-1", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    @Test
    void putsAndGets() {
        S3Client.Reply put = root.put(
                "/b-1/dir/k%20%2B+%E2%82%AC",
                "hello",
                "Content-Type",
                "text/plain; charset=utf-8",
                "Cache-Control",
                "max-age=3",
                "Content-Encoding",
                "gzip",
                "x-amz-meta-Colour",
                "red",
                "x-amz-acl",
                "private");
        assertThat(put.outcome()).isEqualTo("200");
        assertThat(put.header("ETag")).isEqualTo(HELLO_MD5);
        assertThat(put.header("x-amz-checksum-crc64nvme")).isEqualTo("M3eFcAZSQlc=");
        assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        S3Client.Reply get = root.get("/b-1/dir/k%20%2B+%E2%82%AC");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.text()).isEqualTo("hello");
        assertThat(get.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(get.header("Cache-Control")).isEqualTo("max-age=3");
        assertThat(get.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(get.header("x-amz-meta-colour")).isEqualTo("red");
        assertThat(get.header("ETag")).isEqualTo(HELLO_MD5);
        assertThat(get.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(get.header("Last-Modified")).endsWith("GMT");
        assertThat(get.header("x-amz-checksum-crc64nvme")).isEmpty();
        S3Client.Reply head = root.head("/b-1/dir/k%20%2B%2B%E2%82%AC", "x-amz-checksum-mode", "ENABLED");
        assertThat(head.header("x-amz-checksum-crc64nvme")).isEqualTo("M3eFcAZSQlc=");
        assertThat(head.header("Content-Length")).isEqualTo("5");
        assertThat(root.get("/b-1/dir/k%20%2B++%E2%82%AC").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.get("/b-1/dir/none").element("Key")).isEqualTo("dir/none");
        assertThat(root.head("/b-1/dir/none").outcome()).isEqualTo("404");
    }

    @Test
    void givesBackLargeObjectsAndRangesOfThem() {
        byte[] data = new byte[5_000_017];
        new Random(3).nextBytes(data);
        assertThat(root.send("PUT", "/b-1/large", data).status()).isEqualTo(200);
        assertThat(root.get("/b-1/large").body()).isEqualTo(data);
        S3Client.Reply middle = root.get("/b-1/large", "Range", "bytes=1000000-3000000");
        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 1000000-3000000/5000017");
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(data, 1_000_000, 3_000_001));
        assertThat(root.get("/b-1/large", "Range", "bytes=-17").body())
                .isEqualTo(Arrays.copyOfRange(data, 5_000_000, 5_000_017));
        assertThat(root.get("/b-1/large", "Range", "bytes=5000000-9999999").body())
                .hasSize(17);
        S3Client.Reply beyond = root.get("/b-1/large", "Range", "bytes=5000017-");
        assertThat(beyond.outcome()).isEqualTo("416 InvalidRange");
        assertThat(beyond.element("ActualObjectSize")).isEqualTo("5000017");
        assertThat(root.get("/b-1/large", "Range", "bytes=3-1").status()).isEqualTo(200);
        S3Client.Reply head = root.head("/b-1/large", "Range", "bytes=0-9");
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.header("Content-Length")).isEqualTo("10");
        assertThat(root.get("/b-1/large?partNumber=1").body()).isEqualTo(data);
        assertThat(root.get("/b-1/large?partNumber=2").outcome()).isEqualTo("416 InvalidPartNumber");
        assertThat(root.get("/b-1/large?partNumber=1", "Range", "bytes=0-1").outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void keepsEmptyObjects() {
        root.put("/b-1/empty/", "");
        S3Client.Reply get = root.get("/b-1/empty/");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.body()).isEmpty();
        assertThat(get.header("Content-Length")).isEqualTo("0");
        assertThat(get.header("Content-Type")).isEqualTo("binary/octet-stream");
        assertThat(root.get("/b-1/empty/", "Range", "bytes=0-").outcome()).isEqualTo("416 InvalidRange");
    }

    @Test
    void decidesConditionsOfReads() {
        root.put("/b-1/read", "hello");
        String modified = root.head("/b-1/read").header("Last-Modified");
        S3Client.Reply same = root.get("/b-1/read", "If-None-Match", HELLO_MD5);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(HELLO_MD5);
        assertThat(same.body()).isEmpty();
        assertThat(root.get("/b-1/read", "If-Modified-Since", modified).status())
                .isEqualTo(304);
        assertThat(root.get("/b-1/read", "If-None-Match", "\"x\", W/\"y\"").status())
                .isEqualTo(200);
        assertThat(root.get("/b-1/read", "If-Match", "\"x\"").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.head("/b-1/read", "If-Match", "\"x\"").outcome()).isEqualTo("412");
        assertThat(root.get("/b-1/read", "If-Match", HELLO_MD5.replace("\"", ""))
                        .status())
                .isEqualTo(200);
        assertThat(root.get("/b-1/read", "If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                        .outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(root.get("/b-1/read", "Range", "bytes=0-1", "If-Range", "\"x\"")
                        .status())
                .isEqualTo(200);
        assertThat(root.get("/b-1/read", "Range", "bytes=0-1", "If-Range", HELLO_MD5)
                        .status())
                .isEqualTo(206);
    }

    @Test
    void decidesConditionsOfWrites() {
        assertThat(root.put("/b-1/cond", "1", "If-None-Match", "*").outcome()).isEqualTo("200");
        assertThat(root.put("/b-1/cond", "2", "If-None-Match", "*").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.put("/b-1/cond", "2", "If-Match", "\"x\"").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.put("/b-1/cond", "2", "If-None-Match", "\"x\"").outcome())
                .isEqualTo("501 NotImplemented");
        assertThat(root.put("/b-1/absent", "2", "If-Match", "\"x\"").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.get("/b-1/cond").text()).isEqualTo("1");
        String etag = root.head("/b-1/cond").header("ETag");
        assertThat(root.put("/b-1/cond", "2", "If-Match", etag).outcome()).isEqualTo("200");
        assertThat(root.delete("/b-1/cond", "If-Match", etag).outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/b-1/cond", "If-Match", "*").outcome()).isEqualTo("204");
        assertThat(root.delete("/b-1/cond", "If-Match", "*").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.delete("/b-1/cond").outcome()).isEqualTo("204");
    }

    @Test
    void takesADirectiveOfS3fsWhereNothingIsCopied() {
        String[] directive = {"x-amz-metadata-directive", "REPLACE", "x-amz-meta-mode", "33188"};
        assertThat(root.put("/b-1/s3fs", "1", directive).outcome()).isEqualTo("200");
        assertThat(root.head("/b-1/s3fs").header("x-amz-meta-mode")).isEqualTo("33188");
        assertThat(root.send("POST", "/b-1/s3fs?uploads", "", directive).outcome())
                .isEqualTo("200");
        assertThat(root.get("/b-1/s3fs", "x-amz-metadata-directive", "REPLACE").outcome())
                .isEqualTo("501 NotImplemented");
    }

    @Test
    void refusesWithoutLeavingAnything() {
        int chunks = s3.chunks();
        assertThat(root.put("/b-1/bad", "hello", "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(root.put("/b-1/bad", "hello", "Content-MD5", "nonsense").outcome())
                .isEqualTo("400 InvalidDigest");
        assertThat(root.put("/b-1/bad", "hello", "x-amz-checksum-crc32", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(root.put("/b-1/bad", "hello", "x-amz-storage-class", "GLACIER")
                        .outcome())
                .isEqualTo("400 InvalidStorageClass");
        assertThat(root.put("/b-1/bad", "hello", "x-amz-storage-class", "COLD").outcome())
                .isEqualTo("400 InvalidStorageClass");
        assertThat(root.put("/b-1/bad", "hello", "x-amz-server-side-encryption", "aws:kms")
                        .outcome())
                .isEqualTo("501 NotImplemented");
        assertThat(root.put("/b-1/bad", "hello", "x-amz-meta-a", "x".repeat(2048))
                        .outcome())
                .isEqualTo("400 MetadataTooLarge");
        assertThat(root.put("/b-1/" + "k".repeat(1025), "x").outcome()).isEqualTo("400 KeyTooLongError");
        assertThat(root.put("/b-1/bad?torrent", "x").outcome()).isEqualTo("501 NotImplemented");
        assertThat(root.put("/none-1/bad", "x").outcome()).isEqualTo("404 NoSuchBucket");
        assertThat(root.get("/b-1/bad").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(s3.chunks()).isEqualTo(chunks);
        assertThat(root.put("/b-1/" + "k".repeat(1024), "x").outcome()).isEqualTo("200");
    }

    @Test
    void keepsTheChecksumThatTheClientSent() {
        S3Client.Reply put = root.put("/b-1/sums", "hello", "x-amz-checksum-crc32c", "mnG7TA==");
        assertThat(put.header("x-amz-checksum-crc32c")).isEqualTo("mnG7TA==");
        S3Client.Reply get = root.get("/b-1/sums", "x-amz-checksum-mode", "ENABLED");
        assertThat(get.header("x-amz-checksum-crc32c")).isEqualTo("mnG7TA==");
        assertThat(get.header("x-amz-checksum-crc64nvme")).isEmpty();
        assertThat(root.get("/b-1/sums", "x-amz-checksum-mode", "ENABLED", "Range", "bytes=0-1")
                        .header("x-amz-checksum-crc32c"))
                .isEmpty();
        S3Client.Reply attributes =
                root.get("/b-1/sums?attributes", "x-amz-object-attributes", "ETag,Checksum,ObjectSize,StorageClass");
        assertThat(attributes.element("ETag")).isEqualTo(HELLO_MD5.replace("\"", ""));
        assertThat(attributes.element("ChecksumCRC32C")).isEqualTo("mnG7TA==");
        assertThat(attributes.element("ObjectSize")).isEqualTo("5");
        assertThat(root.get("/b-1/sums?tagging").text()).contains("<TagSet></TagSet>");
    }

    @Test
    void knowsNoOtherVersionThanTheNullVersion() {
        root.put("/b-1/versioned", "hello");
        assertThat(root.get("/b-1/versioned?versionId=null").text()).isEqualTo("hello");
        String other = "0".repeat(32);
        assertThat(root.get("/b-1/versioned?versionId=" + other).outcome()).isEqualTo("404 NoSuchVersion");
        assertThat(root.delete("/b-1/versioned?versionId=" + other).outcome()).isEqualTo("204");
        assertThat(root.get("/b-1/versioned?versionId=abc").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.delete("/b-1/versioned?versionId=abc").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.delete("/b-1/versioned?versionId=null").outcome()).isEqualTo("204");
        assertThat(root.head("/b-1/versioned").outcome()).isEqualTo("404");
    }

    @Test
    void servesPresignedUrlsWithOverrides() {
        assertThat(root.presigned("PUT", "/b-1/signed?x-amz-meta-a=1", "hello").outcome())
                .isEqualTo("200");
        S3Client.Reply get = root.presigned(
                "GET",
                "/b-1/signed?response-content-type=text%2Fcsv&response-content-disposition="
                        + "attachment%3B%20filename%3D%22a%0D%0Ab.csv%22",
                "");
        assertThat(get.text()).isEqualTo("hello");
        assertThat(get.header("Content-Type")).isEqualTo("text/csv");
        assertThat(get.header("Content-Disposition")).isEqualTo("attachment; filename=\"a  b.csv\"");
        assertThat(get.header("x-amz-meta-a")).isEqualTo("1");
    }

    @Test
    void copies() {
        root.put("/b-1/source", "hello", "Content-Type", "text/a", "x-amz-meta-a", "1");
        S3Client.Reply copy = root.put("/b-1/copy", "", "x-amz-copy-source", "b-1/source");
        assertThat(copy.outcome()).isEqualTo("200");
        assertThat(copy.element("ETag")).isEqualTo(HELLO_MD5);
        assertThat(copy.element("ChecksumCRC64NVME")).isEqualTo("M3eFcAZSQlc=");
        assertThat(root.get("/b-1/copy").header("x-amz-meta-a")).isEqualTo("1");
        assertThat(root.put(
                                "/b-1/copy",
                                "",
                                "x-amz-copy-source",
                                "/b-1/source?versionId=null",
                                "x-amz-metadata-directive",
                                "REPLACE",
                                "Content-Type",
                                "text/b",
                                "x-amz-checksum-algorithm",
                                "CRC32C")
                        .element("ChecksumCRC32C"))
                .isEqualTo("mnG7TA==");
        S3Client.Reply get = root.get("/b-1/copy");
        assertThat(get.text()).isEqualTo("hello");
        assertThat(get.header("Content-Type")).isEqualTo("text/b");
        assertThat(get.header("x-amz-meta-a")).isEmpty();
        assertThat(root.put("/b-1/copy", "", "x-amz-copy-source", "/b-1/copy").outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.put("/b-1/copy", "", "x-amz-copy-source", "/b-1/nothing")
                        .outcome())
                .isEqualTo("404 NoSuchKey");
        assertThat(root.put("/b-1/copy", "", "x-amz-copy-source", "/b-1/source?versionId=x")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        for (List<String> condition : List.of(
                List.of("x-amz-copy-source-if-none-match", HELLO_MD5),
                List.of("x-amz-copy-source-if-match", "\"x\""),
                List.of("x-amz-copy-source-if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT"),
                List.of("If-None-Match", "*"))) {
            assertThat(root.put(
                                    "/b-1/copy",
                                    "",
                                    "x-amz-copy-source",
                                    "/b-1/source",
                                    condition.getFirst(),
                                    condition.getLast())
                            .outcome())
                    .as(condition.toString())
                    .isEqualTo("412 PreconditionFailed");
        }
        root.delete("/b-1/source");
        assertThat(root.get("/b-1/copy").text()).isEqualTo("hello");
    }

    @Test
    void deletesMany() throws Exception {
        root.put("/b-1/many/1", "x");
        root.put("/b-1/many/2", "x");
        String body = "<Delete><Object><Key>many/1</Key></Object><Object><Key>many/2</Key><ETag>\"y\"</ETag></Object>"
                + "<Object><Key>many/none</Key></Object><Object><Key>" + "k".repeat(1025)
                + "</Key></Object><Object><Key>many/1</Key><VersionId>00000000000000000000000000000000</VersionId></Object></Delete>";
        assertThat(root.send("POST", "/b-1?delete", body).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("POST", "/b-1?delete", body, "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        S3Client.Reply reply = root.send("POST", "/b-1?delete", body, "Content-MD5", md5(body));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .contains("<Deleted><Key>many/1</Key></Deleted><Error><Key>many/2</Key><Code>PreconditionFailed<")
                .contains("<Deleted><Key>many/none</Key></Deleted>")
                .contains(
                        "<Code>KeyTooLongError<",
                        "<Deleted><Key>many/1</Key><VersionId>00000000000000000000000000000000</VersionId></Deleted>");
        assertThat(root.head("/b-1/many/1").outcome()).isEqualTo("404");
        assertThat(root.head("/b-1/many/2").outcome()).isEqualTo("200");
        String quiet = "<Delete><Quiet>true</Quiet><Object><Key>many/2</Key></Object></Delete>";
        assertThat(root.send("POST", "/b-1?delete", quiet, "Content-MD5", md5(quiet))
                        .text())
                .doesNotContain("many");
        String tooMany = "<Delete>" + "<Object><Key>k</Key></Object>".repeat(1001) + "</Delete>";
        assertThat(root.send("POST", "/b-1?delete", tooMany, "Content-MD5", md5(tooMany))
                        .outcome())
                .isEqualTo("400 MalformedXML");
    }

    private static String md5(String text) throws Exception {
        return java.util.Base64.getEncoder()
                .encodeToString(
                        java.security.MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
