package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The signatures that the S3 API reference works out, verified and made. */
class PublishedSignaturesTest {
    private static final String SCOPE = "/20130524/us-east-1/s3/aws4_request";

    private static SignedRequest authorized(SignedRequest request, String signedHeaders, String signature) {
        return Examples.with(
                request,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + Examples.ID + SCOPE + ",SignedHeaders=" + signedHeaders + ",Signature="
                        + signature);
    }

    private static String signatureOf(SignedRequest signed) {
        String authorization = signed.headers().first("authorization").orElseThrow();
        return authorization.substring(authorization.indexOf("Signature=") + 10);
    }

    private static void verifies(SignedRequest request) {
        Identity identity = Examples.authenticate(request);
        assertThat(identity)
                .isInstanceOfSatisfying(
                        Identity.Authenticated.class,
                        a -> assertThat(a.key().userId()).isEqualTo("user-1"));
    }

    @Test
    void verifiesAndMakesGetObject() {
        String signature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
        SignedRequest bare = Examples.request("GET", "/test.txt", "", "Host", Examples.HOST, "Range", "bytes=0-9");
        verifies(authorized(
                Examples.with(bare, "x-amz-content-sha256", Sha256.EMPTY, "x-amz-date", "20130524T000000Z"),
                "host;range;x-amz-content-sha256;x-amz-date",
                signature));
        assertThat(signatureOf(Examples.SIGNER.sign(bare, Examples.EMPTY, Examples.TIME)))
                .isEqualTo(signature);
    }

    @Test
    void verifiesAndMakesPutObject() {
        String signature = "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd";
        String sha256 =
                HexFormat.of().formatHex(Sha256.digest("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8)));
        SignedRequest bare = Examples.request(
                "PUT",
                "/test$file.text",
                "",
                "Host",
                Examples.HOST,
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY");
        verifies(authorized(
                Examples.with(bare, "x-amz-content-sha256", sha256, "x-amz-date", "20130524T000000Z"),
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                signature));
        assertThat(signatureOf(Examples.SIGNER.sign(bare, new PayloadMode.Signed(sha256), Examples.TIME)))
                .isEqualTo(signature);
    }

    @Test
    void verifiesAndMakesGetBucketLifecycle() {
        String signature = "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543";
        SignedRequest bare = Examples.request("GET", "/", "lifecycle", "Host", Examples.HOST);
        verifies(authorized(
                Examples.with(bare, "x-amz-content-sha256", Sha256.EMPTY, "x-amz-date", "20130524T000000Z"),
                "host;x-amz-content-sha256;x-amz-date",
                signature));
        assertThat(signatureOf(Examples.SIGNER.sign(bare, Examples.EMPTY, Examples.TIME)))
                .isEqualTo(signature);
    }

    @Test
    void verifiesAndMakesListObjects() {
        String signature = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7";
        SignedRequest bare = Examples.request("GET", "/", "prefix=J&max-keys=2", "Host", Examples.HOST);
        verifies(authorized(
                Examples.with(bare, "x-amz-content-sha256", Sha256.EMPTY, "x-amz-date", "20130524T000000Z"),
                "host;x-amz-content-sha256;x-amz-date",
                signature));
        assertThat(signatureOf(Examples.SIGNER.sign(bare, Examples.EMPTY, Examples.TIME)))
                .isEqualTo(signature);
    }

    @Test
    void verifiesAndMakesAPresignedUrl() {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        SignedRequest bare = Examples.request("GET", "/test.txt", "", "Host", Examples.HOST);
        verifies(new SignedRequest("GET", "/test.txt", query, bare.headers()));
        assertThat(Examples.SIGNER
                        .presign(bare, Examples.TIME, Duration.ofDays(1))
                        .rawQuery())
                .isEqualTo(query);
    }

    @Test
    void verifiesTheSeedOfAChunkedUpload() {
        String seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
        SignedRequest request = authorized(
                Examples.request(
                        "PUT",
                        "/examplebucket/chunkObject.txt",
                        "",
                        "Host",
                        "s3.amazonaws.com",
                        "x-amz-date",
                        "20130524T000000Z",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY",
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "Content-Encoding",
                        "aws-chunked",
                        "x-amz-decoded-content-length",
                        "66560",
                        "Content-Length",
                        "66824"),
                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                        + "x-amz-storage-class",
                seed);
        assertThat(Examples.authenticate(request))
                .isInstanceOfSatisfying(
                        Identity.Authenticated.class,
                        a -> assertThat(a.chunks().orElseThrow().seed()).isEqualTo(seed));
    }

    @Test
    void verifiesTheSeedOfAChunkedUploadWithTrailers() {
        String seed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
        SignedRequest request = authorized(
                Examples.request(
                        "PUT",
                        "/examplebucket/chunkObject.txt",
                        "",
                        "Host",
                        "s3.amazonaws.com",
                        "x-amz-date",
                        "20130524T000000Z",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY",
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        "Content-Encoding",
                        "aws-chunked",
                        "x-amz-decoded-content-length",
                        "66560",
                        "x-amz-trailer",
                        "x-amz-checksum-crc32c"),
                "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                        + "x-amz-storage-class;x-amz-trailer",
                seed);
        assertThat(Examples.authenticate(request).payload()).isEqualTo(new PayloadMode.SignedChunks(true));
    }
}
