package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.gateway.lifecycle.Lifecycle;
import io.slime.gateway.lifecycle.LifecycleDay;
import io.slime.metadata.redundancy.Scope;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How lifecycles give versions another storage class, with days of a tenth of a second. */
final class LifecycleTransitionsIT {
    private static final LifecycleDay DAY = new LifecycleDay(Duration.ofMillis(100));
    private static final String CLASS = "x-amz-storage-class";
    private static final String SIZED = "<Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter>";

    private final S3ForTests s3 = new S3ForTests(DAY);
    private final S3Client root = s3.root;
    private final Lifecycle lifecycle = new Lifecycle(s3.metadata(), UUID.randomUUID(), DAY, () -> false);

    @BeforeEach
    void fill() {
        s3.metadata().redundancy().setClass("STANDARD_IA", new Redundancy(1, 3), false);
        s3.metadata().redundancy().setClass("GLACIER", new Redundancy(1, 2), false);
        root.put("/b-1", "");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private void configure(String bucket, String... rules) {
        StringBuilder document = new StringBuilder("<LifecycleConfiguration>");
        for (String rule : rules) {
            document.append("<Rule><Status>Enabled</Status>").append(rule).append("</Rule>");
        }
        assertThat(root.put("/" + bucket + "?lifecycle", document + "</LifecycleConfiguration>")
                        .outcome())
                .isEqualTo("200");
    }

    private void until(String target, String storageClass) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    lifecycle.run();
                    assertThat(root.head(target).header(CLASS)).isEqualTo(storageClass);
                });
    }

    private static String to(String storageClass, int days) {
        return "<Transition><Days>" + days + "</Days><StorageClass>" + storageClass + "</StorageClass></Transition>";
    }

    @Test
    void nothingButTheClassChanges() {
        root.put("/b-1?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        S3Client.Reply put = root.put("/b-1/k", "text", "x-amz-tagging", "a=b", "x-amz-meta-m", "1");
        S3Client.Reply before = root.head("/b-1/k");
        root.put("/b-1/empty", "");
        configure("b-1", SIZED + to("STANDARD_IA", 1));
        until("/b-1/k", "STANDARD_IA");
        S3Client.Reply after = root.get("/b-1/k");
        for (String name : new String[] {"ETag", "Last-Modified", "x-amz-version-id", "x-amz-meta-m"}) {
            assertThat(after.header(name))
                    .as(name)
                    .isEqualTo(before.header(name))
                    .isNotEmpty();
        }
        assertThat(after.text()).isEqualTo("text");
        assertThat(after.header("x-amz-tagging-count")).isEqualTo("1");
        assertThat(put.header("x-amz-version-id")).isEqualTo(after.header("x-amz-version-id"));
        assertThat(root.get("/b-1?list-type=2&prefix=k").element("StorageClass"))
                .isEqualTo("STANDARD_IA");
        assertThat(root.get("/b-1?versions&prefix=k").element("StorageClass")).isEqualTo("STANDARD_IA");
        assertThat(root.head("/b-1/empty").header(CLASS)).isEmpty();
        assertThat(s3.metadata().redundancy().rewrites())
                .anyMatch(rewrite -> rewrite.scope().equals(Scope.storageClass("STANDARD_IA")));
        assertThat(s3.metadata().tasks().find("lifecycle").orElseThrow().progress())
                .contains("\"moved\": 1");
    }

    @Test
    void locksDoNotStandInTheWayAndStay() {
        root.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        root.put(
                "/locked?object-lock",
                "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
                        + "<Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>");
        root.put("/locked/k", "text");
        S3Client.Reply before = root.head("/locked/k");
        assertThat(before.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
        configure("locked", SIZED + to("GLACIER", 0));
        until("/locked/k", "GLACIER");
        S3Client.Reply after = root.head("/locked/k");
        assertThat(after.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
        assertThat(after.header("x-amz-object-lock-retain-until-date"))
                .isEqualTo(before.header("x-amz-object-lock-retain-until-date"));
        assertThat(root.delete("/locked/k?versionId=" + after.header("x-amz-version-id"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void versionsBehindTheCurrentOneMoveAndExpireInTheirTurn() {
        root.put("/b-1?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        String old = root.put("/b-1/k", "old").header("x-amz-version-id");
        root.put("/b-1/k", "new");
        configure(
                "b-1",
                SIZED + "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays>"
                        + "<StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>");
        until("/b-1/k?versionId=" + old, "GLACIER");
        assertThat(root.head("/b-1/k").header(CLASS)).isEmpty();
        assertThat(root.get("/b-1/k?versionId=" + old).text()).isEqualTo("old");
        configure("b-1", SIZED + to("STANDARD_IA", 1) + "<Expiration><Days>2</Days></Expiration>");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            lifecycle.run();
            assertThat(root.head("/b-1/k").status()).isEqualTo(404);
        });
    }

    @Test
    void aClassThatIsGoneByNowMovesNothing() {
        root.put("/b-1/k", "text");
        configure("b-1", SIZED + to("GLACIER", 0));
        s3.metadata().redundancy().removeClass("GLACIER");
        configure("b-1", SIZED + to("STANDARD_IA", 0));
        until("/b-1/k", "STANDARD_IA");
        assertThat(s3.metadata().redundancy().moveVersion("b-1/k", 0, true, "GLACIER"))
                .isFalse();
    }
}
