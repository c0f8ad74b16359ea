package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.lifecycle.Lifecycle;
import io.slime.gateway.lifecycle.LifecycleDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lifecycles do, over a socket, with days of a tenth of a second. */
final class LifecycleIT {
    private static final LifecycleDay DAY = new LifecycleDay(Duration.ofMillis(100));
    private static final String ENABLE = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    private static final String SUSPEND =
            "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";

    private final S3ForTests s3 = new S3ForTests(DAY);
    private final S3Client root = s3.root;
    private final Lifecycle lifecycle = lifecycle(500);

    @AfterEach
    void close() {
        s3.close();
    }

    private Lifecycle lifecycle(int page) {
        return new Lifecycle(s3.metadata(), UUID.randomUUID(), DAY, () -> false, page);
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

    private static String filter(String filter) {
        return "<Filter>" + filter + "</Filter>";
    }

    private static String days(int days) {
        return "<Expiration><Days>" + days + "</Days></Expiration>";
    }

    /** Versions as {@code key}, with {@code !} where a delete marker is, newest first. */
    private List<String> versions(String bucket) {
        List<String> found = new ArrayList<>();
        Matcher m = Pattern.compile("<(Version|DeleteMarker)><Key>([^<]*)</Key>")
                .matcher(root.get("/" + bucket + "?versions").text());
        while (m.find()) {
            found.add(m.group(2) + (m.group(1).equals("Version") ? "" : "!"));
        }
        return found;
    }

    private void until(Lifecycle task, String bucket, String... versions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    task.run();
                    assertThat(versions(bucket)).containsExactly(versions);
                });
    }

    /** Lets the task pass at least twice through everything. */
    private void passes(Lifecycle task) {
        for (int over = 0; over < 2; ) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(5))
                    .until(task::run);
            while (task.run()) {
                // on to the end of the pass
            }
            over++;
        }
    }

    @Test
    void currentVersionsGoByPrefixTagAndSize() {
        root.put("/plain", "");
        root.put("/plain/logs/a", "x");
        root.put("/plain/logs/b", "x", "x-amz-tagging", "keep=yes");
        root.put("/plain/other", "x");
        root.put("/plain/tagged", "x", "x-amz-tagging", "temp=1&more=2");
        root.put("/plain/large", "x".repeat(100));
        configure(
                "plain",
                filter("<Prefix>logs/</Prefix>") + days(1),
                filter("<Tag><Key>temp</Key><Value>1</Value></Tag>") + days(1),
                filter("<ObjectSizeGreaterThan>99</ObjectSizeGreaterThan>") + days(1),
                filter("<And><Prefix>o</Prefix><ObjectSizeLessThan>1</ObjectSizeLessThan></And>") + days(1),
                filter("") + "<Expiration><Date>2099-01-01T00:00:00Z</Date></Expiration>");
        until(lifecycle, "plain", "other");
        assertThat(root.head("/plain/logs/a").status()).isEqualTo(404);
        assertThat(s3.metadata().tasks().find("lifecycle").orElseThrow().progress())
                .contains("\"done\": 4");
    }

    @Test
    void aDateMakesAllGoAndLongDaysNone() {
        root.put("/dates", "");
        root.put("/dates/a", "x");
        root.put("/days", "");
        root.put("/days/a", "x");
        configure("dates", "<Prefix/><Expiration><Date>2020-01-01</Date></Expiration>");
        configure("days", "<Prefix/>" + days(1_000_000));
        until(lifecycle, "dates");
        passes(lifecycle);
        assertThat(versions("days")).containsExactly("a");
    }

    @Test
    void aDisabledRuleDoesNothing() {
        root.put("/disabled", "");
        root.put("/disabled/a", "x");
        assertThat(root.put(
                                "/disabled?lifecycle",
                                "<LifecycleConfiguration><Rule><Status>Disabled</Status><Prefix/>"
                                        + "<Expiration><Date>2020-01-01</Date></Expiration></Rule></LifecycleConfiguration>")
                        .outcome())
                .isEqualTo("200");
        passes(lifecycle);
        assertThat(versions("disabled")).containsExactly("a");
    }

    @Test
    void versionsAreHiddenThenRemovedAndThenTheirMarker() {
        root.put("/kept", "");
        root.put("/kept?versioning", ENABLE);
        root.put("/kept/a", "1");
        root.put("/kept/a", "2");
        configure("kept", filter("") + days(1));
        until(lifecycle, "kept", "a!", "a", "a");
        passes(lifecycle);
        assertThat(versions("kept")).containsExactly("a!", "a", "a");
        configure(
                "kept",
                filter("") + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                        + "</NoncurrentVersionExpiration>");
        until(lifecycle, "kept", "a!");
        passes(lifecycle);
        assertThat(versions("kept")).containsExactly("a!");
        configure(
                "kept",
                filter("") + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>");
        until(lifecycle, "kept");
        assertThat(root.delete("/kept").outcome()).isEqualTo("204");
    }

    @Test
    void theNewestNoncurrentVersionsStayHoweverPagesAreCut() {
        root.put("/newest", "");
        root.put("/newest?versioning", ENABLE);
        for (String key : new String[] {"a", "b"}) {
            for (int i = 0; i < 6; i++) {
                root.put("/newest/" + key, "x");
            }
        }
        configure(
                "newest",
                filter("") + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                        + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>");
        Lifecycle small = lifecycle(1);
        until(small, "newest", "a", "a", "a", "b", "b", "b");
        passes(small);
        assertThat(versions("newest")).containsExactly("a", "a", "a", "b", "b", "b");
    }

    @Test
    void whereVersioningIsSuspendedAMarkerTakesThePlace() {
        root.put("/halted", "");
        root.put("/halted?versioning", ENABLE);
        root.put("/halted/a", "1");
        root.put("/halted?versioning", SUSPEND);
        root.put("/halted/a", "2");
        configure("halted", "<Prefix>a</Prefix>" + days(1));
        until(lifecycle, "halted", "a!", "a");
    }

    @Test
    void uploadsAreAborted() {
        root.put("/parts", "");
        String id = root.send("POST", "/parts/logs/up?uploads", "").element("UploadId");
        root.put("/parts/logs/up?partNumber=1&uploadId=" + id, "x");
        String other = root.send("POST", "/parts/up?uploads", "").element("UploadId");
        configure(
                "parts",
                filter("<Prefix>logs/</Prefix>")
                        + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload>");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            lifecycle.run();
            assertThat(root.get("/parts?uploads").text()).doesNotContain(id).contains(other);
        });
    }

    @Test
    void aLockedVersionStays() {
        root.put("/locked", "");
        root.put("/locked?versioning", ENABLE);
        root.put("/locked/a", "1");
        root.put("/locked/a", "2");
        s3.metadata().transactions().write(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE slime.version SET legal_hold = true WHERE path = 'locked/a'");
            }
        });
        configure(
                "locked",
                filter("") + days(1) + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                        + "</NoncurrentVersionExpiration>");
        until(lifecycle, "locked", "a!", "a");
        passes(lifecycle);
        assertThat(versions("locked")).containsExactly("a!", "a");
    }

    @Test
    void nothingGoesWhileDeletionIsFrozenAndOneGatewayWorksAtATime() {
        root.put("/frozen", "");
        root.put("/frozen/a", "x");
        configure("frozen", "<Prefix/><Expiration><Date>2020-01-01</Date></Expiration>");
        assertThat(new Lifecycle(s3.metadata(), UUID.randomUUID(), DAY, () -> true).run())
                .isFalse();
        assertThat(lifecycle.run()).isTrue();
        assertThat(lifecycle(500).run()).isFalse(); // another gateway has the lease
        assertThat(versions("frozen")).containsExactly("a");
        until(lifecycle, "frozen");
    }

    @Test
    void aPassIsGoneOnWithByAnotherGateway() {
        root.put("/handed", "");
        for (int i = 0; i < 5; i++) {
            root.put("/handed/" + i, "x");
        }
        configure("handed", "<Prefix/><Expiration><Date>2020-01-01</Date></Expiration>");
        UUID first = UUID.randomUUID();
        Lifecycle one = new Lifecycle(s3.metadata(), first, DAY, () -> false, 2);
        one.run();
        one.run();
        assertThat(versions("handed")).containsExactly("2", "3", "4");
        s3.metadata().tasks().release("lifecycle", first);
        Lifecycle two = new Lifecycle(s3.metadata(), UUID.randomUUID(), DAY, () -> false, 2);
        two.run();
        assertThat(versions("handed")).containsExactly("4");
    }
}
