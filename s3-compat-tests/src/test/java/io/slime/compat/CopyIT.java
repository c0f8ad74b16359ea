package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copies. */
final class CopyIT {
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final byte[] CONTENT = SampleData.bytes(31, 3_000_000);
    private static String from = "";
    private static String to = "";
    private static String etag = "";

    @BeforeAll
    static void makeBuckets() {
        from = Clients.bucket(S3, CopyIT.class);
        to = Clients.bucket(S3, CopyIT.class);
        etag = S3.putObject(
                        p -> p.bucket(from)
                                .key("source ü+&%")
                                .contentType("text/x")
                                .metadata(Map.of("k", "v")),
                        RequestBody.fromBytes(CONTENT))
                .eTag();
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static CopyObjectResponse copy(String key, Consumer<CopyObjectRequest.Builder> more) {
        return S3.copyObject(c -> more.accept(c.sourceBucket(from)
                .sourceKey("source ü+&%")
                .destinationBucket(to)
                .destinationKey(key)));
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    @Test
    void aCopyHasContentAndMetadataOfItsSource() {
        CopyObjectResponse answer = copy("kept", c -> {});
        assertThat(answer.copyObjectResult().eTag()).isEqualTo(etag);
        assertThat(answer.copyObjectResult().lastModified()).isNotNull();
        assertThat(S3.getObjectAsBytes(g -> g.bucket(to).key("kept")).asByteArray())
                .isEqualTo(CONTENT);
        HeadObjectResponse head = S3.headObject(h -> h.bucket(to).key("kept"));
        assertThat(head.contentType()).isEqualTo("text/x");
        assertThat(head.metadata()).containsExactlyEntriesOf(Map.of("k", "v"));
    }

    @Test
    void replaceTakesTheMetadataOfTheRequest() {
        copy(
                "replaced",
                c -> c.metadataDirective(MetadataDirective.REPLACE)
                        .contentType("text/y")
                        .metadata(Map.of("n", "w")));
        HeadObjectResponse head = S3.headObject(h -> h.bucket(to).key("replaced"));
        assertThat(head.contentType()).isEqualTo("text/y");
        assertThat(head.metadata()).containsExactlyEntriesOf(Map.of("n", "w"));
    }

    @Test
    void aCopyOutlivesItsSource() {
        S3.putObject(p -> p.bucket(from).key("mortal"), RequestBody.fromBytes(CONTENT));
        S3.copyObject(c ->
                c.sourceBucket(from).sourceKey("mortal").destinationBucket(to).destinationKey("survivor"));
        S3.deleteObject(d -> d.bucket(from).key("mortal"));
        assertThat(S3.getObjectAsBytes(g -> g.bucket(to).key("survivor")).asByteArray())
                .isEqualTo(CONTENT);
    }

    @Test
    void anObjectOverItselfMustChangeSomething() {
        S3.putObject(p -> p.bucket(from).key("self"), RequestBody.fromString("self"));
        Consumer<CopyObjectRequest.Builder> self = c ->
                c.sourceBucket(from).sourceKey("self").destinationBucket(from).destinationKey("self");
        assertThatThrownBy(() -> S3.copyObject(self)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
        });
        S3.copyObject(
                self.andThen(c -> c.metadataDirective(MetadataDirective.REPLACE).metadata(Map.of("new", "1"))));
        assertThat(S3.headObject(h -> h.bucket(from).key("self")).metadata()).containsEntry("new", "1");
        assertThat(S3.getObjectAsBytes(g -> g.bucket(from).key("self")).asUtf8String())
                .isEqualTo("self");
    }

    @Test
    void conditionsOnTheSourceHold() {
        Instant past = Instant.now().minus(Duration.ofDays(1));
        Instant future = Instant.now().plus(Duration.ofDays(1));
        assertThat(status(() -> copy("c", c -> c.copySourceIfMatch(etag)))).isEqualTo(200);
        assertThat(status(() -> copy("c", c -> c.copySourceIfMatch("\"0\"")))).isEqualTo(412);
        assertThat(status(() -> copy("c", c -> c.copySourceIfNoneMatch(etag)))).isEqualTo(412);
        assertThat(status(() -> copy("c", c -> c.copySourceIfModifiedSince(past))))
                .isEqualTo(200);
        assertThat(status(() -> copy("c", c -> c.copySourceIfUnmodifiedSince(past))))
                .isEqualTo(412);
        assertThat(status(() -> copy("c", c -> c.copySourceIfUnmodifiedSince(future))))
                .isEqualTo(200);
    }

    @Test
    void aSourceThatIsNotThereIsNotFound() {
        assertThat(status(() -> S3.copyObject(c -> c.sourceBucket(from)
                        .sourceKey("nothing")
                        .destinationBucket(to)
                        .destinationKey("nothing"))))
                .isEqualTo(404);
        assertThat(status(() -> S3.copyObject(c -> c.sourceBucket("no-such-bucket-here")
                        .sourceKey("nothing")
                        .destinationBucket(to)
                        .destinationKey("nothing"))))
                .isEqualTo(404);
        assertThat(status(() -> S3.headObject(h -> h.bucket(to).key("nothing"))))
                .isEqualTo(404);
    }
}
