package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slime.gateway.s3.error.S3Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final SignedRequest GET =
            Examples.request("GET", "/bucket/key", "", "Host", "localhost:17943", "x-amz-meta-a", "b");

    private static SignedRequest signed() {
        return Examples.SIGNER.sign(GET, Examples.EMPTY, Examples.TIME);
    }

    private static S3Exception refusal(SignedRequest request) {
        return refusal(request, Examples.TIME);
    }

    private static S3Exception refusal(SignedRequest request, Instant now) {
        S3Exception e = catchThrowableOfType(
                S3Exception.class, () -> Examples.authenticatorAt(now).authenticate(request));
        assertThat(e).as("a refusal").isNotNull();
        assertThat(e.message() + e.elements()).doesNotContain(Examples.SECRET);
        return e;
    }

    private static SignedRequest signedBy(String id, String secret, String region) {
        return new RequestSigner(id, secret, region).sign(GET, Examples.EMPTY, Examples.TIME);
    }

    private static SignedRequest editing(String from, String to) {
        SignedRequest request = signed();
        String authorization = request.headers().first("authorization").orElseThrow();
        assertThat(authorization).contains(from);
        return Examples.replacing(request, "authorization", authorization.replace(from, to));
    }

    @Test
    void takesARequestWithoutCredentialsForAnonymous() {
        assertThat(Examples.authenticate(GET)).isEqualTo(new Identity.Anonymous(new PayloadMode.Unsigned()));
    }

    @Test
    void seesTheFramingOfAnAnonymousUpload() {
        SignedRequest put = Examples.with(GET, "content-encoding", "aws-chunked", "x-amz-decoded-content-length", "5");
        assertThat(Examples.authenticate(put).payload()).isEqualTo(new PayloadMode.UnsignedChunks());
    }

    @Test
    void refusesSignedChunksOfNobody() {
        SignedRequest put = Examples.with(GET, "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        assertThat(refusal(put).code()).isEqualTo("AccessDenied");
    }

    /** A body that nobody signs does not make a request that nobody signs. */
    @Test
    void verifiesTheSeedHoweverTheBodyComes() {
        for (PayloadMode mode : List.of(
                new PayloadMode.Unsigned(),
                new PayloadMode.UnsignedChunks(),
                new PayloadMode.SignedChunks(false),
                new PayloadMode.SignedChunks(true))) {
            SignedRequest framed =
                    Examples.with(GET, "x-amz-decoded-content-length", "5", "x-amz-trailer", "x-amz-checksum-crc32");
            assertThat(Examples.authenticate(Examples.SIGNER.sign(framed, mode, Examples.TIME))
                            .payload())
                    .isEqualTo(mode);
            RequestSigner wrong = new RequestSigner(Examples.ID, "wrong", "us-east-1");
            assertThat(refusal(wrong.sign(framed, mode, Examples.TIME)).code()).isEqualTo("SignatureDoesNotMatch");
            SignedRequest url = Examples.with(GET, "x-amz-content-sha256", mode.wire());
            assertThat(refusal(wrong.presign(url, Examples.TIME, Duration.ofMinutes(1)))
                            .code())
                    .isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void acceptsWhatTheSignerSigned() {
        assertThat(Examples.authenticate(signed())).isInstanceOfSatisfying(Identity.Authenticated.class, a -> {
            assertThat(a.key().accessKeyId()).isEqualTo(Examples.ID);
            assertThat(a.carrier()).isEqualTo(Identity.Carrier.HEADER);
            assertThat(a.chunks()).isEmpty();
        });
    }

    @Test
    void refusesAWrongSecretAndShowsWhatWasSigned() {
        S3Exception e = refusal(signedBy(Examples.ID, "wrong", "us-east-1"));
        assertThat(e.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(e.status()).isEqualTo(403);
        assertThat(e.elements().get("CanonicalRequest")).startsWith("GET\n/bucket/key\n\nhost:localhost:17943\n");
        assertThat(e.elements().get("StringToSign")).startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/");
    }

    @Test
    void doesNotEchoACustomerEncryptionKey() {
        String header = "x-amz-server-side-encryption-customer-key";
        SignedRequest request = new RequestSigner(Examples.ID, "wrong", "us-east-1")
                .sign(Examples.with(GET, header, "c2VjcmV0"), Examples.EMPTY, Examples.TIME);
        assertThat(refusal(request).elements().toString()).contains(header).doesNotContain("c2VjcmV0");
    }

    @Test
    void doesNotEchoOneThatAUrlCarriesEither() {
        String name = "X-Amz-Copy-Source-Server-Side-Encryption-Customer%2DKey";
        SignedRequest request = Examples.request("PUT", "/b/k", "a=b&" + name + "=c2VjcmV0", "Host", "h");
        SignedRequest signed = new RequestSigner(Examples.ID, "wrong", "us-east-1")
                .presign(request, Examples.TIME, Duration.ofMinutes(1));
        S3Exception e = refusal(signed);
        assertThat(e.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(e.elements().toString())
                .contains("Customer-Key=")
                .contains("a=b")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void refusesAnotherMethodPathQueryOrHeader() {
        SignedRequest s = signed();
        assertThat(refusal(new SignedRequest("PUT", s.rawPath(), "", s.headers()))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal(new SignedRequest("GET", "/bucket/kez", "", s.headers()))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal(new SignedRequest("GET", s.rawPath(), "acl", s.headers()))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal(Examples.replacing(s, "x-amz-meta-a", "c")).code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesAnUnsignedAmzHeader() {
        S3Exception e = refusal(Examples.with(signed(), "x-amz-acl", "public-read"));
        assertThat(e.code()).isEqualTo("AccessDenied");
        assertThat(e.elements()).containsEntry("HeadersNotSigned", "x-amz-acl");
    }

    @Test
    void refusesASignatureWithoutHost() {
        S3Exception e = refusal(editing("SignedHeaders=host;", "SignedHeaders="));
        assertThat(e.code()).isEqualTo("AccessDenied");
        assertThat(e.elements()).containsEntry("HeadersNotSigned", "host");
    }

    @Test
    void refusesAClockThatIsOffByMoreThanFifteenMinutes() {
        for (int sign : new int[] {-1, 1}) {
            Instant edge = Examples.TIME.plus(Duration.ofMinutes(15).multipliedBy(sign));
            assertThat(Examples.authenticatorAt(edge).authenticate(signed())).isNotNull();
            S3Exception e = refusal(signed(), edge.plusSeconds(sign));
            assertThat(e.code()).isEqualTo("RequestTimeTooSkewed");
            assertThat(e.elements()).containsEntry("MaxAllowedSkewMilliseconds", "900000");
        }
    }

    @Test
    void refusesAWrongScope() {
        S3Exception region = refusal(signedBy(Examples.ID, Examples.SECRET, "eu-west-1"));
        assertThat(region.code()).isEqualTo("AuthorizationHeaderMalformed");
        assertThat(region.elements()).containsEntry("Region", "us-east-1");
        for (String[] edit : new String[][] {
            {"/s3/", "/ec2/"},
            {"aws4_request", "aws4"},
            {"/20130524/", "/20130525/"},
            {"/20130524/", "/x/"},
            {"Credential=", "Credential=/"},
            {"Signature=", "Sig="},
            {", SignedHeaders", ", x=y, SignedHeaders"},
            {"SignedHeaders=host", "SignedHeaders=Host"},
            {"SignedHeaders=host", "SignedHeaders=host;host"}
        }) {
            assertThat(refusal(editing(edit[0], edit[1])).code())
                    .as("%s for %s", edit[1], edit[0])
                    .isEqualTo("AuthorizationHeaderMalformed");
        }
    }

    @Test
    void refusesAnUnknownAndADisabledKey() {
        assertThat(refusal(signedBy("AKIAUNKNOWN", Examples.SECRET, "us-east-1"))
                        .code())
                .isEqualTo("InvalidAccessKeyId");
        assertThat(refusal(signedBy("AKIADISABLED", Examples.SECRET, "us-east-1"))
                        .code())
                .isEqualTo("InvalidAccessKeyId");
    }

    @Test
    void refusesASessionToken() {
        SignedRequest request =
                Examples.SIGNER.sign(Examples.with(GET, "x-amz-security-token", "t"), Examples.EMPTY, Examples.TIME);
        assertThat(refusal(request).code()).isEqualTo("InvalidToken");
    }

    @Test
    void refusesOtherMechanisms() {
        S3Exception v2 = refusal(Examples.with(GET, "authorization", "AWS " + Examples.ID + ":c2ln"));
        assertThat(v2.code()).isEqualTo("InvalidRequest");
        assertThat(v2.message()).contains("Please use AWS4-HMAC-SHA256");
        assertThat(refusal(Examples.request("GET", "/b/k", "AWSAccessKeyId=a&Signature=b&Expires=1", "Host", "h"))
                        .code())
                .isEqualTo("InvalidRequest");
        S3Exception basic = refusal(Examples.with(GET, "authorization", "Basic dTpw"));
        assertThat(basic.code()).isEqualTo("InvalidArgument");
        assertThat(basic.elements()).containsEntry("ArgumentValue", "Basic");
        assertThat(refusal(Examples.with(GET, "authorization", "AWS4-ECDSA-P256-SHA256 Credential=a"))
                        .code())
                .isEqualTo("NotImplemented");
    }

    @Test
    void refusesTwoCredentials() {
        SignedRequest s = signed();
        SignedRequest both = new SignedRequest("GET", s.rawPath(), "X-Amz-Algorithm=AWS4-HMAC-SHA256", s.headers());
        assertThat(refusal(both).code()).isEqualTo("InvalidArgument");
        assertThat(refusal(Examples.with(s, "authorization", "AWS4-HMAC-SHA256 x"))
                        .code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void wantsTheDigestOfThePayloadDeclared() {
        SignedRequest s = signed();
        SignedRequest bare =
                new SignedRequest("GET", s.rawPath(), "", s.headers().without("x-amz-content-sha256"));
        S3Exception e = refusal(bare);
        assertThat(e.code()).isEqualTo("InvalidRequest");
        assertThat(e.message()).contains("x-amz-content-sha256");
        assertThat(refusal(Examples.replacing(s, "x-amz-content-sha256", "nonsense"))
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(refusal(Examples.replacing(s, "x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"))
                        .code())
                .isEqualTo("NotImplemented");
    }

    @Test
    void wantsADate() {
        SignedRequest s = signed();
        S3Exception e =
                refusal(new SignedRequest("GET", s.rawPath(), "", s.headers().without("x-amz-date")));
        assertThat(e.code()).isEqualTo("AccessDenied");
    }

    @Test
    void neverPrintsASecret() {
        Key key = new Key(Examples.ID, Examples.SECRET, "u", true);
        Identity identity = Examples.authenticate(signed());
        assertThat(key + " " + Examples.SIGNER + " " + identity + " " + signed())
                .doesNotContain(Examples.SECRET);
    }
}
