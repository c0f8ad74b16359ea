package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Object lock over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectLockIT {
    private static final String ENABLED = "x-amz-bucket-object-lock-enabled";
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String HOLD = "x-amz-object-lock-legal-hold";
    private static final String[] BYPASS = {"x-amz-bypass-governance-retention", "true"};
    private final String soon = date(1);
    private final String later = date(2);

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    ObjectLockIT() {
        assertThat(root.put("/locked", "", ENABLED, "true").outcome()).isEqualTo("200");
        assertThat(root.put("/plain", "").outcome()).isEqualTo("200");
        assertThat(root.put("/plain/k", "x").outcome()).isEqualTo("200");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static String date(int days) {
        return Instant.now()
                .plus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String md5(String body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String put(String key) {
        S3Client.Reply reply = root.put("/locked/" + key, "content");
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.header("x-amz-version-id");
    }

    private String retain(String target, String mode, String until, String... headers) {
        return root.put(
                        target + (target.contains("?") ? "&retention" : "?retention"),
                        "<Retention><Mode>" + mode + "</Mode><RetainUntilDate>" + until
                                + "</RetainUntilDate></Retention>",
                        headers)
                .outcome();
    }

    private String hold(String target, String status) {
        return root.put(target + "?legal-hold", "<LegalHold><Status>" + status + "</Status></LegalHold>")
                .outcome();
    }

    private String configure(String bucket, String content) {
        return root.put(
                        "/" + bucket + "?object-lock",
                        "<ObjectLockConfiguration>" + content + "</ObjectLockConfiguration>")
                .outcome();
    }

    private static String rule(String content) {
        return "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>" + content
                + "</DefaultRetention></Rule>";
    }

    private S3Client.Reply deleteMany(String body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "content-md5";
        all[headers.length + 1] = md5(body);
        return root.send("POST", "/locked?delete", body, all);
    }

    @Test
    void aBucketHasObjectLockForGoodAndItsVersioningToo() {
        assertThat(root.get("/locked?versioning").element("Status")).isEqualTo("Enabled");
        assertThat(root.get("/locked?object-lock").element("ObjectLockEnabled")).isEqualTo("Enabled");
        assertThat(root.put(
                                "/locked?versioning",
                                "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")
                        .outcome())
                .isEqualTo("409 InvalidBucketState");
        assertThat(root.put("/maybe", "", ENABLED, "maybe").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/plain?object-lock").outcome()).isEqualTo("404 ObjectLockConfigurationNotFoundError");
        assertThat(configure("plain", "<ObjectLockEnabled>Enabled</ObjectLockEnabled>"))
                .isEqualTo("409 InvalidBucketState");
    }

    @Test
    void theConfigurationIsHeldToItsForm() {
        root.put("/form", "", ENABLED, "true");
        String governance = "<Mode>GOVERNANCE</Mode>";
        assertThat(configure("form", rule(governance + "<Days>1</Days><Years>1</Years>")))
                .isEqualTo("400 MalformedXML");
        assertThat(configure("form", rule(governance))).isEqualTo("400 MalformedXML");
        assertThat(configure("form", rule("<Mode>governance</Mode><Days>1</Days>")))
                .isEqualTo("400 MalformedXML");
        assertThat(configure("form", rule("<Days>1</Days>"))).isEqualTo("400 MalformedXML");
        assertThat(configure("form", rule(governance + "<Days>0</Days>"))).isEqualTo("400 InvalidRetentionPeriod");
        assertThat(configure("form", rule(governance + "<Years>-1</Years>"))).isEqualTo("400 InvalidRetentionPeriod");
        assertThat(configure("form", rule(governance + "<Days>36501</Days>"))).isEqualTo("400 InvalidRetentionPeriod");
        assertThat(configure("form", "<ObjectLockEnabled>Disabled</ObjectLockEnabled>"))
                .isEqualTo("400 MalformedXML");
        assertThat(root.get("/form?object-lock").text()).doesNotContain("Rule");
        assertThat(configure("form", rule(governance + "<Years>1</Years>"))).isEqualTo("200");
        assertThat(root.get("/form?object-lock").text())
                .contains("<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Years>1</Years></DefaultRetention></Rule>");
        S3Client.Reply put = root.put("/form/k", "x");
        S3Client.Reply head = root.head("/form/k");
        assertThat(head.header(MODE)).isEqualTo("GOVERNANCE");
        assertThat(Instant.parse(head.header(UNTIL)))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(367)));
        assertThat(root.delete("/form/k?versionId=" + put.header("x-amz-version-id"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(configure("form", "<ObjectLockEnabled>Enabled</ObjectLockEnabled>"))
                .isEqualTo("200");
        root.put("/form/free", "x");
        assertThat(root.head("/form/free").header(MODE)).isEmpty();
    }

    @Test
    void retentionsAreSetShownAndKept() {
        String id = put("retained");
        assertThat(root.get("/locked/retained?retention").outcome()).isEqualTo("404 NoSuchObjectLockConfiguration");
        assertThat(root.get("/locked/retained").header(MODE)).isEmpty();
        assertThat(retain("/locked/retained", "GOVERNANCE", soon)).isEqualTo("200");
        S3Client.Reply shown = root.get("/locked/retained?retention&versionId=" + id);
        assertThat(shown.element("Mode")).isEqualTo("GOVERNANCE");
        assertThat(Instant.parse(shown.element("RetainUntilDate"))).isEqualTo(Instant.parse(soon));
        assertThat(root.get("/locked/retained").header(MODE)).isEqualTo("GOVERNANCE");
        assertThat(root.head("/locked/retained").header(UNTIL)).isEqualTo(soon.replace("Z", ".000Z"));
        String target = "/locked/retained?versionId=" + id;
        assertThat(root.delete(target).outcome()).isEqualTo("403 AccessDenied");
        assertThat(retain(target, "GOVERNANCE", later)).isEqualTo("200");
        assertThat(retain(target, "GOVERNANCE", soon)).isEqualTo("403 AccessDenied");
        assertThat(retain(target, "COMPLIANCE", later)).isEqualTo("403 AccessDenied");
        assertThat(retain(target, "GOVERNANCE", soon, BYPASS)).isEqualTo("200");
        assertThat(retain(target, "COMPLIANCE", soon, BYPASS)).isEqualTo("200");
        assertThat(root.delete(target, BYPASS).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(target + "&retention", "<Retention/>", BYPASS).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.get(target).text()).isEqualTo("content");
    }

    @Test
    void governanceEndsByTheBypass() {
        String id = put("governed");
        assertThat(retain("/locked/governed", "GOVERNANCE", soon)).isEqualTo("200");
        assertThat(root.put("/locked/governed?retention", "<Retention/>").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put("/locked/governed?retention", "<Retention/>", BYPASS)
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get("/locked/governed?retention").outcome()).isEqualTo("404 NoSuchObjectLockConfiguration");
        assertThat(retain("/locked/governed", "GOVERNANCE", soon)).isEqualTo("200");
        String[] no = {"x-amz-bypass-governance-retention", "false"};
        assertThat(root.delete("/locked/governed?versionId=" + id, no).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.delete("/locked/governed?versionId=" + id, BYPASS).outcome())
                .isEqualTo("204");
    }

    @Test
    void documentsAboutVersionsAreHeldToTheirForm() {
        put("form");
        assertThat(retain("/locked/form", "governance", soon)).isEqualTo("400 MalformedXML");
        assertThat(retain("/locked/form", "GOVERNANCE", "tomorrow")).isEqualTo("400 MalformedXML");
        assertThat(retain("/locked/form", "GOVERNANCE", "+99999-01-01T00:00:00Z"))
                .isEqualTo("400 MalformedXML");
        assertThat(retain("/locked/form", "GOVERNANCE", "2020-01-01T00:00:00Z")).isEqualTo("400 InvalidArgument");
        assertThat(root.put("/locked/form?retention", "<Retention><Mode>GOVERNANCE</Mode></Retention>")
                        .outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(hold("/locked/form", "abc")).isEqualTo("400 MalformedXML");
        assertThat(retain("/plain/k", "GOVERNANCE", soon)).isEqualTo("400 InvalidRequest");
        assertThat(root.get("/plain/k?retention").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(hold("/plain/k", "ON")).isEqualTo("400 InvalidRequest");
        assertThat(root.get("/plain/k?legal-hold").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(retain("/locked/absent", "GOVERNANCE", soon)).isEqualTo("404 NoSuchKey");
        assertThat(retain("/locked/form?versionId=" + "0".repeat(32), "GOVERNANCE", soon))
                .isEqualTo("404 NoSuchVersion");
        root.delete("/locked/form");
        assertThat(hold("/locked/form", "ON")).isEqualTo("404 NoSuchKey");
    }

    @Test
    void aHoldIsSetShownKeptAndLifted() {
        String id = put("held");
        assertThat(root.get("/locked/held?legal-hold").outcome()).isEqualTo("404 NoSuchObjectLockConfiguration");
        assertThat(root.head("/locked/held").header(HOLD)).isEmpty();
        assertThat(hold("/locked/held", "ON")).isEqualTo("200");
        assertThat(root.get("/locked/held?legal-hold").element("Status")).isEqualTo("ON");
        assertThat(root.head("/locked/held").header(HOLD)).isEqualTo("ON");
        assertThat(root.delete("/locked/held?versionId=" + id, BYPASS).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(hold("/locked/held", "OFF")).isEqualTo("200");
        assertThat(root.get("/locked/held?legal-hold").element("Status")).isEqualTo("OFF");
        assertThat(root.head("/locked/held").header(HOLD)).isEqualTo("OFF");
        assertThat(root.delete("/locked/held?versionId=" + id).outcome()).isEqualTo("204");
    }

    @Test
    void writesBringLocksAlong() {
        String[] lock = {MODE, "GOVERNANCE", UNTIL, soon, HOLD, "ON", "content-md5", md5("x")};
        assertThat(root.put("/locked/brought", "x", lock).outcome()).isEqualTo("200");
        S3Client.Reply head = root.head("/locked/brought");
        assertThat(head.header(MODE) + head.header(HOLD)).isEqualTo("GOVERNANCEON");
        String[] copying = {"x-amz-copy-source", "/locked/brought", MODE, "COMPLIANCE", UNTIL, soon};
        assertThat(root.put("/locked/copy", "", copying).outcome()).isEqualTo("200");
        S3Client.Reply copy = root.head("/locked/copy");
        assertThat(copy.header(MODE) + copy.header(HOLD)).isEqualTo("COMPLIANCE");
        assertThat(root.put("/locked/bare", "", "x-amz-copy-source", "/locked/brought")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.head("/locked/bare").header(MODE)).isEmpty();
        String[] uploading = {MODE, "GOVERNANCE", UNTIL, soon, HOLD, "OFF"};
        String upload =
                root.send("POST", "/locked/parts?uploads", "", uploading).element("UploadId");
        String part = root.put("/locked/parts?partNumber=1&uploadId=" + upload, "part")
                .header("etag");
        S3Client.Reply made = root.send(
                "POST",
                "/locked/parts?uploadId=" + upload,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(made.outcome()).isEqualTo("200");
        S3Client.Reply whole = root.head("/locked/parts");
        assertThat(whole.header(MODE) + whole.header(HOLD)).isEqualTo("GOVERNANCEOFF");
        assertThat(root.delete("/locked/parts?versionId=" + made.header("x-amz-version-id"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void headersOfWritesAreHeldToTheirForm() {
        String sum = md5("x");
        assertThat(root.put("/locked/h", "x", MODE, "GOVERNANCE", UNTIL, soon).outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.put("/locked/h", "x", MODE, "GOVERNANCE", "content-md5", sum)
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put("/locked/h", "x", UNTIL, soon, "content-md5", sum).outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put("/locked/h", "x", MODE, "NONE", UNTIL, soon, "content-md5", sum)
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        String past = "2020-01-01T00:00:00Z";
        assertThat(root.put("/locked/h", "x", MODE, "GOVERNANCE", UNTIL, past, "content-md5", sum)
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put("/locked/h", "x", HOLD, "on", "content-md5", sum).outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.get("/locked/h").outcome()).isEqualTo("404 NoSuchKey");
        for (String[] lock : new String[][] {{HOLD, "ON"}, {MODE, "GOVERNANCE", UNTIL, soon}}) {
            assertThat(root.send("POST", "/plain/h?uploads", "", lock).outcome())
                    .isEqualTo("400 InvalidRequest");
        }
        assertThat(root.put("/plain/h", "x", HOLD, "ON", "content-md5", sum).outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void othersNeedAPermissionForEachThing() {
        S3Client other = s3.newUser("locker");
        root.put("/others", "", ENABLED, "true");
        String id = root.put("/others/k", "x").header("x-amz-version-id");
        assertThat(retain("/others/k", "GOVERNANCE", soon)).isEqualTo("200");
        String target = "/others/k?versionId=" + id;
        allow("'s3:GetObject','s3:DeleteObjectVersion','s3:PutObject'");
        assertThat(other.get("/others/k").text()).isEqualTo("x");
        assertThat(other.head("/others/k").header(MODE)).isEmpty();
        assertThat(other.delete(target, BYPASS).outcome()).isEqualTo("403 AccessDenied");
        String many = "<Delete><Object><Key>k</Key><VersionId>" + id + "</VersionId></Object></Delete>";
        assertThat(other.send("POST", "/others?delete", many, "content-md5", md5(many), BYPASS[0], BYPASS[1])
                        .text())
                .contains("<Code>AccessDenied</Code>");
        assertThat(other.get("/others/k?retention").outcome()).isEqualTo("403 AccessDenied");
        String[] lock = {MODE, "GOVERNANCE", UNTIL, soon, "content-md5", md5("y")};
        assertThat(other.put("/others/l", "y", lock).outcome()).isEqualTo("403 AccessDenied");
        assertThat(other.put("/others/l", "y", HOLD, "ON", "content-md5", md5("y"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(other.put("/others/l", "y").outcome()).isEqualTo("200");
        allow("'s3:GetObject','s3:GetObjectRetention','s3:DeleteObjectVersion','s3:BypassGovernanceRetention'");
        assertThat(other.head("/others/k").header(MODE)).isEqualTo("GOVERNANCE");
        assertThat(other.get("/others/k?retention").element("Mode")).isEqualTo("GOVERNANCE");
        assertThat(other.put("/others/k?retention", "<Retention/>", BYPASS).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(other.delete(target).outcome()).isEqualTo("403 AccessDenied");
        assertThat(other.delete(target, BYPASS).outcome()).isEqualTo("204");
    }

    private void allow(String actions) {
        String policy = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*','Action':[" + actions
                + "],'Resource':'arn:aws:s3:::others/*'}]}";
        assertThat(root.delete("/others?publicAccessBlock").outcome()).isEqualTo("204");
        assertThat(root.put("/others?policy", policy.replace('\'', '"')).outcome())
                .isEqualTo("204");
    }

    @Test
    void markersComeAndGoFreelyAndDeleteObjectsTellsOfEachKey() {
        String id = put("many");
        assertThat(retain("/locked/many", "GOVERNANCE", soon)).isEqualTo("200");
        S3Client.Reply marker = root.delete("/locked/many");
        assertThat(marker.outcome()).isEqualTo("204");
        assertThat(marker.header("x-amz-delete-marker")).isEqualTo("true");
        String free = put("free");
        String body = "<Delete><Object><Key>many</Key><VersionId>" + id + "</VersionId></Object>"
                + "<Object><Key>free</Key><VersionId>" + free
                + "</VersionId></Object><Object><Key>many</Key><VersionId>"
                + marker.header("x-amz-version-id") + "</VersionId></Object></Delete>";
        S3Client.Reply refused = deleteMany(body);
        assertThat(refused.text())
                .contains("<Error><Key>many</Key><VersionId>" + id + "</VersionId><Code>AccessDenied</Code>")
                .contains("<Deleted><Key>free</Key>")
                .contains("<DeleteMarker>true</DeleteMarker>");
        assertThat(root.get("/locked/many").text()).isEqualTo("content");
        assertThat(deleteMany(body, BYPASS).text()).doesNotContain("<Error>");
        assertThat(root.get("/locked/many").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.delete("/locked").outcome()).isEqualTo("409 BucketNotEmpty");
    }
}
