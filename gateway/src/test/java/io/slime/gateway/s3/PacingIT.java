package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.event.Event;
import io.slime.gateway.event.Events;
import io.slime.metadata.account.Rate;
import io.slime.metadata.quota.Quota;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rates of keys, quotas, and the record of changes, as S3 clients meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PacingIT {
    private static final String VERSIONING =
            "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status></VersioningConfiguration>";

    private final S3ForTests s3 = new S3ForTests();

    @AfterAll
    void close() {
        s3.close();
    }

    @Test
    void aKeyBeyondItsRateIsToldToSlowDownAndOthersAreNot() {
        AccessKey key = s3.newKey("ann");
        assertThat(s3.rate(key, new Rate(OptionalLong.of(1), OptionalLong.empty())))
                .isTrue();
        S3Client ann = s3.client(key);
        List<S3Client.Reply> replies =
                IntStream.range(0, 20).mapToObj(i -> ann.get("/")).toList();
        assertThat(replies.getFirst().outcome()).isEqualTo("200");
        S3Client.Reply refused = replies.stream()
                .filter(reply -> !reply.outcome().equals("200"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.outcome()).isEqualTo("503 SlowDown");
        assertThat(refused.response().headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(s3.root.get("/").outcome()).isEqualTo("200");
    }

    @Test
    void whatExceedsAQuotaIsRefusedBeforeItsBodyIsTaken() {
        s3.root.put("/full", "");
        s3.metadata().quotas().setBucket("full", new Quota(OptionalLong.of(10), OptionalLong.empty()));
        assertThat(s3.root.put("/full/a", "0123456789").outcome()).isEqualTo("200");
        assertThat(s3.root.put("/full/b", "0").outcome()).isEqualTo("403 QuotaExceeded");
        assertThat(s3.root.put("/full/c", "", "x-amz-copy-source", "/full/a").outcome())
                .isEqualTo("403 QuotaExceeded");
        assertThat(s3.root.put("/full/a", "01234").outcome()).isEqualTo("200");
    }

    @Test
    void whatChangesABucketIsKeptAndWhatChangesObjectsIsNot() {
        s3.root.put("/photos", "");
        assertThat(s3.root.put("/photos?versioning", VERSIONING).outcome()).isEqualTo("200");
        s3.root.put("/photos/a", "a");
        assertThat(s3.root.put("/photos?versioning", "nonsense").outcome()).startsWith("400");
        await().untilAsserted(() -> assertThat(events("CreateBucket")).hasSize(1));
        await().untilAsserted(() -> assertThat(events("PutBucketVersioning")).hasSize(1));
        assertThat(events("PutObject")).isEmpty();
        Event versioning = events("PutBucketVersioning").getFirst();
        assertThat(versioning.way()).isEqualTo("s3");
        assertThat(versioning.document().path("user").asText()).isEqualTo("root");
        assertThat(versioning.document().path("before").toString()).isEqualTo("{\"versioning\":\"off\"}");
        assertThat(versioning.document().path("after").toString()).isEqualTo("{\"versioning\":\"enabled\"}");
    }

    /** An event is written when its answer has gone out. */
    private List<Event> events(String what) {
        return new Events(s3.metadata().events())
                .latest(100).stream()
                        .filter(event -> event.subject().equals("buckets/photos"))
                        .filter(event -> event.document().path("what").asText().equals(what))
                        .toList();
    }
}
