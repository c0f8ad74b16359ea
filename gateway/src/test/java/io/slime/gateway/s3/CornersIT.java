package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Corners of the S3 API that clients run into. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CornersIT {
    private static final String REDIRECT = "x-amz-website-redirect-location";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void bucket() {
        root.put("/b-1", "");
        root.put("/b-1/k", "hello", "x-amz-acl", "public-read");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    @Test
    void nobodyInParticularSaysNoHeadersOfAnswers() {
        String wanted = "/b-1/k?response-cache-control=no-cache";
        assertThat(root.get(wanted).header("cache-control")).isEqualTo("no-cache");
        assertThat(root.presigned("GET", wanted, "").header("cache-control")).isEqualTo("no-cache");
        assertThat(root.anonymous("GET", wanted).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.anonymous("GET", "/b-1/k").outcome()).isEqualTo("200");
    }

    @Test
    void aFailureSaysWhichConditionDidNotHold() {
        String past = "Thu, 01 Jan 1970 00:00:00 GMT";
        assertThat(root.get("/b-1/k", "If-Match", "x").element("Condition")).isEqualTo("If-Match");
        assertThat(root.get("/b-1/k", "If-Unmodified-Since", past).element("Condition"))
                .isEqualTo("If-Unmodified-Since");
        assertThat(root.put("/b-1/k", "", "If-None-Match", "*").element("Condition"))
                .isEqualTo("If-None-Match");
        assertThat(root.put("/b-1/k", "", "If-Match", "x").element("Condition")).isEqualTo("If-Match");
        assertThat(root.put("/b-1/c", "", "x-amz-copy-source", "/b-1/k", "x-amz-copy-source-if-none-match", "*")
                        .element("Condition"))
                .isEqualTo("x-amz-copy-source-If-None-Match");
        assertThat(root.put(
                                "/b-1/c",
                                "",
                                "x-amz-copy-source",
                                "/b-1/k",
                                "x-amz-copy-source-if-modified-since",
                                "Fri, 01 Jan 2100 00:00:00 GMT")
                        .element("Condition"))
                .isEqualTo("x-amz-copy-source-If-Modified-Since");
    }

    @Test
    void pagesOfBucketsHaveAtLeastOne() {
        for (String count : new String[] {"0", "10001", "-1", "x"}) {
            assertThat(root.get("/?max-buckets=" + count).outcome()).as(count).isEqualTo("400 InvalidArgument");
        }
        assertThat(root.get("/?max-buckets=10000").outcome()).isEqualTo("200");
    }

    @Test
    void aVersionMarkerIsNotEmpty() {
        assertThat(root.get("/b-1?versions&key-marker=k&version-id-marker=").outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.get("/b-1?versions&key-marker=&version-id-marker=").outcome())
                .isEqualTo("200");
    }

    @Test
    void partsCountFromOne() {
        String id = root.send("POST", "/b-1/parts?uploads", "").element("UploadId");
        assertThat(root.send(
                                "POST",
                                "/b-1/parts?uploadId=" + id,
                                "<CompleteMultipartUpload><Part><PartNumber>0</PartNumber><ETag>x</ETag></Part>"
                                        + "</CompleteMultipartUpload>")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @Test
    void aListThatCannotBeReadIsMalformed() {
        assertThat(root.put("/b-1?acl", "<x/>").outcome()).isEqualTo("400 MalformedACLError");
        assertThat(root.put("/b-1?acl", "<AccessControlPolicy>").outcome()).isEqualTo("400 MalformedACLError");
    }

    @Test
    void someDocumentsComeWithADigest() {
        root.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        root.put("/locked/k", "x");
        String[] targets = {
            "/b-1?cors", "/b-1?lifecycle", "/locked?object-lock", "/locked/k?retention", "/locked/k?legal-hold"
        };
        for (String target : targets) {
            S3Client.Reply reply = root.put(target, "<x/>", S3Client.UNCLAIMED, "");
            assertThat(reply.outcome()).as(target).isEqualTo("400 InvalidRequest");
            assertThat(reply.text()).contains("Content-MD5 OR x-amz-checksum-*");
            assertThat(root.put(target, "<x/>").outcome()).as(target).isEqualTo("400 MalformedXML");
            assertThat(root.put(target, "<x/>", "x-amz-checksum-crc32", "AAAAAA==")
                            .outcome())
                    .as(target)
                    .isEqualTo("400 BadDigest");
        }
        assertThat(root.put("/b-1?tagging", "<x/>").outcome()).isEqualTo("400 MalformedXML");
    }

    @Test
    void uploadsEndWithTheirBucket() {
        root.put("/begun", "");
        String id = root.send("POST", "/begun/k?uploads", "").element("UploadId");
        root.put("/begun/k?partNumber=1&uploadId=" + id, "x");
        root.send("POST", "/begun/l?uploads", "");
        root.put("/begun/there", "x");
        assertThat(root.delete("/begun").outcome()).isEqualTo("409 BucketNotEmpty");
        assertThat(root.get("/begun/k?uploadId=" + id).outcome()).isEqualTo("200");
        root.delete("/begun/there");
        assertThat(root.delete("/begun").outcome()).isEqualTo("204");
        root.put("/begun", "");
        assertThat(root.get("/begun/k?uploadId=" + id).outcome()).isEqualTo("404 NoSuchUpload");
    }

    @Test
    void anEmptyAuthorizationIsNone() {
        assertThat(root.anonymous("GET", "/b-1/k", "Authorization", "").outcome())
                .isEqualTo("200");
        assertThat(root.anonymous("GET", "/b-1/none", "Authorization", "").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.anonymous("GET", "/b-1/k", "Authorization", "Bearer x").outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @Test
    void whoMayPutMayGiveTheOwnerOfTheBucketTheObject() {
        S3Client bob = s3.newUser("bob");
        root.put("/given", "");
        String owner = root.get("/given?acl").element("ID");
        root.put("/given?policy", """
                {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject",
                  "Resource": "arn:aws:s3:::given/*",
                  "Condition": {"StringEquals": {"s3:x-amz-grant-full-control": "id=%s"}}}]}
                """.formatted(owner));
        assertThat(bob.put("/given/k", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/given/k", "x", "x-amz-grant-full-control", "id=" + owner, "x-amz-grant-read", "id=x")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(bob.put("/given/k", "x", "x-amz-grant-full-control", "id=" + owner)
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get("/given/k").text()).isEqualTo("x");
    }

    @Test
    void redirectionsAreKeptAndNotCopied() {
        assertThat(root.put("/b-1/r", "x", REDIRECT, "elsewhere").outcome()).isEqualTo("400 InvalidRedirectLocation");
        assertThat(root.put("/b-1/r", "x", REDIRECT, "/" + "x".repeat(2048)).outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put("/b-1/r", "x", REDIRECT, "/other", "cache-control", "no-store")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.head("/b-1/r").header(REDIRECT)).isEqualTo("/other");
        root.put("/b-1/r2", "", "x-amz-copy-source", "/b-1/r");
        assertThat(root.head("/b-1/r2").header(REDIRECT)).isEmpty();
        assertThat(root.head("/b-1/r2").header("cache-control")).isEqualTo("no-store");
        assertThat(root.put("/b-1/r2", "", "x-amz-copy-source", "/b-1/r2", REDIRECT, "https://example.com/")
                        .outcome())
                .isEqualTo("200");
        S3Client.Reply changed = root.head("/b-1/r2");
        assertThat(changed.header(REDIRECT)).isEqualTo("https://example.com/");
        assertThat(changed.header("cache-control")).isEqualTo("no-store");
    }
}
