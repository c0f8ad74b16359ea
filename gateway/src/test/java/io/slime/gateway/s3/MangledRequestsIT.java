package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.testing.Mangler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever stands in documents, headers and queries, the server is never at fault: no answer but those of S3, and none is missing. */
final class MangledRequestsIT {
    private static final String XMLNS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client ROOT = S3.root;

    /** Requests that are good: method, target, document. The bucket of policies is another, since they may shut out everybody. */
    private static final List<List<String>> DOCUMENTS = List.of(
            List.of(
                    "PUT",
                    "/locked-out?policy",
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                            + "\"Action\":[\"s3:GetObject\"],\"Resource\":\"arn:aws:s3:::locked-out/*\",\"Condition\":{\"IpAddress\":"
                            + "{\"aws:SourceIp\":[\"10.0.0.0/8\",\"2001:db8::/32\"]},\"DateLessThan\":{\"aws:CurrentTime\":\"2030-01-01T00:00:00Z\"},"
                            + "\"NumericLessThan\":{\"s3:max-keys\":\"10\"},\"StringLike\":{\"aws:username\":\"a*${aws:username}\"}}}]}"),
            List.of("PUT", "/bucket?acl", acl()),
            List.of("PUT", "/bucket/key?acl", acl()),
            List.of(
                    "PUT",
                    "/bucket?cors",
                    "<CORSConfiguration" + XMLNS + "><CORSRule><ID>i</ID><AllowedMethod>GET</AllowedMethod>"
                            + "<AllowedOrigin>http://*.example</AllowedOrigin><AllowedHeader>x-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
                            + "<MaxAgeSeconds>5</MaxAgeSeconds></CORSRule></CORSConfiguration>"),
            List.of(
                    "PUT",
                    "/bucket?lifecycle",
                    "<LifecycleConfiguration" + XMLNS + "><Rule><ID>i</ID><Status>Enabled</Status><Filter><And>"
                            + "<Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></And></Filter>"
                            + "<Expiration><Days>30</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>"
                            + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration></Rule><Rule><Status>Disabled</Status>"
                            + "<Prefix/><Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration><AbortIncompleteMultipartUpload>"
                            + "<DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>"),
            List.of(
                    "PUT",
                    "/bucket?encryption",
                    "<ServerSideEncryptionConfiguration" + XMLNS + "><Rule><ApplyServerSideEncryptionByDefault>"
                            + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"
                            + "</ServerSideEncryptionConfiguration>"),
            List.of("PUT", "/bucket?tagging", tagging()),
            List.of("PUT", "/bucket/key?tagging", tagging()),
            List.of(
                    "PUT",
                    "/bucket?versioning",
                    "<VersioningConfiguration" + XMLNS + "><Status>Enabled</Status></VersioningConfiguration>"),
            List.of(
                    "PUT",
                    "/locking?object-lock",
                    "<ObjectLockConfiguration" + XMLNS + "><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
                            + "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>"),
            List.of(
                    "PUT",
                    "/locking/key?retention",
                    "<Retention" + XMLNS + "><Mode>GOVERNANCE</Mode>"
                            + "<RetainUntilDate>2030-01-01T00:00:00.000Z</RetainUntilDate></Retention>"),
            List.of("PUT", "/locking/key?legal-hold", "<LegalHold" + XMLNS + "><Status>ON</Status></LegalHold>"),
            List.of(
                    "PUT",
                    "/bucket?ownershipControls",
                    "<OwnershipControls" + XMLNS + "><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership>"
                            + "</Rule></OwnershipControls>"),
            List.of(
                    "PUT",
                    "/bucket?publicAccessBlock",
                    "<PublicAccessBlockConfiguration" + XMLNS + "><BlockPublicAcls>false</BlockPublicAcls>"
                            + "<IgnorePublicAcls>true</IgnorePublicAcls></PublicAccessBlockConfiguration>"),
            List.of(
                    "PUT",
                    "/bucket?requestPayment",
                    "<RequestPaymentConfiguration" + XMLNS + "><Payer>BucketOwner</Payer>"
                            + "</RequestPaymentConfiguration>"),
            List.of(
                    "PUT",
                    "/bucket?accelerate",
                    "<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>"),
            List.of(
                    "PUT",
                    "/bucket",
                    "<CreateBucketConfiguration" + XMLNS + "><LocationConstraint>us-east-1</LocationConstraint>"
                            + "</CreateBucketConfiguration>"),
            List.of(
                    "POST",
                    "/bucket?delete",
                    "<Delete" + XMLNS + "><Quiet>false</Quiet><Object><Key>no</Key><VersionId>null</VersionId>"
                            + "<ETag>\"a\"</ETag><Size>3</Size><LastModifiedTime>Wed, 21 Oct 2015 07:28:00 GMT</LastModifiedTime></Object><Object>"
                            + "<Key>a/b c</Key></Object></Delete>"),
            List.of(
                    "POST",
                    "/bucket/upload?uploadId=UPLOAD",
                    "<CompleteMultipartUpload" + XMLNS + "><Part><PartNumber>1</PartNumber><ETag>"
                            + "\"d41d8cd98f00b204e9800998ecf8427e\"</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part></CompleteMultipartUpload>"));

    /** Requests that are good: method, target, and headers. */
    private static final List<List<String>> HEADERS = List.of(
            List.of("GET", "/bucket/key", "Range", "bytes=0-1"),
            List.of(
                    "GET",
                    "/bucket/key",
                    "If-Match",
                    "\"a\", W/\"b\"",
                    "If-Unmodified-Since",
                    "Wed, 21 Oct 2015 07:28:00 GMT"),
            List.of(
                    "GET",
                    "/bucket/key",
                    "If-None-Match",
                    "*",
                    "If-Modified-Since",
                    "Wednesday, 21-Oct-15 07:28:00 GMT"),
            List.of("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key?versionId=null"),
            List.of("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key", "x-amz-metadata-directive", "REPLACE"),
            List.of(
                    "PUT",
                    "/bucket/copy",
                    "x-amz-copy-source",
                    "/bucket/key",
                    "x-amz-copy-source-if-modified-since",
                    "Wed, 21 Oct 2015 07:28:00 GMT"),
            List.of(
                    "PUT",
                    "/bucket/upload?partNumber=1&uploadId=UPLOAD",
                    "x-amz-copy-source",
                    "/bucket/key",
                    "x-amz-copy-source-range",
                    "bytes=0-3"),
            List.of("PUT", "/bucket/new", "x-amz-tagging", "a=b&c=d%20e", "x-amz-acl", "private"),
            List.of(
                    "PUT",
                    "/bucket/new",
                    "x-amz-grant-read",
                    "id=\"abc\", uri=http://acs.amazonaws.com/groups/global/AllUsers"),
            List.of(
                    "PUT",
                    "/locking/new",
                    "x-amz-object-lock-mode",
                    "GOVERNANCE",
                    "x-amz-object-lock-retain-until-date",
                    "2030-01-01T00:00:00Z"),
            List.of("PUT", "/bucket/new", "x-amz-storage-class", "STANDARD", "x-amz-server-side-encryption", "AES256"),
            List.of("PUT", "/bucket/new", "x-amz-checksum-crc32", "AAAAAA==", "x-amz-sdk-checksum-algorithm", "CRC32"),
            List.of(
                    "PUT",
                    "/bucket/new",
                    "x-amz-checksum-sha256",
                    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                    "Content-MD5",
                    "1B2M2Y8AsgTpgAmY7PhCfg=="),
            List.of("PUT", "/bucket/new", "x-amz-decoded-content-length", "0", "Content-Encoding", "aws-chunked"),
            List.of("PUT", "/bucket/new", "x-amz-write-offset-bytes", "0", "Cache-Control", "no-cache", "Expires", "0"),
            List.of("PUT", "/bucket/new", "x-amz-meta-a", "=?UTF-8?B?w6k=?=", "x-amz-website-redirect-location", "/x"),
            List.of(
                    "PUT",
                    "/bucket/new",
                    "x-amz-server-side-encryption-customer-algorithm",
                    "AES256",
                    "x-amz-server-side-encryption-customer-key",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                    "x-amz-server-side-encryption-customer-key-MD5",
                    "cLyL4AEEQVGZnfnoPvMzjA=="),
            List.of(
                    "DELETE",
                    "/bucket/none",
                    "If-Match",
                    "\"a\"",
                    "x-amz-if-match-size",
                    "3",
                    "x-amz-if-match-last-modified-time",
                    "Wed, 21 Oct 2015 07:28:00 GMT"),
            List.of(
                    "POST",
                    "/bucket/new?uploads",
                    "x-amz-checksum-algorithm",
                    "CRC32",
                    "x-amz-checksum-type",
                    "FULL_OBJECT"),
            List.of(
                    "GET",
                    "/bucket/key?attributes",
                    "x-amz-object-attributes",
                    "ETag,Checksum,ObjectSize,ObjectParts",
                    "x-amz-max-parts",
                    "3",
                    "x-amz-part-number-marker",
                    "1"),
            List.of(
                    "OPTIONS",
                    "/bucket/key",
                    "Origin",
                    "http://a.example",
                    "Access-Control-Request-Method",
                    "GET",
                    "Access-Control-Request-Headers",
                    "x-a, x-b"),
            List.of(
                    "PUT",
                    "/bucket/moved?renameObject",
                    "x-amz-rename-source",
                    "bucket/none",
                    "x-amz-client-token",
                    "t"),
            List.of("POST", "/bucket", "Content-Type", "multipart/form-data; boundary=b"));

    /** Queries that are good, of GET. */
    private static final List<List<String>> QUERIES = List.of(
            List.of(
                    "/bucket",
                    "prefix",
                    "a",
                    "delimiter",
                    "/",
                    "max-keys",
                    "10",
                    "marker",
                    "b",
                    "encoding-type",
                    "url"),
            List.of(
                    "/bucket",
                    "list-type",
                    "2",
                    "continuation-token",
                    "YQ==",
                    "start-after",
                    "b",
                    "fetch-owner",
                    "true"),
            List.of("/bucket", "versions", "", "key-marker", "k", "version-id-marker", "null", "max-keys", "1000"),
            List.of("/bucket", "uploads", "", "key-marker", "k", "upload-id-marker", "u", "max-uploads", "3"),
            List.of("/bucket/upload", "uploadId", "UPLOAD", "part-number-marker", "1", "max-parts", "5"),
            List.of("/bucket/key", "versionId", "null", "partNumber", "1"),
            List.of(
                    "/bucket/key",
                    "response-content-type",
                    "text/plain",
                    "response-expires",
                    "Wed, 21 Oct 2015 07:28:00 GMT"),
            List.of("/", "max-buckets", "3", "continuation-token", "YQ==", "prefix", "b"),
            List.of(
                    "/bucket/key",
                    "X-Amz-Algorithm",
                    "AWS4-HMAC-SHA256",
                    "X-Amz-Credential",
                    "a/20260101/us-east-1/s3/aws4_request",
                    "X-Amz-Date",
                    "20260101T000000Z",
                    "X-Amz-Expires",
                    "60",
                    "X-Amz-SignedHeaders",
                    "host",
                    "X-Amz-Signature",
                    "00"));

    private static String upload = "";

    private static String acl() {
        return "<AccessControlPolicy" + XMLNS + "><Owner><ID>" + S3.idOf("root")
                + "</ID></Owner><AccessControlList><Grant><Grantee"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"><ID>"
                + S3.idOf("root")
                + "</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>";
    }

    private static String tagging() {
        return "<Tagging" + XMLNS + "><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    }

    @BeforeAll
    static void fill() {
        for (String bucket : List.of("/bucket", "/locked-out")) {
            assertThat(ROOT.put(bucket, "").status()).isEqualTo(200);
        }
        assertThat(ROOT.put("/locking", "", "x-amz-bucket-object-lock-enabled", "true")
                        .status())
                .isEqualTo(200);
        assertThat(ROOT.put("/locking/key", "locked").status()).isEqualTo(200);
        assertThat(ROOT.put("/bucket/key", "content").status()).isEqualTo(200);
        upload = ROOT.send("POST", "/bucket/upload?uploads", "").element("UploadId");
        assertThat(ROOT.put("/bucket/upload?partNumber=1&uploadId=" + upload, "")
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    @Test
    void documentsAreTakenOrRefused() {
        Mangler mangler = new Mangler(Mangler.seed());
        for (int round = 0; round < Mangler.rounds(200); round++) {
            List<String> good = DOCUMENTS.get(mangler.random().nextInt(DOCUMENTS.size()));
            byte[] document = mangler.mangle(good.get(2).getBytes(StandardCharsets.UTF_8));
            String target = good.get(1).replace("UPLOAD", upload);
            S3Client.Reply reply = ROOT.send(good.get(0), target, document, "Content-MD5", md5(document));
            fine(reply, round, good.get(1) + " " + new String(document, StandardCharsets.ISO_8859_1));
            String read = target.contains("?") && !target.contains("?delete") ? target : "/bucket";
            fine(ROOT.get(read), round, "GET " + read + " after " + new String(document, StandardCharsets.ISO_8859_1));
            fine(ROOT.get("/bucket/key", "Origin", "http://a.example"), round, "GET after " + good.get(1));
        }
    }

    @Test
    void headersAreTakenOrRefused() {
        Mangler mangler = new Mangler(Mangler.seed());
        for (int round = 0; round < Mangler.rounds(200); round++) {
            List<String> good = HEADERS.get(mangler.random().nextInt(HEADERS.size()));
            List<String> headers = new ArrayList<>(good.subList(2, good.size()));
            int at = mangler.random().nextInt(headers.size() / 2) * 2 + 1;
            headers.set(at, mangler.mangle(headers.get(at)).replaceAll("[^ -~\u00a0-\u00ff]", ""));
            String target = good.get(1).replace("UPLOAD", upload);
            String body = good.get(0).equals("POST") && !target.contains("?") ? "--b\r\n" : "";
            fine(
                    ROOT.send(good.get(0), target, body, headers.toArray(String[]::new)),
                    round,
                    good.get(0) + " " + target + " " + headers);
        }
    }

    @Test
    void queriesAreTakenOrRefused() {
        Mangler mangler = new Mangler(Mangler.seed());
        for (int round = 0; round < Mangler.rounds(200); round++) {
            List<String> good = QUERIES.get(mangler.random().nextInt(QUERIES.size()));
            int bad = mangler.random().nextInt((good.size() - 1) / 2) * 2 + 2;
            StringBuilder target = new StringBuilder(good.get(0));
            for (int i = 1; i < good.size(); i += 2) {
                String value = good.get(i + 1).replace("UPLOAD", upload);
                String said = i + 1 == bad ? mangler.mangle(value) : value;
                target.append(i == 1 ? '?' : '&')
                        .append(good.get(i))
                        .append('=')
                        .append(PercentCoding.encode(said));
            }
            fine(ROOT.get(target.toString()), round, target.toString());
            fine(ROOT.anonymous("GET", target.toString()), round, "anonymous " + target);
        }
    }

    private static void fine(S3Client.Reply reply, int round, String what) {
        assertThat(reply.status() < 500 || reply.status() == 501)
                .as("seed %d round %d: %d %s of %s", Mangler.seed(), round, reply.status(), reply.text(), what)
                .isTrue();
    }

    private static String md5(byte[] document) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
