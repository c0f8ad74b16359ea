package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SharedServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Tags, as the AWS SDK sends and reads them. */
final class TaggingIT {
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final List<Tag> TAGS = List.of(tag("a key", "a + value/ü"), tag("empty", ""));
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, TaggingIT.class);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void objectsHaveTags() {
        S3.putObject(
                p -> p.bucket(bucket)
                        .key("put")
                        .tagging(Tagging.builder().tagSet(TAGS).build()),
                RequestBody.fromString("x"));
        assertThat(S3.getObjectTagging(g -> g.bucket(bucket).key("put")).tagSet())
                .isEqualTo(TAGS);
        assertThat(S3.headObject(h -> h.bucket(bucket).key("put")).tagCount()).isEqualTo(2);
        S3.putObjectTagging(p -> p.bucket(bucket).key("put").tagging(t -> t.tagSet(tag("k", "v"))));
        assertThat(S3.getObjectTagging(g -> g.bucket(bucket).key("put")).tagSet())
                .containsExactly(tag("k", "v"));
        S3.deleteObjectTagging(d -> d.bucket(bucket).key("put"));
        assertThat(S3.getObjectTagging(g -> g.bucket(bucket).key("put")).tagSet())
                .isEmpty();
    }

    @Test
    void bucketsHaveTags() {
        S3.putBucketTagging(p -> p.bucket(bucket).tagging(t -> t.tagSet(TAGS)));
        assertThat(S3.getBucketTagging(g -> g.bucket(bucket)).tagSet()).isEqualTo(TAGS);
        S3.deleteBucketTagging(d -> d.bucket(bucket));
        assertThatThrownBy(() -> S3.getBucketTagging(g -> g.bucket(bucket)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchTagSet"));
    }
}
