package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.RawRequest;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that carry their signature. */
final class PresignIT {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final S3Presigner PRESIGNER = Clients.presigner(SharedServer.endpoint());
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final byte[] CONTENT = SampleData.bytes(41, 100_000);
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, PresignIT.class);
        S3.putObject(p -> p.bucket(bucket).key("a file+ü"), RequestBody.fromBytes(CONTENT));
    }

    @AfterAll
    static void close() {
        HTTP.close();
        PRESIGNER.close();
        S3.close();
    }

    private static URI getUrl() {
        return URI.create(PRESIGNER
                .presignGetObject(p -> p.signatureDuration(LIFE)
                        .getObjectRequest(g -> g.bucket(bucket)
                                .key("a file+ü")
                                .responseContentType("text/z")
                                .responseContentDisposition("attachment; filename=x")))
                .url()
                .toString());
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void aGetUrlIsAllThatIsNeeded() throws Exception {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(getUrl()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/z");
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=x");
    }

    @Test
    void aRangeMayBeAskedOfIt() throws Exception {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(getUrl()).header("Range", "bytes=10-19"));
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).hasSize(10);
    }

    @Test
    void aPutUrlTakesABodyOfCurl() {
        URI url = URI.create(PRESIGNER
                .presignPutObject(p -> p.signatureDuration(LIFE)
                        .putObjectRequest(o -> o.bucket(bucket).key("by curl")))
                .url()
                .toString());
        Command.of("curl", "-sSf", "-X", "PUT", "--data-binary", "hello", "-H", "Content-Type:", url.toString())
                .run()
                .ok();
        assertThat(S3.getObjectAsBytes(g -> g.bucket(bucket).key("by curl")).asUtf8String())
                .isEqualTo("hello");
    }

    @Test
    void aUrlOfYesterdayHasExpired() {
        RawRequest.Reply reply = expired();
        assertThat(reply.error()).isEqualTo("403 AccessDenied");
        assertThat(reply.text()).containsIgnoringCase("expired");
    }

    private static RawRequest.Reply expired() {
        return RawRequest.of(SharedServer.endpoint(), "GET", "/" + bucket + "/a%20file%2B%C3%BC")
                .at(Instant.now().minus(Duration.ofDays(1)))
                .presigned(Duration.ofHours(1))
                .send();
    }

    @Test
    void aChangedUrlIsRefused() throws Exception {
        String url = getUrl().toString();
        for (String changed : new String[] {
            url.replace("a%20file", "b%20file"),
            url.replace("text%2Fz", "text%2Fy"),
            url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"),
            url + "&versionId=null"
        }) {
            assertThat(changed).isNotEqualTo(url);
            HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(changed)));
            assertThat(answer.statusCode()).as(changed).isEqualTo(403);
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("SignatureDoesNotMatch");
        }
    }

    @Test
    void aUrlForOneMethodIsNotForAnother() throws Exception {
        assertThat(send(HttpRequest.newBuilder(getUrl()).DELETE()).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(getUrl()).PUT(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(S3.getObjectAsBytes(g -> g.bucket(bucket).key("a file+ü")).asByteArray())
                .isEqualTo(CONTENT);
    }
}
