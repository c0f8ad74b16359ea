package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.body.Checksum;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.body.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each checksum that S3 knows, on each way into an object and out of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChecksumsIT {
    private static final String TEXT = "what the checksums are over";

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

    private static String name(ChecksumAlgorithm algorithm) {
        return algorithm.wireName().toLowerCase(Locale.ROOT);
    }

    private static String wrong(ChecksumAlgorithm algorithm) {
        return Base64.getEncoder().encodeToString(new byte[algorithm.length()]);
    }

    private static String sum(ChecksumAlgorithm algorithm, String text) {
        Digest digest = algorithm.newDigest();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes, 0, bytes.length);
        return Checksum.of(algorithm, digest.value()).base64();
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void anObjectIsPutWithIt(ChecksumAlgorithm algorithm) {
        String key = "/b-1/put-" + name(algorithm);
        String sum = sum(algorithm, TEXT);
        assertThat(root.put(key, TEXT, algorithm.header(), wrong(algorithm)).outcome())
                .isEqualTo("400 BadDigest");
        assertThat(root.head(key).status()).isEqualTo(404);
        S3Client.Reply put = root.put(key, TEXT, algorithm.header(), sum);
        assertThat(put.header(algorithm.header())).isEqualTo(sum);
        assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        S3Client.Reply head = root.head(key, "x-amz-checksum-mode", "ENABLED");
        assertThat(head.header(algorithm.header())).isEqualTo(sum);
        assertThat(root.head(key).header(algorithm.header())).isEmpty();
        assertThat(root.get(key + "?attributes", "x-amz-object-attributes", "Checksum")
                        .element("Checksum" + algorithm.wireName()))
                .isEqualTo(sum);
        assertThat(root.get("/b-1?list-type=2&prefix=" + key.substring(5)).element("ChecksumAlgorithm"))
                .isEqualTo(algorithm.wireName());
        assertThat(root.get("/b-1?versions&prefix=" + key.substring(5)).element("ChecksumAlgorithm"))
                .isEqualTo(algorithm.wireName());
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void itComesInATrailer(ChecksumAlgorithm algorithm) {
        String key = "/b-1/trailer-" + name(algorithm);
        String[] headers = {
            "x-amz-decoded-content-length", Integer.toString(TEXT.length()),
            "x-amz-trailer", algorithm.header(),
            "content-encoding", "aws-chunked",
            "x-amz-sdk-checksum-algorithm", algorithm.wireName()
        };
        String chunk = Integer.toHexString(TEXT.length()) + "\r\n" + TEXT + "\r\n0\r\n" + algorithm.header() + ":";
        assertThat(root.trailing(key, chunk + wrong(algorithm) + "\r\n\r\n", headers)
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(root.trailing(key, chunk + sum(algorithm, TEXT) + "\r\n\r\n", headers)
                        .outcome())
                .isEqualTo("200");
        S3Client.Reply get = root.get(key, "x-amz-checksum-mode", "ENABLED");
        assertThat(get.text()).isEqualTo(TEXT);
        assertThat(get.header(algorithm.header())).isEqualTo(sum(algorithm, TEXT));
        assertThat(get.header("content-encoding")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void aCopyGetsItWhenItIsAskedFor(ChecksumAlgorithm algorithm) {
        root.put("/b-1/source", TEXT);
        S3Client.Reply copy = root.put(
                "/b-1/copy-" + name(algorithm),
                "",
                "x-amz-copy-source",
                "/b-1/source",
                "x-amz-checksum-algorithm",
                algorithm.wireName());
        assertThat(copy.element("Checksum" + algorithm.wireName())).isEqualTo(sum(algorithm, TEXT));
        assertThat(copy.element("ChecksumType")).isEqualTo("FULL_OBJECT");
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void anUploadInPartsIsMadeWithIt(ChecksumAlgorithm algorithm) {
        String key = "/b-1/parts-" + name(algorithm);
        boolean whole = algorithm == ChecksumAlgorithm.CRC64NVME;
        S3Client.Reply begun =
                root.send("POST", key + "?uploads", "", "x-amz-checksum-algorithm", algorithm.wireName());
        assertThat(begun.header("x-amz-checksum-type")).isEqualTo(whole ? "FULL_OBJECT" : "COMPOSITE");
        String id = begun.element("UploadId");
        String sum = sum(algorithm, TEXT);
        String at = key + "?uploadId=" + id;
        assertThat(root.put(at + "&partNumber=1", TEXT, algorithm.header(), wrong(algorithm))
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(root.put(at + "&partNumber=1", TEXT).outcome()).isEqualTo(whole ? "200" : "400 InvalidRequest");
        S3Client.Reply part = root.put(at + "&partNumber=1", TEXT, algorithm.header(), sum);
        assertThat(part.header(algorithm.header())).isEqualTo(sum);
        assertThat(root.get(at).element("Checksum" + algorithm.wireName())).isEqualTo(sum);
        String named = "<Part><PartNumber>1</PartNumber><ETag>" + part.header("etag") + "</ETag><Checksum"
                + algorithm.wireName() + ">%s</Checksum" + algorithm.wireName() + "></Part>";
        String document = "<CompleteMultipartUpload>" + named + "</CompleteMultipartUpload>";
        assertThat(root.send("POST", at, document.formatted(wrong(algorithm))).outcome())
                .isEqualTo("400 InvalidPart");
        S3Client.Reply done = root.send("POST", at, document.formatted(sum));
        String expected = whole
                ? sum
                : Checksum.composite(algorithm, List.of(Checksum.parse(algorithm, sum)))
                        .wire();
        assertThat(done.element("Checksum" + algorithm.wireName())).isEqualTo(expected);
        assertThat(root.head(key, "x-amz-checksum-mode", "ENABLED").header(algorithm.header()))
                .isEqualTo(expected);
    }

    @Test
    void onlyCrcsAreOfTheWholeOfAnUpload() {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            S3Client.Reply begun = root.send(
                    "POST",
                    "/b-1/whole?uploads",
                    "",
                    "x-amz-checksum-algorithm",
                    algorithm.wireName(),
                    "x-amz-checksum-type",
                    "FULL_OBJECT");
            assertThat(begun.outcome()).isEqualTo(algorithm.combines() ? "200" : "400 InvalidRequest");
        }
    }
}
