package io.slime.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AwsChunkedTest {
    private static final String LENGTH = "x-amz-decoded-content-length";
    private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private static final String TRAILER_SEED = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    private static final Identity UNSIGNED = Framed.plain(new PayloadMode.UnsignedChunks());
    private static final byte[] AAA = new byte[66_560];
    private static final String CRC = "x-amz-checksum-crc32:DUoRhQ==\r\n"; // of "hello world"

    static {
        Arrays.fill(AAA, (byte) 'a');
    }

    private static ContentCheck unsigned(String length) {
        return ContentCheck.of(HttpHeaders.of(LENGTH, length, "x-amz-trailer", "x-amz-checksum-crc32"), UNSIGNED);
    }

    private static String code(ContentCheck check, byte[] raw) {
        S3Exception e = catchThrowableOfType(S3Exception.class, () -> Framed.take(check, raw));
        assertThat(e).as("a refusal").isNotNull();
        return e.code();
    }

    private static String helloCode(String raw) {
        return code(unsigned("11"), Framed.bytes(raw));
    }

    private static String published(String... signatures) {
        return "10000;chunk-signature=" + signatures[0] + "\r\n" + "a".repeat(65_536) + "\r\n"
                + "400;chunk-signature=" + signatures[1] + "\r\n" + "a".repeat(1024) + "\r\n"
                + "0;chunk-signature=" + signatures[2] + "\r\n";
    }

    private static final String SIGNED = published(
                    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")
            + "\r\n";
    private static final String SIGNED_TRAILER = published(
                    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992")
            + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
            + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

    private static ContentCheck signedCheck() {
        return ContentCheck.of(HttpHeaders.of(LENGTH, "66560"), Framed.signed(false, SEED));
    }

    private static ContentCheck signedTrailerCheck() {
        return ContentCheck.of(
                HttpHeaders.of(LENGTH, "66560", "x-amz-trailer", "x-amz-checksum-crc32c"),
                Framed.signed(true, TRAILER_SEED));
    }

    @Test
    void decodesThePublishedExample() {
        assertThat(Framed.take(signedCheck(), Framed.bytes(SIGNED)).content()).isEqualTo(AAA);
    }

    @Test
    void decodesThePublishedExampleWithTrailers() {
        Framed.Taken taken = Framed.take(signedTrailerCheck(), Framed.bytes(SIGNED_TRAILER));
        assertThat(taken.content()).isEqualTo(AAA);
        assertThat(taken.digests().checksum()).contains(new Checksum(ChecksumAlgorithm.CRC32C, "sOO8/Q=="));
    }

    @Test
    void takesTheLineEndOfMinioClients() {
        String raw = SIGNED_TRAILER.replace("sOO8/Q==\r\n", "sOO8/Q==\n\r\n");
        assertThat(Framed.take(signedTrailerCheck(), Framed.bytes(raw)).content())
                .isEqualTo(AAA);
        String unsigned = "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\n\r\n\r\n";
        assertThat(Framed.take(unsigned("11"), Framed.bytes(unsigned)).content())
                .hasSize(11);
    }

    @Test
    void decodesUnsignedChunksWithATrailer() {
        Framed.Taken taken =
                Framed.take(unsigned("11"), Framed.bytes("6\r\nhello \r\n5\r\nworld\r\n0\r\n" + CRC + "\r\n"));
        assertThat(new String(taken.content(), StandardCharsets.US_ASCII)).isEqualTo("hello world");
        assertThat(taken.digests().length()).isEqualTo(11);
    }

    @Test
    void decodesAnEmptyContent() {
        ContentCheck check = ContentCheck.of(HttpHeaders.of(LENGTH, "0"), UNSIGNED);
        assertThat(Framed.take(check, Framed.bytes("0\r\n\r\n")).content()).isEmpty();
    }

    @Test
    void refusesATamperedChunkBeforeItsLastByte() throws IOException {
        byte[] raw = Framed.bytes(SIGNED);
        raw[100] = 'b';
        assertThat(code(signedCheck(), raw)).isEqualTo("SignatureDoesNotMatch");
        try (ContentStream stream = signedCheck().open(new ByteArrayInputStream(raw))) {
            long[] got = {0};
            assertThatThrownBy(() -> {
                        while (stream.read() >= 0) {
                            got[0]++;
                        }
                    })
                    .isInstanceOf(S3Exception.class);
            assertThat(got[0]).isEqualTo(65_535);
        }
    }

    @Test
    void refusesATamperedEmptyChunk() {
        String raw = SIGNED.replace("0;chunk-signature=b6", "0;chunk-signature=b7");
        assertThat(code(signedCheck(), Framed.bytes(raw))).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesSwappedChunks() {
        byte[] content = new byte[20_000];
        Arrays.fill(content, 10_000, 20_000, (byte) 1);
        String raw = new String(Framed.signed(content, 10_000, SEED, ""), StandardCharsets.ISO_8859_1);
        int chunk = raw.indexOf("2710;", 1);
        String swapped = raw.substring(chunk, 2 * chunk) + raw.substring(0, chunk) + raw.substring(2 * chunk);
        ContentCheck check = ContentCheck.of(HttpHeaders.of(LENGTH, "20000"), Framed.signed(false, SEED));
        assertThat(Framed.take(check, Framed.bytes(raw)).content()).isEqualTo(content);
        assertThat(code(check, Framed.bytes(swapped))).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesATamperedTrailerOrItsSignature() {
        assertThat(code(signedTrailerCheck(), Framed.bytes(SIGNED_TRAILER.replace("sOO8/Q==", "sOO8/A=="))))
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(code(signedTrailerCheck(), Framed.bytes(SIGNED_TRAILER.replace("d81f82", "d81f83"))))
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(code(
                        signedTrailerCheck(),
                        Framed.bytes(SIGNED_TRAILER.replaceFirst("x-amz-trailer-signature:.*\r\n", ""))))
                .isEqualTo("MalformedTrailerError");
    }

    @Test
    void refusesAChunkWithoutASignatureWhereChunksAreSigned() {
        assertThat(code(signedCheck(), Framed.unsigned(AAA, 65_536, ""))).isEqualTo("InvalidRequest");
    }

    @Test
    void refusesLinesThatDoNotEndInCrLf() {
        assertThat(helloCode("b\nhello world\r\n0\r\n" + CRC + "\r\n")).isEqualTo("InvalidRequest");
        assertThat(helloCode("b\r\nhello world\n0\r\n" + CRC + "\r\n")).isEqualTo("InvalidRequest");
        assertThat(helloCode("b\r\r\nhello world\r\n0\r\n" + CRC + "\r\n")).isEqualTo("InvalidRequest");
        assertThat(helloCode("b\r\nhello world\r\n0\r\n" + CRC.replace("\r", "") + "\r\n"))
                .isEqualTo("IncompleteBody");
        assertThat(helloCode("b\r\nhello world\r\n0\r\n" + CRC.replace("\r", "") + "x\r\n\r\n"))
                .isEqualTo("MalformedTrailerError");
        assertThat(helloCode("b\r\nhello world\r\n0\r\n" + CRC + "\n")).isEqualTo("MalformedTrailerError");
        assertThat(helloCode("b\r\nhello world\r\n0\r\n" + CRC.replace("\r", "\r\r") + "\r\n"))
                .isEqualTo("MalformedTrailerError");
    }

    @Test
    void refusesSizesThatAreNoneOrTooLarge() {
        for (String size : new String[] {
            "", "g", "-1", "+b", " b", "0xb", "8000000000000000", "ffffffffffffffff", "0000000000000000b", "b;x=y", "b;"
        }) {
            assertThat(helloCode(size + "\r\nhello world\r\n0\r\n" + CRC + "\r\n"))
                    .as("size %s", size)
                    .isEqualTo("InvalidRequest");
        }
        assertThat(helloCode("7fffffffffffffff\r\nhello world")).isEqualTo("IncompleteBody");
        assertThat(helloCode("b".repeat(1000))).isEqualTo("InvalidRequest");
    }

    @Test
    void refusesMoreOrLessThanTheDecodedLength() {
        String raw = "b\r\nhello world\r\n0\r\n" + CRC + "\r\n";
        assertThat(code(unsigned("10"), Framed.bytes(raw))).isEqualTo("IncompleteBody");
        assertThat(code(unsigned("12"), Framed.bytes(raw))).isEqualTo("IncompleteBody");
        assertThat(helloCode(raw + "x")).isEqualTo("InvalidRequest");
    }

    @Test
    void refusesABodyThatIsCutAnywhere() {
        String raw = "b\r\nhello world\r\n0\r\n" + CRC + "\r\n";
        for (int end = 0; end < raw.length(); end++) {
            assertThat(helloCode(raw.substring(0, end))).as("cut at %d", end).isEqualTo("IncompleteBody");
        }
    }

    @Test
    void refusesTrailersThatAreMissingStrangeDoubledOrTooMany() {
        String start = "b\r\nhello world\r\n0\r\n";
        for (String trailers : new String[] {
            "",
            "x-amz-checksum-sha1:x\r\n",
            CRC + CRC,
            "X-Amz-Checksum-Crc32:DUoRhQ==\r\n",
            "nonsense\r\n",
            CRC + "x-amz-trailer-signature:00\r\n",
            ":x\r\n"
        }) {
            assertThat(helloCode(start + trailers + "\r\n")).as(trailers).isEqualTo("MalformedTrailerError");
        }
        assertThat(helloCode(start + "x".repeat(2000) + "\r\n\r\n")).isEqualTo("InvalidRequest");
        assertThat(code(signedCheck(), Framed.bytes(SIGNED.substring(0, SIGNED.length() - 2) + CRC + "\r\n")))
                .isEqualTo("MalformedTrailerError");
    }

    @Test
    void refusesATrailerWithAnotherChecksumOrNone() {
        String start = "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:";
        assertThat(helloCode(start + "DUoRhA==\r\n\r\n")).isEqualTo("BadDigest");
        assertThat(helloCode(start + "DUoRhQ\r\n\r\n")).isEqualTo("InvalidRequest");
        assertThat(helloCode(start + "\r\n\r\n")).isEqualTo("InvalidRequest");
    }

    @Test
    void needsTheDecodedLength() {
        S3Exception missing = catchThrowableOfType(
                S3Exception.class, () -> ContentCheck.of(HttpHeaders.of("content-length", "5"), UNSIGNED));
        assertThat(missing.code()).isEqualTo("MissingContentLength");
        for (String length : new String[] {"-1", "x", "", "9999999999999999999"}) {
            S3Exception e = catchThrowableOfType(
                    S3Exception.class, () -> ContentCheck.of(HttpHeaders.of(LENGTH, length), UNSIGNED));
            assertThat(e.code()).isEqualTo("InvalidArgument");
        }
    }
}
