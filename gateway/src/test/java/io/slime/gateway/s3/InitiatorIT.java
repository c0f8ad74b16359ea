package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What who began an upload may do with it, what others may, and what a policy sees of its parts. */
final class InitiatorIT {
    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client BOB = S3.newUser("bob");
    private static final S3Client CAROL = S3.newUser("carol");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final S3Client root = S3.root;
    private final String bucket = "initiator-" + NUMBER.incrementAndGet();
    private final String key = "/" + bucket + "/k";

    @BeforeEach
    void create() {
        assertThat(root.put(
                                "/" + bucket,
                                "",
                                "x-amz-object-ownership",
                                "BucketOwnerPreferred",
                                "x-amz-bucket-object-lock-enabled",
                                "true")
                        .outcome())
                .isEqualTo("200");
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private void policy(String... statements) {
        String text = "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
        assertThat(root.put("/" + bucket + "?policy", text.replace('\'', '"')).text())
                .isEmpty();
    }

    private String statement(String effect, String actions, String condition) {
        return "{'Effect': '" + effect + "', 'Principal': '*', 'Action': [" + actions + "], 'Resource': 'arn:aws:s3:::"
                + bucket + "/*', 'Condition': {" + condition + "}}";
    }

    private String begun(String... headers) {
        S3Client.Reply reply = BOB.send("POST", key + "?uploads", "", headers);
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.element("UploadId");
    }

    private static String document(String tag) {
        return "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                + "</ETag></Part></CompleteMultipartUpload>";
    }

    @Test
    void whoBeganAnUploadMayListAndAbortIt() {
        policy(statement("Allow", "'s3:PutObject'", ""));
        String upload = begun();
        assertThat(BOB.put(key + "?partNumber=1&uploadId=" + upload, "x").outcome())
                .isEqualTo("200");
        assertThat(BOB.get(key + "?uploadId=" + upload).element("PartNumber")).isEqualTo("1");
        assertThat(CAROL.get(key + "?uploadId=" + upload).outcome()).isEqualTo("403 AccessDenied");
        assertThat(CAROL.delete(key + "?uploadId=" + upload).outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.delete(key + "?uploadId=" + upload).outcome()).isEqualTo("204");
        String denied = begun();
        policy(statement("Allow", "'s3:PutObject'", ""), statement("Deny", "'s3:AbortMultipartUpload'", ""));
        assertThat(BOB.delete(key + "?uploadId=" + denied).outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(key + "?uploadId=" + denied).outcome()).isEqualTo("200");
        S3Client limited = S3.limited(
                "bob", "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}]}");
        assertThat(limited.get(key + "?uploadId=" + denied).outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void nobodyElseAddsToAnUploadOrCompletesIt() {
        policy(statement("Allow", "'s3:PutObject', 's3:GetObject'", ""));
        String upload = begun();
        String part = key + "?partNumber=1&uploadId=" + upload;
        String tag = BOB.put(part, "x").header("etag");
        root.put("/" + bucket + "/source", "source");
        assertThat(CAROL.put(part, "evil").outcome()).isEqualTo("403 AccessDenied");
        assertThat(CAROL.put(part, "", "x-amz-copy-source", "/" + bucket + "/source")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(CAROL.send("POST", key + "?uploadId=" + upload, document(tag))
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.send("POST", key + "?uploadId=" + upload, document(tag)).outcome())
                .isEqualTo("200");
        assertThat(BOB.get(key).text()).isEqualTo("x");
    }

    @Test
    void listingsTellInitiatorAndOwnerApart() {
        root.put(
                "/" + bucket + "?ownershipControls",
                "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
        policy(statement("Allow", "'s3:PutObject'", ""));
        String upload = begun();
        for (String listing : new String[] {"/" + bucket + "?uploads", key + "?uploadId=" + upload}) {
            assertThat(root.get(listing).text())
                    .as(listing)
                    .matches("(?s).*<Initiator><ID>[^<]*</ID><DisplayName>bob</DisplayName></Initiator>"
                            + "<Owner><ID>[^<]*</ID><DisplayName>root</DisplayName></Owner>.*");
        }
    }

    @Test
    void aPolicySeesOfPartsWhatTheUploadSaid() {
        policy(
                statement("Allow", "'s3:*'", ""),
                statement("Deny", "'s3:PutObject'", "'StringNotEquals': {'s3:x-amz-acl': 'bucket-owner-full-control'}"),
                statement("Deny", "'s3:PutObject'", "'StringNotEquals': {'s3:x-amz-storage-class': 'STANDARD'}"),
                statement("Deny", "'s3:PutObject'", "'StringNotEquals': {'s3:RequestObjectTag/class': 'open'}"),
                statement("Deny", "'s3:PutObject'", "'StringNotEquals': {'s3:object-lock-legal-hold': 'OFF'}"));
        assertThat(BOB.send("POST", key + "?uploads", "").outcome()).isEqualTo("403 AccessDenied");
        String upload = begun(
                "x-amz-acl",
                "bucket-owner-full-control",
                "x-amz-storage-class",
                "STANDARD",
                "x-amz-tagging",
                "class=open",
                "x-amz-object-lock-legal-hold",
                "OFF");
        S3Client.Reply part = BOB.put(key + "?partNumber=1&uploadId=" + upload, "x");
        assertThat(part.outcome()).isEqualTo("200");
        assertThat(BOB.send("POST", key + "?uploadId=" + upload, document(part.header("etag")))
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(key).text()).isEqualTo("x");
    }
}
