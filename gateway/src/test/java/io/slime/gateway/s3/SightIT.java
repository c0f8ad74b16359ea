package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a bucket is the same by every way, and a key means the same to who decides and to who stores. */
final class SightIT {
    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client ROOT = S3.root;
    private static final S3Client BOB = S3.newUser("bob");
    private static final String UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static String version = "";

    @BeforeAll
    static void fill() {
        assertThat(ROOT.put("/seen", "").status()).isEqualTo(200);
        assertThat(ROOT.put(
                                "/seen?versioning",
                                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                        .status())
                .isEqualTo(200);
        version = ROOT.put("/seen/k", "text").header("x-amz-version-id");
        assertThat(ROOT.put("/keys", "").status()).isEqualTo(200);
        assertThat(ROOT.put("/keys/k", "text").status()).isEqualTo(200);
        assertThat(BOB.put("/bobs", "").status()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static void allow(String bucket, String principal, Set<String> actions, String... paths) {
        String resources = List.of(paths).stream()
                .map(path -> "\"arn:aws:s3:::" + bucket + path + "\"")
                .collect(Collectors.joining(","));
        String names = actions.stream().map(name -> "\"s3:" + name + "\"").collect(Collectors.joining(","));
        String text = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": "
                + principal + ", \"Action\": [" + names + "], \"Resource\": [" + resources + "]}]}";
        assertThat(ROOT.put("/" + bucket + "?policy", text).text()).isEmpty();
    }

    private static int both(String target) {
        int status = ROOT.anonymous("GET", target).status();
        assertThat(ROOT.anonymous("HEAD", target).status()).as("HEAD " + target).isEqualTo(status);
        return status;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PutBucketCORS",
                "GetObject",
                "GetObjectVersion",
                "ListBucket",
                "ListBucketVersions",
                "GetObjectAttributes",
                "GetObject GetObjectAttributes",
                "GetObject ListBucket",
                "GetObject ListBucketVersions",
                "GetObjectVersion ListBucketVersions",
                "GetObjectVersion ListBucket",
                "GetObject GetObjectVersion ListBucket ListBucketVersions"
            })
    void anybodySeesTheSameByEveryWay(String granted) {
        Set<String> may = Set.of(granted.split(" ", -1));
        allow("seen", "\"*\"", may, "", "/*");
        boolean lists = may.contains("ListBucket");
        boolean listsVersions = may.contains("ListBucketVersions");
        assertThat(both("/seen/k")).isEqualTo(may.contains("GetObject") ? 200 : 403);
        assertThat(both("/seen/absent")).isEqualTo(lists ? 404 : 403);
        assertThat(both("/seen/k?versionId=" + version)).isEqualTo(may.contains("GetObjectVersion") ? 200 : 403);
        assertThat(both("/seen/k?versionId=" + UNKNOWN)).isEqualTo(listsVersions ? 404 : 403);
        assertThat(ROOT.anonymous("HEAD", "/seen").status()).isEqualTo(lists ? 200 : 403);
        assertThat(ROOT.anonymous("GET", "/seen").status()).isEqualTo(lists ? 200 : 403);
        assertThat(ROOT.anonymous("GET", "/seen?list-type=2").status()).isEqualTo(lists ? 200 : 403);
        assertThat(ROOT.anonymous("GET", "/seen?versions").status()).isEqualTo(listsVersions ? 200 : 403);
        assertThat(ROOT.anonymous("GET", "/seen?uploads").outcome()).isEqualTo("403 AccessDenied");
        boolean attributes = may.containsAll(Set.of("GetObject", "GetObjectAttributes"));
        assertThat(ROOT.anonymous("GET", "/seen/k?attributes", "x-amz-object-attributes", "ETag")
                        .status())
                .isEqualTo(attributes ? 200 : 403);
        assertThat(ROOT.anonymous("GET", "/seen/k?tagging").outcome()).isEqualTo("403 AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mine/../k", "mine/..%2Fk", "mine%2F..%2Fk", "mine/%2E%2E/k", "mine//../../k", "mine/./../k"})
    void aKeyIsTheSameWhereverItStands(String raw) {
        allow(
                "keys",
                "{\"AWS\": \"" + S3.idOf("bob") + "\"}",
                Set.of("GetObject", "PutObject", "DeleteObject"),
                "/mine/*");
        String key = raw.replace("%2F", "/").replace("%2E", ".");
        assertThat(BOB.get("/keys/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.put("/keys/" + raw, "other").outcome()).isEqualTo("200");
        assertThat(BOB.get("/keys/" + raw).text()).isEqualTo("other");
        assertThat(ROOT.get("/keys?prefix=mine").text()).contains("<Key>" + key + "</Key>");
        assertThat(BOB.put("/bobs/copy", "", "x-amz-copy-source", "/keys/" + raw)
                        .outcome())
                .isEqualTo("200");
        assertThat(BOB.get("/bobs/copy").text()).isEqualTo("other");
        String body = "<Delete><Object><Key>" + key + "</Key></Object><Object><Key>k</Key></Object></Delete>";
        assertThat(BOB.send("POST", "/keys?delete", body, "x-amz-checksum-sha256", sha256(body))
                        .text())
                .contains("<Deleted><Key>" + key + "</Key>", "<Error><Key>k</Key><Code>AccessDenied</Code>");
        assertThat(ROOT.get("/keys/k").text()).isEqualTo("text");
        assertThat(ROOT.get("/keys/" + raw).outcome()).isEqualTo("404 NoSuchKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "%C0%AF", "%ED%A0%80", "%FF", "%", "%2", "%zz"})
    void whatIsNoKeyIsNoneAnywhere(String raw) {
        assertThat(BOB.put("/bobs/x", "", "x-amz-copy-source", "/keys/" + raw).status())
                .isEqualTo(400);
        if (raw.matches("(%[0-9A-F]{2}|[a-z])+")) { // the client sends nothing else
            assertThat(ROOT.put("/keys/" + raw, "").status()).isEqualTo(400);
        }
    }

    @Test
    void aPartThatIsCopiedNeedsReadOnItsSource() {
        ROOT.put("/keys/part", "part");
        assertThat(ROOT.delete("/keys?policy").status()).isEqualTo(204);
        String upload = BOB.send("POST", "/bobs/whole?uploads", "").element("UploadId");
        String part = "/bobs/whole?partNumber=1&uploadId=" + upload;
        assertThat(BOB.put(part, "", "x-amz-copy-source", "/keys/part").outcome())
                .isEqualTo("403 AccessDenied");
        allow("keys", "\"*\"", Set.of("GetObject"), "/*");
        assertThat(BOB.put(part, "", "x-amz-copy-source", "/keys/part").outcome())
                .isEqualTo("200");
        assertThat(BOB.put(part, "", "x-amz-copy-source", "/keys/part?versionId=null")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(BOB.put("/keys/whole?partNumber=1&uploadId=" + upload, "", "x-amz-copy-source", "/keys/part")
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    private static String sha256(String body) {
        try {
            return java.util.Base64.getEncoder()
                    .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
