package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Buckets in host names. */
final class S3SettingsTest {
    private final S3Settings settings =
            new S3Settings("us-east-1", List.of("example.org", "s3.Example.org", "localhost"), "host");

    @Test
    void findsTheBucketInASubdomain() {
        assertThat(settings.bucketOf("photos.s3.example.org")).contains("photos");
        assertThat(settings.bucketOf("PHOTOS.s3.example.org:17943")).contains("photos");
        assertThat(settings.bucketOf("a.b.localhost:1")).contains("a.b");
    }

    @Test
    void keysOfClientsComeByTlsOrFromThisHostUnlessTheOperatorSaysOtherwise() {
        assertThat(settings.confidential(true, false)).isTrue();
        assertThat(settings.confidential(false, true)).isTrue();
        assertThat(settings.confidential(false, false)).isFalse();
        assertThat(new S3Settings("us-east-1", List.of(), "host", true).confidential(false, false))
                .isTrue();
    }

    @Test
    void findsNoneElsewhere() {
        for (String host :
                List.of("s3.example.org", "example.org:80", "127.0.0.1:1", "[::1]:17943", "[::1]", "x.y", "")) {
            assertThat(settings.bucketOf(host)).as(host).isEmpty();
        }
    }
}
