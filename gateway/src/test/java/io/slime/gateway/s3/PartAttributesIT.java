package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an object that was uploaded in parts tells about each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartAttributesIT {
    private static final int PART = 5 << 20;
    private static final String[] PARTS = {"x-amz-object-attributes", "ObjectParts"};

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;
    private final byte[] data = new byte[2 * PART + 77];

    @BeforeAll
    void upload() {
        new Random(11).nextBytes(data);
        root.put("/b-1", "");
        String id = root.send("POST", "/b-1/k?uploads", "", "x-amz-checksum-algorithm", "CRC32C")
                .element("UploadId");
        StringBuilder parts = new StringBuilder();
        int[] numbers = {2, 5, 9};
        for (int i = 0; i < numbers.length; i++) {
            byte[] bytes = part(i);
            S3Client.Reply reply = root.send(
                    "PUT",
                    "/b-1/k?partNumber=" + numbers[i] + "&uploadId=" + id,
                    bytes,
                    "x-amz-checksum-crc32c",
                    crc(i));
            parts.append("<Part><PartNumber>" + numbers[i] + "</PartNumber><ETag>" + reply.header("etag")
                    + "</ETag><ChecksumCRC32C>" + crc(i) + "</ChecksumCRC32C></Part>");
        }
        S3Client.Reply listed = root.get("/b-1/k?uploadId=" + id);
        assertThat(matches(listed, "<ChecksumCRC32C>([^<]*)<")).containsExactly(crc(0), crc(1), crc(2));
        assertThat(listed.element("ChecksumAlgorithm") + listed.element("ChecksumType"))
                .isEqualTo("CRC32CCOMPOSITE");
        assertThat(root.send(
                                "POST",
                                "/b-1/k?uploadId=" + id,
                                "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>")
                        .outcome())
                .isEqualTo("200");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private byte[] part(int index) {
        return Arrays.copyOfRange(data, index * PART, Math.min(data.length, (index + 1) * PART));
    }

    private String crc(int index) {
        CRC32C crc = new CRC32C();
        crc.update(part(index));
        byte[] sum =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(sum);
    }

    private static List<String> matches(S3Client.Reply reply, String pattern) {
        return Pattern.compile(pattern)
                .matcher(reply.text())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private S3Client.Reply attributes(String key, String... paging) {
        String[] headers = Arrays.copyOf(PARTS, PARTS.length + paging.length);
        System.arraycopy(paging, 0, headers, PARTS.length, paging.length);
        return root.get("/b-1/" + key + "?attributes", headers);
    }

    @Test
    void eachPartIsToldWithItsSizeAndChecksum() {
        S3Client.Reply all = attributes("k");
        assertThat(matches(all, "<PartNumber>([0-9]*)<")).containsExactly("2", "5", "9");
        assertThat(matches(all, "<Size>([0-9]*)<")).containsExactly("5242880", "5242880", "77");
        assertThat(matches(all, "<ChecksumCRC32C>([^<]*)<")).containsExactly(crc(0), crc(1), crc(2));
        assertThat(all.element("PartsCount") + all.element("IsTruncated") + all.element("MaxParts"))
                .isEqualTo("3false1000");
    }

    @Test
    void partsComeInPages() {
        S3Client.Reply first = attributes("k", "x-amz-max-parts", "2");
        assertThat(matches(first, "<PartNumber>([0-9]*)<")).containsExactly("2", "5");
        assertThat(first.element("IsTruncated") + first.element("NextPartNumberMarker"))
                .isEqualTo("true5");
        S3Client.Reply second = attributes("k", "x-amz-max-parts", "2", "x-amz-part-number-marker", "5");
        assertThat(matches(second, "<PartNumber>([0-9]*)<")).containsExactly("9");
        assertThat(second.element("IsTruncated") + second.element("PartNumberMarker"))
                .isEqualTo("false5");
        assertThat(second.element("PartsCount")).isEqualTo("3");
        assertThat(attributes("k", "x-amz-max-parts", "many").outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void copiesKeepThemAndPlainObjectsHaveNone() {
        root.put("/b-1/copy", "", "x-amz-copy-source", "/b-1/k");
        assertThat(matches(attributes("copy"), "<ChecksumCRC32C>([^<]*)<")).containsExactly(crc(0), crc(1), crc(2));
        root.put("/b-1/plain", "x");
        assertThat(attributes("plain").text()).doesNotContain("ObjectParts>");
    }

    @Test
    void aReadOfAPartShowsThePartsOwnChecksum() {
        S3Client.Reply head = root.head("/b-1/k?partNumber=5", "x-amz-checksum-mode", "ENABLED");
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.header("x-amz-checksum-crc32c")).isEqualTo(crc(1));
        assertThat(head.header("x-amz-mp-parts-count")).isEqualTo("3");
        assertThat(head.header("content-range")).isEqualTo("bytes 5242880-10485759/10485837");
        S3Client.Reply get = root.get("/b-1/k?partNumber=9", "x-amz-checksum-mode", "ENABLED");
        assertThat(get.body()).isEqualTo(part(2));
        assertThat(get.header("x-amz-checksum-crc32c")).isEqualTo(crc(2));
        assertThat(root.get("/b-1/k?partNumber=3").outcome()).isEqualTo("416 InvalidPartNumber");
        assertThat(root.get("/b-1/k", "range", "bytes=0-1", "x-amz-checksum-mode", "ENABLED")
                        .header("x-amz-checksum-crc32c"))
                .isEmpty();
    }
}
