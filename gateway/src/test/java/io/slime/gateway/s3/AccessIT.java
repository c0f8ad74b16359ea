package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what by policies, blocks and limits of keys: two users and nobody in particular before one bucket. */
final class AccessIT {
    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client BOB = S3.newUser("bob");
    private static final S3Client CAROL = S3.newUser("carol");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final S3Client root = S3.root;
    private final String bucket = "access-" + NUMBER.incrementAndGet();
    private final String at = "/" + bucket;

    @BeforeEach
    void fill() {
        assertThat(root.put(at, "").outcome()).isEqualTo("200");
        assertThat(root.put(at + "/k", "text", "x-amz-tagging", "stage=open").outcome())
                .isEqualTo("200");
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private String statement(String effect, String principal, String action, String resource, String more) {
        return "{'Effect': '" + effect + "', 'Principal': " + principal + ", 'Action': [" + action + "], 'Resource':"
                + " ['arn:aws:s3:::" + bucket + resource + "']" + more + "}";
    }

    private void policy(String... statements) {
        String text = "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
        assertThat(root.put(at + "?policy", text.replace('\'', '"')).text()).isEmpty();
    }

    private S3Client.Reply nobody(String method, String target, String... headers) {
        return root.anonymous(method, target, headers);
    }

    @Test
    void keepsAPolicyAndGivesItBack() {
        assertThat(root.get(at + "?policy").outcome()).isEqualTo("404 NoSuchBucketPolicy");
        assertThat(root.delete(at + "?policy").outcome()).isEqualTo("204");
        policy(statement("Allow", "'*'", "'s3:GetObject'", "/*", ""));
        assertThat(root.get(at + "?policy").text()).contains("\"Effect\": \"Allow\"");
        assertThat(root.get(at + "?policy").header("content-type")).isEqualTo("application/json");
        assertThat(root.get(at + "?policyStatus").element("IsPublic")).isEqualTo("true");
        assertThat(BOB.get(at + "?policy").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.delete(at + "?policy").outcome()).isEqualTo("204");
        assertThat(nobody("GET", at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "?policyStatus").element("IsPublic")).isEqualTo("false");
    }

    @Test
    void refusesAPolicyThatIsNone() {
        S3Client.Reply reply = root.put(at + "?policy", "{\"Statement\": []}");
        assertThat(reply.outcome()).isEqualTo("400 MalformedPolicy");
        assertThat(reply.element("Message")).isEqualTo("Missing required field Statement");
        assertThat(root.put(at + "?policy", " ".repeat(21_000) + "{}").outcome())
                .isEqualTo("400 MalformedPolicy");
        assertThat(root.get(at + "?policy").outcome()).isEqualTo("404 NoSuchBucketPolicy");
    }

    @Test
    void letsInWhomThePolicyNamesAndNobodyElse() {
        policy(statement("Allow", "{'AWS': 'arn:aws:iam::" + S3.idOf("bob") + ":root'}", "'s3:GetObject'", "/*", ""));
        assertThat(BOB.get(at + "/k").text()).isEqualTo("text");
        assertThat(BOB.head(at + "/k").status()).isEqualTo(200);
        assertThat(BOB.get(at + "/k?versionId=null").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "/k?tagging").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "/k?attributes", "x-amz-object-attributes", "ETag")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/k", "no").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "/absent").outcome()).as("who may not list").isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "/absent").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(CAROL.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(nobody("GET", at + "/k").outcome()).isEqualTo("403 AccessDenied");
        policy(
                statement("Allow", "{'AWS': 'arn:aws:iam:::user/bob'}", "'s3:GetObject'", "/*", ""),
                statement("Allow", "{'AWS': 'arn:aws:iam:::user/bob'}", "'s3:ListBucket'", "", ""));
        assertThat(BOB.get(at + "/absent").outcome()).as("who may list").isEqualTo("404 NoSuchKey");
        assertThat(BOB.get(at + "?list-type=2").status()).isEqualTo(200);
        assertThat(BOB.get(at + "?versions").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void servesTheUnsignedWhereThePublicIsLetIn() {
        policy(
                statement("Allow", "'*'", "'s3:GetObject', 's3:PutObject'", "/*", ""),
                statement("Allow", "'*'", "'s3:ListBucket'", "", ""));
        assertThat(nobody("GET", at + "/k").text()).isEqualTo("text");
        assertThat(nobody("GET", at + "?list-type=2").element("Key")).isEqualTo("k");
        assertThat(nobody("HEAD", at).status()).isEqualTo(200);
        assertThat(nobody("GET", at + "/absent").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.anonymous("PUT", at + "/anon", "by nobody", new String[0])
                        .outcome())
                .isEqualTo("200");
        assertThat(nobody("DELETE", at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(nobody("GET", at + "?versioning").outcome()).isEqualTo("403 AccessDenied");
        assertThat(nobody("GET", at + "?policy").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void aDenyShutsOutTheOwnerTooWhoCanUndoIt() {
        policy(
                statement("Allow", "'*'", "'s3:*'", "/*", ""),
                statement("Deny", "'*'", "'s3:*'", "/*", ""),
                statement("Deny", "'*'", "'s3:*'", "", ""));
        assertThat(root.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k", "no").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "?policy").status()).isEqualTo(200);
        assertThat(root.delete(at + "?policy").outcome()).isEqualTo("204");
        assertThat(root.get(at + "/k").text()).isEqualTo("text");
    }

    @Test
    void looksAtWhatTheRequestSays() {
        policy(
                statement(
                        "Allow",
                        "'*'",
                        "'s3:GetObject'",
                        "/*",
                        ", 'Condition': {'StringEquals': {'s3:ExistingObjectTag/stage': 'open'}}"),
                statement(
                        "Allow",
                        "'*'",
                        "'s3:ListBucket'",
                        "",
                        ", 'Condition': {'StringLike': {'s3:prefix': 'open/*'}, 'NumericLessThanEquals':"
                                + " {'s3:max-keys': '5'}}"),
                statement(
                        "Allow",
                        "'*'",
                        "'s3:PutObject'",
                        "/*",
                        ", 'Condition': {'IpAddress': {'aws:SourceIp': '127.0.0.0/8'}, 'StringEquals':"
                                + " {'s3:x-amz-storage-class': 'STANDARD'}}"));
        assertThat(BOB.get(at + "/k").text()).isEqualTo("text");
        root.put(at + "/k2", "x", "x-amz-tagging", "stage=shut");
        assertThat(BOB.get(at + "/k2").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "?prefix=open/x&max-keys=5").status()).isEqualTo(200);
        assertThat(BOB.get(at + "?prefix=open/x&max-keys=6").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "?prefix=shut&max-keys=5").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at).outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/b", "x", "x-amz-storage-class", "STANDARD").outcome())
                .isEqualTo("200");
        assertThat(BOB.put(at + "/b", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/b", "x", "x-amz-storage-class", "STANDARD", "x-amz-tagging", "a=b")
                        .outcome())
                .as("tags ask for more")
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/b", "x", "x-amz-storage-class", "STANDARD", "x-amz-acl", "public-read")
                        .outcome())
                .as("lists for others ask for more")
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void aHeaderOfTheClientIsNoCondition() {
        policy(statement(
                "Allow", "'*'", "'s3:GetObject'", "/*", ", 'Condition': {'Bool': {'aws:SecureTransport': 'true'}}"));
        assertThat(BOB.get(at + "/k", "X-Forwarded-Proto", "https").outcome()).isEqualTo("403 AccessDenied");
        policy(statement(
                "Allow", "'*'", "'s3:GetObject'", "/*", ", 'Condition': {'IpAddress': {'aws:SourceIp': '10.9.8.7'}}"));
        assertThat(BOB.get(at + "/k", "X-Forwarded-For", "10.9.8.7", "X-Real-IP", "10.9.8.7")
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void aCopyNeedsReadOnTheSourceAndWriteOnTheDestination() {
        root.put(at + "/versioned", "");
        assertThat(BOB.put("/bobs-" + bucket, "").outcome()).isEqualTo("200");
        String source = bucket + "/k";
        String target = "/bobs-" + bucket + "/copy";
        assertThat(BOB.put(target, "", "x-amz-copy-source", source).outcome()).isEqualTo("403 AccessDenied");
        policy(statement("Allow", "'*'", "'s3:GetObject', 's3:GetObjectTagging'", "/*", ""));
        assertThat(BOB.put(target, "", "x-amz-copy-source", source).outcome()).isEqualTo("200");
        assertThat(BOB.put(target, "", "x-amz-copy-source", source + "?versionId=null")
                        .outcome())
                .as("the version of a source asks for GetObjectVersion")
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(target, "", "x-amz-copy-source", bucket + "/absent").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put(at + "/copy", "", "x-amz-copy-source", "bobs-" + bucket + "/copy")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/copy", "", "x-amz-copy-source", "bobs-" + bucket + "/copy")
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void aConditionOfAWriteThatTellsOfTheObjectNeedsRead() {
        policy(statement("Allow", "'*'", "'s3:PutObject'", "/*", ""));
        assertThat(BOB.put(at + "/k", "new", "If-Match", "\"other\"").outcome()).isEqualTo("403 AccessDenied");
        policy(statement("Allow", "'*'", "'s3:PutObject', 's3:GetObject'", "/*", ""));
        assertThat(BOB.put(at + "/k", "new", "If-Match", "\"other\"").outcome()).isEqualTo("412 PreconditionFailed");
    }

    @Test
    void deletesOfManyAreDecidedKeyByKey() {
        policy(statement("Allow", "'*'", "'s3:DeleteObject'", "/mine/*", ""));
        root.put(at + "/mine/a", "x");
        String body = "<Delete><Object><Key>mine/a</Key></Object><Object><Key>k</Key></Object>"
                + "<Object><Key>mine/a</Key><VersionId>null</VersionId></Object></Delete>";
        S3Client.Reply reply = BOB.send("POST", at + "?delete", body, "Content-MD5", md5(body));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("<Deleted><Key>mine/a</Key></Deleted>");
        assertThat(reply.text()).contains("<Error><Key>k</Key><Code>AccessDenied</Code>");
        assertThat(reply.text())
                .contains("<Error><Key>mine/a</Key><VersionId>null</VersionId><Code>AccessDenied</Code>");
        assertThat(root.get(at + "/k").text()).isEqualTo("text");
        assertThat(root.get(at + "/mine/a").outcome()).isEqualTo("404 NoSuchKey");
    }

    @Test
    void aLimitedKeyMayDoNoMoreThanItsPolicyAllows() {
        S3Client reader = S3.limited(
                "root",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\"], \"Resource\":"
                        + " \"arn:aws:s3:::" + bucket + "/*\"}]}");
        assertThat(reader.get(at + "/k").text()).isEqualTo("text");
        assertThat(reader.put(at + "/k", "no").outcome()).isEqualTo("403 AccessDenied");
        assertThat(reader.get(at).outcome()).isEqualTo("403 AccessDenied");
        assertThat(reader.get("/").outcome()).isEqualTo("403 AccessDenied");
        assertThat(reader.put("/another-" + bucket, "").outcome()).isEqualTo("403 AccessDenied");
        assertThat(reader.put(at + "?policy", "{}").outcome()).isEqualTo("403 AccessDenied");
        policy(statement("Allow", "'*'", "'s3:*'", "/*", ""));
        assertThat(reader.put(at + "/k", "no").outcome())
                .as("a bucket's policy widens nothing")
                .isEqualTo("403 AccessDenied");
        S3Client denier = S3.limited(
                "root", "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"s3:PutObject\", \"Resource\": \"*\"}]}");
        assertThat(denier.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void blocksPublicAccess() {
        assertThat(root.get(at + "?publicAccessBlock").outcome()).isEqualTo("404 NoSuchPublicAccessBlockConfiguration");
        policy(statement("Allow", "'*'", "'s3:GetObject'", "/*", ""));
        block("RestrictPublicBuckets");
        assertThat(nobody("GET", at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "/k").text()).isEqualTo("text");
        block("BlockPublicPolicy");
        assertThat(nobody("GET", at + "/k").text()).as("what was put before").isEqualTo("text");
        String open = root.get(at + "?policy").text();
        assertThat(root.put(at + "?policy", open).outcome()).isEqualTo("403 AccessDenied");
        block("BlockPublicAcls");
        assertThat(root.put(at + "?acl", "", "x-amz-acl", "public-read").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/new", "", "x-amz-acl", "public-read").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/new", "", "x-amz-acl", "private").outcome()).isEqualTo("200");
        assertThat(root.get(at + "?publicAccessBlock").element("BlockPublicAcls"))
                .isEqualTo("true");
        assertThat(root.get(at + "?publicAccessBlock").element("IgnorePublicAcls"))
                .isEqualTo("false");
        assertThat(root.delete(at + "?publicAccessBlock").outcome()).isEqualTo("204");
        assertThat(root.put(at + "/new", "", "x-amz-acl", "public-read").outcome())
                .isEqualTo("200");
        assertThat(root.delete(at + "?policy").outcome()).isEqualTo("204");
        assertThat(nobody("GET", at + "/new").status()).isEqualTo(200);
        block("IgnorePublicAcls");
        assertThat(nobody("GET", at + "/new").outcome()).isEqualTo("403 AccessDenied");
    }

    private void block(String flag) {
        assertThat(root.put(
                                at + "?publicAccessBlock",
                                "<PublicAccessBlockConfiguration><" + flag + ">true</" + flag
                                        + "></PublicAccessBlockConfiguration>")
                        .outcome())
                .isEqualTo("200");
    }

    private static String md5(String body) {
        try {
            return java.util.Base64.getEncoder()
                    .encodeToString(java.security.MessageDigest.getInstance("MD5")
                            .digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void headersThatAClientInventsAreNoKeysOfConditions() {
        String bob = "{'AWS': '" + S3.idOf("bob") + "'}";
        String both = ", 'Condition': {'%s': {'%s': '%s'}}";
        String[][] invented = {
            {"StringEquals", "aws:SourceVpc", "vpc-1", "SourceVpc", "aws-SourceVpc", "aws.SourceVpc"},
            {"NumericGreaterThanEquals", "s3:TlsVersion", "1.2", "TlsVersion", "s3-TlsVersion", "s3.TlsVersion"},
            {"StringEquals", "s3:ExistingObjectTag/stage", "mine", "ExistingObjectTag-stage", "x-tagging", "stage"},
            {"StringEquals", "aws:username", "root", "username", "aws-username", "aws.username"},
            {"IpAddress", "aws:SourceIp", "203.0.113.9", "SourceIp", "X-Real-IP", "X-Forwarded-For"},
            {"Bool", "aws:SecureTransport", "true", "SecureTransport", "X-Forwarded-Proto", "aws-SecureTransport"},
        };
        for (String[] key : invented) {
            policy(statement("Allow", bob, "'s3:GetObject'", "/*", both.formatted(key[0], key[1], key[2])));
            for (String header : List.of(key[3], key[4], key[5])) {
                assertThat(BOB.get(at + "/k", header, key[2]).outcome())
                        .as(key[1] + " by " + header)
                        .isEqualTo("403 AccessDenied");
            }
        }
        policy(statement("Allow", bob, "'s3:GetObject'", "/*", both.formatted("StringEquals", "aws:username", "bob")));
        assertThat(BOB.get(at + "/k", "username", "root").outcome()).isEqualTo("200");
    }
}
