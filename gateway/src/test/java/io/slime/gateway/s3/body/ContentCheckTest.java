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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentCheckTest {
    private static final Identity PLAIN = Framed.plain(new PayloadMode.Unsigned());
    private static final byte[] HELLO = Framed.bytes("hello world");
    private static final String MD5 = "XrY7u+Ae7tCTyyK7j1rNww==";
    private static final String SHA256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

    private static ContentDigests digests(String... headers) {
        return Framed.take(ContentCheck.of(HttpHeaders.of(headers), PLAIN), HELLO)
                .digests();
    }

    private static S3Exception refusal(String... headers) {
        S3Exception e = catchThrowableOfType(S3Exception.class, () -> digests(headers));
        assertThat(e).as("a refusal").isNotNull();
        return e;
    }

    @Test
    void alwaysKnowsTheMd5AndTheLength() {
        ContentDigests digests = digests();
        assertThat(digests.md5()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
        assertThat(digests.length()).isEqualTo(11);
        assertThat(digests.checksum()).isEmpty();
        assertThat(digests.sha256()).isEmpty();
    }

    @Test
    void acceptsEveryClaimThatHolds() {
        assertThat(digests("content-md5", MD5).md5()).startsWith("5eb63bbb");
        for (String[] claim : new String[][] {
            {"CRC32", "DUoRhQ=="},
            {"CRC32C", "yZRlqg=="},
            {"CRC64NVME", "jSnVw/bqjr4="},
            {"SHA1", "Kq5sNclPz7QV2+lfQIuc6R7oRu0="},
            {"SHA256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="}
        }) {
            ChecksumAlgorithm algorithm = ChecksumAlgorithm.parse(claim[0]);
            ContentDigests digests = digests(algorithm.header(), claim[1], "x-amz-sdk-checksum-algorithm", claim[0]);
            assertThat(digests.checksum()).contains(new Checksum(algorithm, claim[1]));
        }
    }

    @Test
    void refusesClaimsThatDoNotHold() {
        assertThat(refusal("content-md5", "XrY7u+Ae7tCTyyK7j1rNwA==").code()).isEqualTo("BadDigest");
        assertThat(refusal("x-amz-checksum-crc32", "DUoRhA==").code()).isEqualTo("BadDigest");
        assertThat(refusal("x-amz-checksum-sha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzeg=")
                        .code())
                .isEqualTo("BadDigest");
    }

    @Test
    void refusesMalformedClaims() {
        for (String md5 : new String[] {"", "x", "XrY7u+Ae7tCTyyK7j1rNww", "XrY7u+Ae7tCTyyK7j1rNw===", "YQ=="}) {
            assertThat(refusal("content-md5", md5).code()).isEqualTo("InvalidDigest");
        }
        for (String crc : new String[] {"", "DUoRhQ", "DUoRhQ===", "DUoRhQAA", "!!!!!!=="}) {
            assertThat(refusal("x-amz-checksum-crc32", crc).code()).isEqualTo("InvalidRequest");
        }
    }

    @Test
    void refusesClaimsThatContradictEachOther() {
        assertThat(refusal("x-amz-checksum-crc32", "DUoRhQ==", "x-amz-checksum-crc32c", "yZRlqg==")
                        .message())
                .contains("Multiple checksum Types");
        assertThat(refusal("x-amz-checksum-crc32", "DUoRhQ==", "x-amz-checksum-crc32", "DUoRhQ==")
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(refusal("x-amz-checksum-crc32", "DUoRhQ==", "x-amz-sdk-checksum-algorithm", "SHA1")
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(refusal("x-amz-sdk-checksum-algorithm", "CRC32").message()).contains("no corresponding");
        assertThat(refusal("x-amz-trailer", "x-amz-checksum-crc32").code()).isEqualTo("InvalidRequest");
    }

    @Test
    void refusesAlgorithmsThatAreUnknown() {
        assertThat(refusal("x-amz-checksum-foo", "x").code()).isEqualTo("InvalidRequest");
        assertThat(refusal("x-amz-sdk-checksum-algorithm", "CRC7").code()).isEqualTo("InvalidRequest");
        for (String name : new String[] {"md5", "sha512", "xxhash3", "xxhash64", "xxhash128"}) {
            assertThat(refusal("x-amz-checksum-" + name, "x").code()).isEqualTo("InvalidRequest");
            assertThat(refusal("x-amz-checksum-" + name, zeros(name)).code()).isEqualTo("BadDigest");
        }
    }

    private static String zeros(String algorithm) {
        return Base64.getEncoder()
                .encodeToString(new byte[ChecksumAlgorithm.parse(algorithm).length()]);
    }

    @Test
    void takesAnMd5AsAChecksumToo() {
        assertThat(digests("x-amz-checksum-md5", MD5, "content-md5", MD5).checksum())
                .contains(new Checksum(ChecksumAlgorithm.MD5, MD5));
    }

    @Test
    void acceptsOnlyChecksumsAsTrailers() {
        Identity chunks = Framed.plain(new PayloadMode.UnsignedChunks());
        for (String trailer : new String[] {"x-amz-meta-a", "", "x-amz-checksum-crc32,x-amz-checksum-sha1"}) {
            HttpHeaders headers = HttpHeaders.of("x-amz-decoded-content-length", "1", "x-amz-trailer", trailer);
            S3Exception e = catchThrowableOfType(S3Exception.class, () -> ContentCheck.of(headers, chunks));
            assertThat(e.code()).isEqualTo("InvalidRequest");
        }
    }

    @Test
    void holdsTheBodyAgainstTheSignedDigest() {
        ContentCheck right = ContentCheck.of(HttpHeaders.empty(), Framed.plain(new PayloadMode.Signed(SHA256)));
        assertThat(Framed.take(right, HELLO).digests().sha256()).contains(SHA256);
        S3Exception e = catchThrowableOfType(S3Exception.class, () -> Framed.take(right, Framed.bytes("hello worle")));
        assertThat(e.code()).isEqualTo("XAmzContentSHA256Mismatch");
        HttpHeaders both = HttpHeaders.of("x-amz-checksum-sha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=");
        ContentCheck shared = ContentCheck.of(both, Framed.plain(new PayloadMode.Signed(SHA256)));
        assertThat(Framed.take(shared, HELLO).digests().sha256()).contains(SHA256);
    }

    @Test
    void wantsExactlyTheDeclaredLength() {
        assertThat(digests("content-length", "11").length()).isEqualTo(11);
        assertThat(digests("content-length", "5").length()).isEqualTo(5);
        assertThat(refusal("content-length", "12").code()).isEqualTo("IncompleteBody");
        assertThat(refusal("content-length", "-1").code()).isEqualTo("InvalidArgument");
    }

    @Test
    void computesAChecksumThatNobodyClaims() {
        ContentCheck check = ContentCheck.of(HttpHeaders.empty(), PLAIN).computing(ChecksumAlgorithm.CRC32);
        assertThat(Framed.take(check, HELLO).digests().checksum())
                .contains(new Checksum(ChecksumAlgorithm.CRC32, "DUoRhQ=="));
        assertThat(check.hasClaim()).isFalse();
        ContentCheck asked = ContentCheck.of(HttpHeaders.of("x-amz-checksum-algorithm", "SHA1"), PLAIN);
        assertThat(asked.algorithm()).contains(ChecksumAlgorithm.SHA1);
    }

    @Test
    void ignoresTheChecksumOfAnObjectWhereTheBodyIsADocument() {
        HttpHeaders headers =
                HttpHeaders.of("x-amz-checksum-crc32", "AAAAAA==", "x-amz-sdk-checksum-algorithm", "SHA1");
        ContentCheck check = ContentCheck.ignoringChecksums(headers, PLAIN);
        assertThat(Framed.take(check, HELLO).digests().checksum()).isEmpty();
    }

    @Test
    void refusesToFinishBeforeTheEnd() {
        try (ContentStream stream = ContentCheck.of(HttpHeaders.empty(), PLAIN).open(new ByteArrayInputStream(HELLO))) {
            assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void digestsLargeContentsBesideTheReading() throws IOException, NoSuchAlgorithmException {
        long seed = Long.getLong("slime.seed", 7L);
        Random random = new Random(seed);
        for (int length : new int[] {(1 << 20) + 1, 3 << 20, (5 << 20) + 12_345}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            ContentCheck check = ContentCheck.of(HttpHeaders.of("content-length", Integer.toString(length)), PLAIN);
            try (ContentStream stream = check.open(new ByteArrayInputStream(content))) {
                byte[] buffer = new byte[1 + random.nextInt(200_000)];
                while (stream.read(buffer) >= 0) {
                    buffer[0] = 0; // the array is ours again
                }
                assertThat(stream.finish().md5())
                        .as("seed %d length %d", seed, length)
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("MD5").digest(content)));
            }
        }
    }

    @Test
    void leavesNothingRunningWhenClosedEarly() throws IOException {
        ContentCheck check = ContentCheck.of(HttpHeaders.of("content-length", "99999999"), PLAIN);
        ContentStream stream = check.open(new ByteArrayInputStream(new byte[3 << 20]));
        assertThat(stream.readNBytes(2 << 20)).hasSize(2 << 20);
        assertThat(stream.running()).isTrue();
        stream.close();
        assertThat(stream.running()).isFalse();
        stream.close();
    }
}
