package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.RawRequest;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SecretKey;
import io.slime.compat.fixture.SharedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Bad requests of every kind get their S3 error, and change nothing. */
final class SignatureIT {
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final byte[] BODY = SampleData.bytes(51, 200_000);
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, SignatureIT.class);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    @BeforeEach
    void putWhatMustStay() {
        S3.putObject(p -> p.bucket(bucket).key("stays"), RequestBody.fromString("as it was"));
    }

    @AfterEach
    void nothingChanged() {
        assertThat(S3.listObjectsV2(l -> l.bucket(bucket)).contents().stream().map(S3Object::key))
                .containsExactly("stays");
        assertThat(S3.getObjectAsBytes(g -> g.bucket(bucket).key("stays")).asUtf8String())
                .isEqualTo("as it was");
    }

    private static Endpoint endpoint() {
        return SharedServer.endpoint();
    }

    private static RawRequest put() {
        return RawRequest.of(endpoint(), "PUT", "/" + bucket + "/stays").body(BODY);
    }

    private static RawRequest request(String method, String rest) {
        return RawRequest.of(endpoint(), method, "/" + bucket + rest);
    }

    @Test
    void aWrongSecretIsRefused() {
        SecretKey wrong = new SecretKey(endpoint().key().id(), "not the secret");
        assertThat(put().key(wrong).send().error()).isEqualTo("403 SignatureDoesNotMatch");
        assertThat(request("GET", "/stays").key(wrong).send().error()).isEqualTo("403 SignatureDoesNotMatch");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThat(put().key(new SecretKey("AKNOBODY", "x")).send().error()).isEqualTo("403 InvalidAccessKeyId");
    }

    @Test
    void aClockThatIsOffIsRefused() {
        Instant now = Instant.now();
        assertThat(put().at(now.minus(Duration.ofMinutes(20))).send().error()).isEqualTo("403 RequestTimeTooSkewed");
        assertThat(put().at(now.plus(Duration.ofMinutes(20))).send().error()).isEqualTo("403 RequestTimeTooSkewed");
    }

    @Test
    void anonymousRequestsAreRefused() {
        assertThat(put().anonymous().send().error()).isEqualTo("403 AccessDenied");
        assertThat(request("GET", "/stays").anonymous().send().error()).isEqualTo("403 AccessDenied");
        assertThat(request("GET", "").anonymous().send().error()).isEqualTo("403 AccessDenied");
        assertThat(request("DELETE", "/stays").anonymous().send().error()).isEqualTo("403 AccessDenied");
    }

    @Test
    void anotherBodyThanWasSignedIsRefused() {
        byte[] other = BODY.clone();
        other[100_000] ^= 1;
        assertThat(put().send(other).error()).isEqualTo("400 XAmzContentSHA256Mismatch");
    }

    @Test
    void aWrongMd5IsRefused() {
        String wrong = Base64.getEncoder().encodeToString(new byte[16]);
        assertThat(put().header("Content-MD5", wrong).send().error()).isEqualTo("400 BadDigest");
        assertThat(put().header("Content-MD5", "not base64").send().error()).isEqualTo("400 InvalidDigest");
    }

    @ParameterizedTest
    @CsvSource({"crc32, 4", "crc32c, 4", "crc64nvme, 8", "sha1, 20", "sha256, 32"})
    void aWrongChecksumIsRefused(String algorithm, int length) {
        String wrong = Base64.getEncoder().encodeToString(new byte[length]);
        assertThat(put().header("x-amz-checksum-" + algorithm, wrong).send().error())
                .isEqualTo("400 BadDigest");
    }

    @Test
    void aBodyThatEndsEarlyIsNotTaken() throws IOException {
        try (Socket socket = put().sendPart(BODY.length / 2)) {
            socket.shutdownOutput();
            assertThat(answer(socket)).doesNotStartWith("HTTP/1.1 2");
        }
    }

    /** What came before the end, which may be a reset: half a request needs no answer. */
    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"acl", "retention", "legal-hold", "torrent", "nonsense", "restore"})
    void anUnknownSubresourceNeverFallsThrough(String name) {
        assertThat(request("PUT", "/stays?" + name).body(BODY).send().status()).isIn(501, 400);
        assertThat(request("PUT", "?" + name)
                        .body(SampleData.text("<x/>"))
                        .send()
                        .status())
                .isIn(501, 400, 405);
        assertThat(request("DELETE", "/stays?" + name).send().status()).isIn(501, 400, 405);
    }

    @Test
    void whatIsNotImplementedSaysSo() {
        assertThat(request("PUT", "/stays?torrent").body(BODY).send().error()).isEqualTo("501 NotImplemented");
        assertThat(request("PUT", "/stays?nonsense").body(BODY).send().error()).isEqualTo("501 NotImplemented");
        assertThat(request("PUT", "?replication").send().error()).isEqualTo("501 NotImplemented");
        assertThat(put().header("x-amz-server-side-encryption", "aws:kms")
                        .send()
                        .error())
                .isEqualTo("501 NotImplemented");
        assertThat(put().header("x-amz-unheard-of", "1").send().error()).isEqualTo("501 NotImplemented");
    }

    @Test
    void badXmlIsRefused() {
        for (String bad : List.of(
                "<Delete><Object><Key>stays</Key>",
                "<!DOCTYPE x [<!ENTITY a \"stays\">]><Delete><Object><Key>&a;</Key></Object></Delete>",
                "<Delete/>",
                "nonsense")) {
            byte[] body = SampleData.text(bad);
            String md5 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(SampleData.digest("MD5", body)));
            assertThat(request("POST", "?delete")
                            .header("Content-MD5", md5)
                            .body(body)
                            .send()
                            .error())
                    .as(bad)
                    .isEqualTo("400 MalformedXML");
        }
    }

    @Test
    void badValuesAreRefused() {
        assertThat(request("GET", "?list-type=2&max-keys=-1").send().error()).isEqualTo("400 InvalidArgument");
        assertThat(request("GET", "?list-type=2&max-keys=many").send().error()).isEqualTo("400 InvalidArgument");
        assertThat(request("GET", "?list-type=2&encoding-type=rot13").send().error())
                .isEqualTo("400 InvalidArgument");
        assertThat(request("PUT", "/stays?partNumber=0&uploadId=x")
                        .body(BODY)
                        .send()
                        .status())
                .isIn(400, 404);
        assertThat(RawRequest.of(endpoint(), "PUT", "/Bad_Bucket").send().error())
                .isEqualTo("400 InvalidBucketName");
        assertThat(request("GET", "/stays").header("Range", "bytes=9-1").send().status())
                .isIn(200, 416);
        assertThat(RawRequest.of(endpoint(), "GET", "/" + bucket + "/%ff")
                        .send()
                        .status())
                .isEqualTo(400);
        assertThat(RawRequest.of(endpoint(), "GET", "/" + bucket + "/a%00b")
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void errorsCarryTheirRequestIdAndResource() {
        RawRequest.Reply reply = request("GET", "/absent").send();
        assertThat(reply.error()).isEqualTo("404 NoSuchKey");
        String id = reply.header("x-amz-request-id").orElseThrow();
        assertThat(reply.text()).contains("<RequestId>" + id + "</RequestId>").contains("<Key>absent</Key>");
        assertThat(reply.header("Content-Type")).hasValue("application/xml");
    }
}
