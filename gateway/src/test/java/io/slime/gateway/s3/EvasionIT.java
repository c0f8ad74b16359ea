package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.auth.PayloadMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways around what rules deny: what is asked for and what is done must be the same. */
final class EvasionIT {
    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client BOB = S3.newUser("bob");
    private static final S3Client CAROL = S3.newUser("carol");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final S3Client root = S3.root;
    private final String bucket = "evasion-" + NUMBER.incrementAndGet();
    private final String at = "/" + bucket;

    @BeforeEach
    void create() {
        assertThat(root.put(
                                at,
                                "",
                                "x-amz-bucket-object-lock-enabled",
                                "true",
                                "x-amz-object-ownership",
                                "ObjectWriter")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.put(at + "/k", "text").outcome()).isEqualTo("200");
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private String allow(String actions) {
        return statement("Allow", actions, "");
    }

    private String deny(String actions, String condition) {
        return statement("Deny", actions, ", 'Condition': {" + condition + "}");
    }

    private String statement(String effect, String actions, String more) {
        return "{'Effect': '" + effect + "', 'Principal': '*', 'Action': [" + actions + "], 'Resource':"
                + " ['arn:aws:s3:::" + bucket + "/*']" + more + "}";
    }

    private void policy(String... statements) {
        String text = "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
        assertThat(root.put(at + "?policy", text.replace('\'', '"')).text()).isEmpty();
    }

    private static String retention(String mode, String until) {
        return "<Retention><Mode>" + mode + "</Mode><RetainUntilDate>" + until + "</RetainUntilDate></Retention>";
    }

    private static String inDays(int days) {
        return Instant.now()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    @Test
    void aHeaderThatIsRepeatedSaysNothing() {
        policy(
                allow("'s3:PutObject', 's3:PutObjectAcl'"),
                deny("'s3:PutObject'", "'StringEquals': {'s3:x-amz-acl': 'public-read'}"));
        String[] once = {"x-amz-acl", "public-read"};
        assertThat(BOB.put(at + "/a", "x", once).outcome()).isEqualTo("403 AccessDenied");
        String[] twice = {"x-amz-acl", "public-read", "x-amz-acl", "private"};
        assertThat(BOB.put(at + "/a", "x", twice).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get(at + "/a").outcome()).isEqualTo("404 NoSuchKey");
        String presigned = at + "/a?x-amz-acl=private&x-amz-acl=public-read";
        assertThat(BOB.presigned("PUT", presigned, "x").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.put(at + "/m", "x", "x-amz-meta-a", "1", "x-amz-meta-a", "2")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(at + "/m").header("x-amz-meta-a").replace(" ", "")).isEqualTo("1,2");
        String[] grants = {"x-amz-grant-read", "id=" + S3.idOf("bob"), "x-amz-grant-read", "id=" + S3.idOf("carol")};
        assertThat(root.put(at + "/g", "x", grants).outcome()).isEqualTo("200");
        assertThat(CAROL.get(at + "/g").text()).isEqualTo("x");
        assertThat(BOB.get(at + "/g").text()).isEqualTo("x");
    }

    @Test
    void aLimitOnRetentionsHoldsForDocumentsToo() {
        policy(
                allow("'s3:*'"),
                deny(
                        "'s3:PutObjectRetention'",
                        "'NumericGreaterThan': {'s3:object-lock-remaining-retention-days': '30'}"),
                deny("'s3:PutObjectRetention'", "'StringEquals': {'s3:object-lock-mode': 'COMPLIANCE'}"),
                deny("'s3:PutObjectLegalHold'", "'StringEquals': {'s3:object-lock-legal-hold': 'ON'}"));
        String target = at + "/k?retention";
        assertThat(BOB.put(target, retention("GOVERNANCE", "2099-01-01T00:00:00Z"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(target, retention("GOVERNANCE", "2099-01-01T00:00:00"))
                        .outcome())
                .as("without a zone")
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(target, retention("COMPLIANCE", inDays(5))).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/k?legal-hold", "<LegalHold><Status>ON</Status></LegalHold>")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.head(at + "/k").header("x-amz-object-lock-mode")).isEmpty();
        assertThat(BOB.put(target, retention("GOVERNANCE", inDays(5))).outcome())
                .isEqualTo("200");
        assertThat(BOB.put(at + "/k?legal-hold", "<LegalHold><Status>OFF</Status></LegalHold>")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void aLimitOnRetentionsHoldsForDatesWithoutZone() {
        policy(
                allow("'s3:*'"),
                deny("'s3:PutObject'", "'NumericGreaterThan': {'s3:object-lock-remaining-retention-days': '30'}"));
        String[] lock = {
            "x-amz-object-lock-mode",
            "GOVERNANCE",
            "x-amz-object-lock-retain-until-date",
            "2099-01-01T00:00:00",
            "x-amz-checksum-crc32",
            "jO7nFQ=="
        };
        assertThat(BOB.put(at + "/dated", "x", lock).outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void whatABodySaysIsNotUnderstoodForThoseWhoMayNotSayIt() {
        for (String what : new String[] {"retention", "legal-hold", "tagging", "acl"}) {
            assertThat(BOB.put(at + "/k?" + what, "<no>").outcome()).isEqualTo("403 AccessDenied");
        }
        assertThat(root.put(at + "/k?tagging", "<no>").outcome()).isEqualTo("400 MalformedXML");
    }

    @Test
    void aListComesToTheObjectThatWasAskedForOnly() throws IOException {
        String plain = "/plain-" + bucket;
        assertThat(root.put(plain, "", "x-amz-acl", "public-read-write", "x-amz-object-ownership", "ObjectWriter")
                        .outcome())
                .isEqualTo("200");
        assertThat(BOB.put(plain + "/k", "bobs").outcome()).isEqualTo("200");
        String acl = BOB.get(plain + "/k?acl").text();
        String shown = acl.replace("FULL_CONTROL", "READ_ACP");
        String head = BOB.wire(
                        "PUT",
                        plain + "/k?acl",
                        new PayloadMode.Unsigned(),
                        "content-length",
                        Integer.toString(shown.length()),
                        "expect",
                        "100-continue")
                .head();
        try (Socket line = new Socket(S3.address().getAddress(), S3.address().getPort())) {
            line.setSoTimeout(20_000);
            line.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer(line.getInputStream())).startsWith("HTTP/1.1 100");
            assertThat(CAROL.put(plain + "/k", "carols").outcome()).isEqualTo("200");
            line.getOutputStream().write(shown.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer(line.getInputStream())).startsWith("HTTP/1.1 403");
        }
        assertThat(CAROL.get(plain + "/k?acl").text()).contains("FULL_CONTROL").doesNotContain("READ_ACP");
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return text + "(ended)";
            }
            text.append((char) b);
        }
        return text.toString();
    }

    @Test
    void theOwnerOfABucketTagsNoObjectsOfOthers() {
        String plain = "/others-" + bucket;
        root.put(plain, "", "x-amz-acl", "public-read-write", "x-amz-object-ownership", "ObjectWriter");
        assertThat(BOB.put(plain + "/k", "bobs").outcome()).isEqualTo("200");
        String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
        assertThat(root.get(plain + "/k?tagging").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(plain + "/k?tagging", tags).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.delete(plain + "/k?tagging").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.put(plain + "/k?tagging", tags).outcome()).isEqualTo("200");
        assertThat(BOB.get(plain + "/k?tagging").element("Value")).isEqualTo("b");
        assertThat(BOB.delete(plain + "/k?tagging").outcome()).isEqualTo("204");
    }

    @Test
    void conditionalWritesAreEnforcedAsS3DocumentsIt() {
        policy(
                statement("Allow", "'s3:PutObject'", ", 'Condition': {'Null': {'s3:if-none-match': 'false'}}"),
                statement(
                        "Allow", "'s3:PutObject'", ", 'Condition': {'Bool': {'s3:ObjectCreationOperation': 'false'}}"));
        assertThat(BOB.put(at + "/new", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/new", "x", "If-None-Match", "*").outcome()).isEqualTo("200");
        String upload = BOB.send("POST", at + "/parts?uploads", "").element("UploadId");
        String part = at + "/parts?partNumber=1&uploadId=" + upload;
        String tag = BOB.put(part, "x").header("etag");
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(BOB.send("POST", at + "/parts?uploadId=" + upload, document).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.send("POST", at + "/parts?uploadId=" + upload, document, "If-None-Match", "*")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void aPolicyMayBeAboutTheRegion() {
        policy(allow("'s3:GetObject'"), deny("'s3:GetObject'", "'StringEquals': {'aws:RequestedRegion': 'us-east-1'}"));
        assertThat(BOB.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
        policy(allow("'s3:GetObject'"), deny("'s3:GetObject'", "'StringEquals': {'aws:RequestedRegion': 'eu-1'}"));
        assertThat(BOB.get(at + "/k").text()).isEqualTo("text");
    }

    private static final String[] TAGGED = {"x-amz-tagging", "class=secret"};

    private String copied(String target, String source, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "x-amz-copy-source";
        all[1] = source;
        return BOB.put(target, "", all).outcome();
    }

    @Test
    void rulesAboutTagsSeeThoseThatACopyWillHave() {
        root.put(at + "/tagged", "x", TAGGED);
        policy(allow("'s3:GetObject', 's3:PutObject'"));
        assertThat(copied(at + "/c", at + "/k")).isEqualTo("200");
        assertThat(copied(at + "/c", at + "/tagged")).isEqualTo("403 AccessDenied");
        assertThat(copied(at + "/c", at + "/tagged", "x-amz-tagging-directive", "REPLACE"))
                .isEqualTo("200");
        policy(allow("'s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'"));
        assertThat(copied(at + "/c", at + "/tagged"))
                .as("tags of the source are read")
                .isEqualTo("403 AccessDenied");
        policy(allow("'s3:GetObject', 's3:PutObject', 's3:PutObjectTagging', 's3:GetObjectTagging'"));
        assertThat(copied(at + "/c", at + "/tagged")).isEqualTo("200");
        assertThat(BOB.get(at + "/c?tagging").element("Value")).isEqualTo("secret");
        policy(
                allow("'s3:*'"),
                deny("'s3:PutObject'", "'StringEquals': {'s3:RequestObjectTag/class': 'secret'}"),
                deny("'s3:PutObject'", "'StringEquals': {'s3:RequestObjectTag/class': 'open'}"));
        assertThat(copied(at + "/c", at + "/tagged")).isEqualTo("403 AccessDenied");
        assertThat(copied(at + "/c", at + "/k", "x-amz-tagging", "class=open"))
                .as("what is not set is not asked for")
                .isEqualTo("200");
    }

    @Test
    void keysOfTagsThatDifferByCaseAloneHideNothing() {
        root.put(at + "/both", "x", "x-amz-tagging", "class=open&Class=secret");
        root.put(at + "/open", "x", "x-amz-tagging", "Class=open");
        policy(statement(
                "Allow", "'s3:GetObject'", ", 'Condition': {'StringEquals': {'s3:ExistingObjectTag/class': 'open'}}"));
        assertThat(BOB.get(at + "/open").outcome()).isEqualTo("200");
        assertThat(BOB.get(at + "/both").outcome()).isEqualTo("403 AccessDenied");
        policy(
                allow("'s3:GetObject'"),
                deny("'s3:GetObject'", "'StringNotEquals': {'s3:ExistingObjectTag/class': 'open'}"));
        assertThat(BOB.get(at + "/open").outcome()).isEqualTo("200");
        assertThat(BOB.get(at + "/both").outcome()).isEqualTo("403 AccessDenied");
        policy(
                allow("'s3:GetObject'"),
                deny("'s3:GetObject'", "'StringEquals': {'s3:ExistingObjectTag/CLASS': 'secret'}"));
        assertThat(BOB.get(at + "/both").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void aPolicyIsItsOwnersWhateverItAllows() {
        String all =
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':"
                        + "['arn:aws:s3:::" + bucket + "','arn:aws:s3:::" + bucket + "/*']}]}";
        String text = all.replace('\'', '"');
        assertThat(BOB.get(at + "?policy").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "?policy", text).outcome()).isEqualTo("204");
        assertThat(BOB.get(at + "?policy").outcome()).isEqualTo("405 MethodNotAllowed");
        assertThat(BOB.put(at + "?policy", text).outcome()).isEqualTo("405 MethodNotAllowed");
        assertThat(BOB.delete(at + "?policy").outcome()).isEqualTo("405 MethodNotAllowed");
        assertThat(BOB.get(at + "?versioning").outcome()).isEqualTo("200");
        assertThat(root.get(at + "?policy").text()).isEqualTo(text);
    }

    @Test
    void whatAConditionTellsIsForThoseWhoMayReadThatObject() {
        root.put(at + "/tagged", "x", TAGGED);
        policy(
                allow("'s3:GetObject', 's3:PutObject'"),
                deny("'s3:GetObject'", "'StringEquals': {'s3:ExistingObjectTag/class': 'secret'}"));
        assertThat(BOB.put(at + "/tagged", "y", "If-Match", "\"other\"").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/k", "y", "If-Match", "\"other\"").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(BOB.put(at + "/absent", "y", "If-Match", "\"other\"").outcome())
                .isEqualTo("404 NoSuchKey");
        String plain = "/told-" + bucket;
        root.put(plain, "", "x-amz-acl", "public-read-write", "x-amz-object-ownership", "ObjectWriter");
        String tag = BOB.put(plain + "/k", "bobs").header("etag");
        assertThat(CAROL.put(plain + "/k", "carols", "If-Match", tag).outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.put(plain + "/k", "again", "If-Match", tag).outcome())
                .as("a writer by the list of the bucket, of what is theirs")
                .isEqualTo("200");
        assertThat(BOB.put(plain + "/absent", "x", "If-Match", tag).outcome()).isEqualTo("404 NoSuchKey");
    }

    @Test
    void listingsShowWhoseObjectsAre() {
        String plain = "/shown-" + bucket;
        root.put(plain, "", "x-amz-acl", "public-read-write", "x-amz-object-ownership", "ObjectWriter");
        BOB.put(plain + "/k", "bobs");
        assertThat(root.get(plain).element("ID")).isEqualTo(S3.idOf("bob"));
        root.put(plain + "?acl", "", "x-amz-acl", "private");
        assertThat(root.put(
                                plain + "?ownershipControls",
                                "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
                                        + "</OwnershipControls>")
                        .outcome())
                .isEqualTo("200");
        String owner = root.get(plain + "/k?acl").element("ID");
        assertThat(owner).isNotEqualTo(S3.idOf("bob"));
        assertThat(root.get(plain).element("ID")).isEqualTo(owner);
        assertThat(root.get(plain + "?list-type=2&fetch-owner=true").element("ID"))
                .isEqualTo(owner);
        assertThat(root.get(plain + "?versions").element("ID")).isEqualTo(owner);
    }
}
