package io.slime.gateway.s3;

import static io.slime.gateway.s3.EncryptionIT.and;
import static io.slime.gateway.s3.EncryptionIT.key;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What policies demand of encryption, and what uploads demand of the requests that belong to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EncryptionRulesIT {
    private static final String METHOD = "x-amz-server-side-encryption";
    private static final String CUSTOMER = METHOD + "-customer-";
    private static final String[] SERVER = {METHOD, "AES256"};

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/rules", "");
        root.put("/must", "");
        root.put("/own", "");
        root.put("/rules/source", "source");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static String complete(String etag) {
        return "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
    }

    private void deny(String bucket, String condition) {
        String policy = "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:PutObject',"
                + "'Resource':'arn:aws:s3:::" + bucket + "/*','Condition':" + condition + "}]}";
        assertThat(root.put("/" + bucket + "?policy", policy.replace('\'', '"')).text())
                .isEmpty();
    }

    @Test
    void aPolicyMayDemandThatAllIsEncrypted() {
        deny("must", "{'Null':{'s3:x-amz-server-side-encryption':'true'}}");
        assertThat(root.put("/must/k", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put("/must/k", "x", SERVER).outcome()).isEqualTo("200");
        assertThat(root.send("POST", "/must/big?uploads", "").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put("/must/copy", "", "x-amz-copy-source", "/rules/source")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put("/must/copy", "", and(SERVER, "x-amz-copy-source", "/rules/source"))
                        .outcome())
                .isEqualTo("200");
        String upload = "/must/big?uploadId="
                + root.send("POST", "/must/big?uploads", "", SERVER).element("UploadId");
        S3Client.Reply part = root.put(upload + "&partNumber=1", "x");
        assertThat(part.outcome())
                .as("what the upload said holds for its parts")
                .isEqualTo("200");
        assertThat(root.put(upload + "&partNumber=2", "", "x-amz-copy-source", "/rules/source")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.send("POST", upload, complete(part.header("ETag"))).outcome())
                .isEqualTo("200");
        assertThat(root.put("/must/big?partNumber=1&uploadId=none", "x").outcome())
                .as("of no upload nothing is known")
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void aPolicyMayDemandClientsKeys() {
        deny("own", "{'Null':{'s3:x-amz-server-side-encryption-customer-algorithm':'true'}}");
        assertThat(root.put("/own/k", "x", SERVER).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put("/own/k", "x", key(CUSTOMER, 1)).outcome()).isEqualTo("200");
        String upload = "/own/big?uploadId="
                + root.send("POST", "/own/big?uploads", "", key(CUSTOMER, 1)).element("UploadId");
        S3Client.Reply part = root.put(upload + "&partNumber=1", "x", key(CUSTOMER, 1));
        assertThat(root.send("POST", upload, complete(part.header("ETag"))).outcome())
                .isEqualTo("200");
    }

    @Test
    void listingAndCompletingTakeTheKeyOfTheUploadAndNoOther() {
        String[] mine = key(CUSTOMER, 2);
        String[] other = key(CUSTOMER, 3);
        String upload = "/rules/parts?uploadId="
                + root.send("POST", "/rules/parts?uploads", "", mine).element("UploadId");
        String parts = complete(root.put(upload + "&partNumber=1", "x", mine).header("ETag"));
        assertThat(root.get(upload, other).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get(upload, SERVER).outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get(upload, mine).outcome()).isEqualTo("200");
        assertThat(root.get(upload).outcome()).isEqualTo("200");
        assertThat(root.send("POST", upload, parts, other).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("POST", upload, parts, SERVER).outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.send("POST", upload, parts, mine).outcome()).isEqualTo("200");
        assertThat(root.send("POST", upload, parts, mine).outcome())
                .as("once more")
                .isEqualTo("200");
        assertThat(root.get("/rules/parts", mine).text()).isEqualTo("x");
    }

    @Test
    void checksumsOfPartsAreNotToldWithoutTheKey() {
        String[] mine = key(CUSTOMER, 4);
        S3Client.Reply begun =
                root.send("POST", "/rules/summed?uploads", "", and(mine, "x-amz-checksum-algorithm", "CRC32"));
        String upload = "/rules/summed?uploadId=" + begun.element("UploadId");
        S3Client.Reply part = root.put(upload + "&partNumber=1", "x", and(mine, "x-amz-checksum-crc32", "jNwWgw=="));
        String parts = complete(part.header("ETag"))
                .replace(
                        "</Part>", "<ChecksumCRC32>" + part.header("x-amz-checksum-crc32") + "</ChecksumCRC32></Part>");
        assertThat(root.get(upload).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get(upload, mine).element("ChecksumCRC32")).isEqualTo(part.header("x-amz-checksum-crc32"));
        assertThat(root.send("POST", upload, parts).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("POST", upload, parts, mine).outcome()).isEqualTo("200");
    }

    @Test
    void aKeyForAnUploadWithoutOneIsRefused() {
        String upload = "/rules/plain?uploadId="
                + root.send("POST", "/rules/plain?uploads", "").element("UploadId");
        String parts = complete(root.put(upload + "&partNumber=1", "x").header("ETag"));
        assertThat(root.get(upload, key(CUSTOMER, 5)).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("POST", upload, parts, key(CUSTOMER, 5)).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("POST", upload, parts).outcome()).isEqualTo("200");
    }

    @Test
    void conditionsOfReadsAreDecidedWithTheKeyOnly() {
        String[] mine = key(CUSTOMER, 6);
        String etag = root.put("/rules/if", "x", mine).header("ETag");
        assertThat(root.get("/rules/if", "If-None-Match", etag).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get("/rules/if", and(mine, "If-None-Match", etag)).status())
                .isEqualTo(304);
        assertThat(root.head("/rules/if", and(mine, "If-Match", etag)).status()).isEqualTo(200);
    }

    @Test
    void aRenamedObjectKeepsItsKey() {
        String[] mine = key(CUSTOMER, 7);
        root.put("/rules/old", "x", mine);
        assertThat(root.put("/rules/new?renameObject", "", "x-amz-rename-source", "/rules/old")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get("/rules/new").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get("/rules/new", mine).text()).isEqualTo("x");
    }
}
