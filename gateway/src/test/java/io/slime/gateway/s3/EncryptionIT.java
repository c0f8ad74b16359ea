package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Server-side encryption with the gateways' and with clients' keys, over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EncryptionIT {
    private static final String METHOD = "x-amz-server-side-encryption";
    private static final String CUSTOMER = METHOD + "-customer-";
    private static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";
    private static final String[] SERVER = {METHOD, "AES256"};
    private static final String[] NOTHING = {};
    private static final String MARK = "a mark that no store may ever see in the clear; ";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/safe", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String[] key(String prefix, int seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        Base64.Encoder base64 = Base64.getEncoder();
        return new String[] {
            prefix + "algorithm", "AES256",
            prefix + "key", base64.encodeToString(key),
            prefix + "key-MD5", base64.encodeToString(md5(key))
        };
    }

    static String[] and(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Bytes in which the mark is found everywhere, from {@code salt} on. */
    private static byte[] text(int salt, int length) {
        byte[] marks = (salt + MARK.repeat(length / MARK.length() + 1)).getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(marks, length);
    }

    private static boolean isMd5(String etag, byte[] bytes) {
        return etag.equals('"' + HexFormat.of().formatHex(md5(bytes)) + '"');
    }

    private void assertNothingInTheClear() {
        assertThat(s3.storesHold(MARK.getBytes(StandardCharsets.US_ASCII))).isFalse();
    }

    @Test
    void whatIsNotEncryptedIsFoundInTheStores() {
        String bytes = "what a store may see in the clear; ".repeat(1000);
        assertThat(root.put("/safe/clear", bytes).header(METHOD)).isEmpty();
        assertThat(s3.storesHold("may see in the clear".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }

    @Test
    void theServersKeyEncryptsWhatTheStoresHold() {
        byte[] bytes = text(1, 3_000_001);
        S3Client.Reply put = root.send("PUT", "/safe/server", bytes, SERVER);
        assertThat(put.outcome()).isEqualTo("200");
        assertThat(put.header(METHOD)).isEqualTo("AES256");
        assertThat(isMd5(put.header("ETag"), bytes)).isTrue();
        assertNothingInTheClear();
        S3Client.Reply got = root.get("/safe/server");
        assertThat(got.body()).isEqualTo(bytes);
        assertThat(got.header(METHOD)).isEqualTo("AES256");
        assertThat(root.send("HEAD", "/safe/server", "").header(METHOD)).isEqualTo("AES256");
        for (int[] range :
                new int[][] {{0, 0}, {15, 16}, {17, 1_048_577}, {1_048_575, 1_048_576}, {2_999_999, 3_000_000}}) {
            assertThat(root.get("/safe/server", "Range", "bytes=" + range[0] + "-" + range[1])
                            .body())
                    .isEqualTo(Arrays.copyOfRange(bytes, range[0], range[1] + 1));
        }
        assertThat(root.get("/safe/server", SERVER).outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/safe/server", key(CUSTOMER, 1)).outcome()).isEqualTo("400 InvalidRequest");
    }

    @Test
    void aClientsKeyIsNeededToReadAgain() {
        byte[] bytes = text(2, 70_000);
        String[] key = key(CUSTOMER, 2);
        S3Client.Reply put = root.send("PUT", "/safe/client", bytes, key);
        assertThat(put.outcome()).isEqualTo("200");
        assertThat(put.header(CUSTOMER + "algorithm")).isEqualTo("AES256");
        assertThat(put.header(CUSTOMER + "key-MD5")).isEqualTo(key[5]);
        assertThat(put.header(CUSTOMER + "key")).isEmpty();
        assertThat(isMd5(put.header("ETag"), bytes)).isFalse();
        assertNothingInTheClear();
        assertThat(root.get("/safe/client", key).body()).isEqualTo(bytes);
        assertThat(root.get("/safe/client", and(key, "Range", "bytes=65530-65545"))
                        .body())
                .isEqualTo(Arrays.copyOfRange(bytes, 65_530, 65_546));
        assertThat(root.send("HEAD", "/safe/client", "", key).header(CUSTOMER + "key-MD5"))
                .isEqualTo(key[5]);
        assertThat(root.get("/safe/client").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("HEAD", "/safe/client", "").outcome()).isEqualTo("400");
        assertThat(root.get("/safe/client", key(CUSTOMER, 3)).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.send("HEAD", "/safe/client", "", key(CUSTOMER, 3)).outcome())
                .isEqualTo("403");
        String attributes = "/safe/client?attributes";
        assertThat(root.get(attributes, "x-amz-object-attributes", "ObjectSize").outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.get(attributes, and(key, "x-amz-object-attributes", "ObjectSize"))
                        .element("ObjectSize"))
                .isEqualTo("70000");
        assertThat(root.send("PUT", "/safe/nothing", "", key).outcome()).isEqualTo("200");
        assertThat(root.get("/safe/nothing").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get("/safe/nothing", key).outcome()).isEqualTo("200");
    }

    @Test
    void refusesHalfAKeyAndForeignMethods() {
        String[] key = key(CUSTOMER, 4);
        assertThat(put(key[0], key[1])).isEqualTo("400 InvalidArgument");
        assertThat(put(key[2], key[3], key[4], key[5])).isEqualTo("400 InvalidArgument");
        assertThat(put(key[0], key[1], key[2], key[3])).isEqualTo("400 InvalidArgument");
        assertThat(put(key[0], key[1], key[2], key[3], key[4], "AAAAAAAAAAAAAAAAAAAAAA=="))
                .isEqualTo("400 InvalidArgument");
        assertThat(put(key[0], key[1], key[2], "c2hvcnQ=", key[4], key[5])).isEqualTo("400 InvalidArgument");
        assertThat(put(key[0], "DES", key[2], key[3], key[4], key[5])).isEqualTo("400 InvalidEncryptionAlgorithmError");
        assertThat(put(and(key, SERVER))).isEqualTo("400 InvalidArgument");
        assertThat(put(METHOD, "ROT13")).isEqualTo("400 InvalidArgument");
        assertThat(put(METHOD, "aws:kms")).isEqualTo("501 NotImplemented");
        assertThat(put(METHOD, "AES256", METHOD + "-aws-kms-key-id", "x")).isEqualTo("501 NotImplemented");
        assertThat(root.get("/safe/refused").outcome()).isEqualTo("404 NoSuchKey");
        S3Client.Reply refused = root.send("PUT", "/safe/refused", "x", key[0], key[1], key[2], key[3]);
        assertThat(refused.text()).doesNotContain(key[3]);
    }

    private String put(String... headers) {
        return root.send("PUT", "/safe/refused", "x", headers).outcome();
    }

    @Test
    void aBucketKeyMeansNothingWithoutKms() {
        String header = "x-amz-server-side-encryption-bucket-key-enabled";
        for (String value : List.of("true", "false")) {
            assertThat(root.put("/safe/bucket-key", "x", METHOD, "AES256", header, value)
                            .header(METHOD))
                    .isEqualTo("AES256");
            assertThat(root.put("/safe/bucket-key-copy", "", "x-amz-copy-source", "/safe/bucket-key", header, value)
                            .outcome())
                    .isEqualTo("200");
            assertThat(root.send("POST", "/safe/bucket-key?uploads", "", header, value)
                            .outcome())
                    .isEqualTo("200");
        }
        assertThat(put(header, "maybe")).isEqualTo("400 InvalidArgument");
        assertThat(put(METHOD, "aws:kms", header, "true")).isEqualTo("501 NotImplemented");
        assertThat(root.get("/safe/bucket-key", header, "true").outcome()).isEqualTo("501 NotImplemented");
        root.put("/bucket-keys", "");
        String at = "/bucket-keys?encryption";
        String asked = rule("<SSEAlgorithm>AES256</SSEAlgorithm>", "<BucketKeyEnabled>true</BucketKeyEnabled>");
        assertThat(root.put(at, asked).outcome()).isEqualTo("200");
        assertThat(root.get(at).element("BucketKeyEnabled")).isEqualTo("true");
    }

    @Test
    void theBucketsDefaultHolds() {
        root.put("/default", "");
        String at = "/default?encryption";
        assertThat(root.get(at).outcome()).isEqualTo("404 ServerSideEncryptionConfigurationNotFoundError");
        root.put("/default/before", "plain");
        assertThat(root.put(at, rule("<SSEAlgorithm>AES256</SSEAlgorithm>", "")).outcome())
                .isEqualTo("200");
        assertThat(root.get(at).element("SSEAlgorithm")).isEqualTo("AES256");
        assertThat(root.get(at).element("BucketKeyEnabled")).isEqualTo("false");
        S3Client.Reply put = root.send("PUT", "/default/after", text(5, 50_000));
        assertThat(put.header(METHOD)).isEqualTo("AES256");
        assertThat(root.get("/default/after").body()).isEqualTo(text(5, 50_000));
        assertThat(root.get("/default/before").header(METHOD)).isEmpty();
        assertThat(root.send("POST", "/default/upload?uploads", "").header(METHOD))
                .isEqualTo("AES256");
        assertThat(root.put(at, rule("<SSEAlgorithm>aws:kms</SSEAlgorithm>", ""))
                        .outcome())
                .isEqualTo("501 NotImplemented");
        assertThat(root.put(at, rule("<SSEAlgorithm>DES</SSEAlgorithm>", "")).outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(root.put(
                                at,
                                rule(
                                        "<SSEAlgorithm>AES256</SSEAlgorithm>",
                                        "<BlockedEncryptionTypes><EncryptionType>SSE-C"
                                                + "</EncryptionType></BlockedEncryptionTypes>"))
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(at).element("EncryptionType")).isEqualTo("SSE-C");
        assertThat(root.send("PUT", "/default/mine", "x", key(CUSTOMER, 5)).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.send("DELETE", at, "").outcome()).isEqualTo("204");
        assertThat(root.get(at).outcome()).isEqualTo("404 ServerSideEncryptionConfigurationNotFoundError");
        assertThat(root.put("/default/plain", "x").header(METHOD)).isEmpty();
        assertThat(root.send("PUT", "/default/mine", "x", key(CUSTOMER, 5)).outcome())
                .isEqualTo("200");
    }

    private static String rule(String byDefault, String more) {
        return "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>" + byDefault
                + "</ApplyServerSideEncryptionByDefault>" + more + "</Rule></ServerSideEncryptionConfiguration>";
    }

    @Test
    void copiesAreEncryptedAsTheyAreAskedToBe() {
        byte[] bytes = new byte[200_001];
        new Random(6).nextBytes(bytes);
        String[][] targets = {NOTHING, SERVER, key(CUSTOMER, 7), key(CUSTOMER, 8)};
        for (int from = 0; from < targets.length; from++) {
            assertThat(root.send("PUT", "/safe/from" + from, bytes, targets[from])
                            .outcome())
                    .isEqualTo("200");
            String[] opening = from < 2 ? NOTHING : key(SOURCE, from + 5);
            for (int to = 0; to < targets.length; to++) {
                String[] headers = and(and(targets[to], opening), "x-amz-copy-source", "/safe/from" + from);
                S3Client.Reply copied = root.send("PUT", "/safe/to", "", headers);
                assertThat(copied.outcome()).as(from + " to " + to).isEqualTo("200");
                assertThat(copied.header(METHOD)).isEqualTo(to == 1 ? "AES256" : "");
                assertThat(copied.header(CUSTOMER + "algorithm")).isEqualTo(to > 1 ? "AES256" : "");
                assertThat(isMd5(copied.element("ETag"), bytes)).isEqualTo(to < 2);
                S3Client.Reply got =
                        root.get("/safe/to", and(to < 2 ? NOTHING : targets[to], "x-amz-checksum-mode", "ENABLED"));
                assertThat(got.body()).isEqualTo(bytes);
                assertThat(got.header("x-amz-checksum-crc64nvme")).isNotEmpty();
            }
        }
        assertThat(root.send("PUT", "/safe/to", "", "x-amz-copy-source", "/safe/from2")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.send("PUT", "/safe/to", "", and(key(SOURCE, 9), "x-amz-copy-source", "/safe/from2"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void anObjectIsEncryptedInItsPlace() {
        byte[] bytes = text(7, 40_000);
        root.send("PUT", "/safe/place", bytes, key(CUSTOMER, 10));
        String[] turn = and(and(key(SOURCE, 10), key(CUSTOMER, 11)), "x-amz-copy-source", "/safe/place");
        assertThat(root.send("PUT", "/safe/place", "", turn).outcome()).isEqualTo("200");
        assertThat(root.get("/safe/place", key(CUSTOMER, 10)).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get("/safe/place", key(CUSTOMER, 11)).body()).isEqualTo(bytes);
        assertNothingInTheClear();
    }

    @Test
    void partsAreEncryptedEachByAKeyOfItsOwn() {
        byte[] first = text(8, 5 << 20);
        byte[] second = text(9, 123_457);
        byte[] whole = new byte[first.length + second.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        for (boolean server : new boolean[] {true, false}) {
            String[] key = server ? SERVER : key(CUSTOMER, 12);
            String[] reading = server ? NOTHING : key;
            root.send("PUT", "/safe/source", second, key);
            S3Client.Reply begun = root.send("POST", "/safe/parts?uploads", "", key);
            assertThat(begun.header(server ? METHOD : CUSTOMER + "algorithm")).isEqualTo("AES256");
            String upload = "/safe/parts?uploadId=" + begun.element("UploadId");
            S3Client.Reply one = root.send("PUT", upload + "&partNumber=1", first, reading);
            assertThat(one.outcome()).isEqualTo("200");
            String[] copying =
                    and(and(reading, server ? NOTHING : key(SOURCE, 12)), "x-amz-copy-source", "/safe/source");
            S3Client.Reply two = root.send("PUT", upload + "&partNumber=2", "", copying);
            assertThat(two.outcome()).isEqualTo("200");
            String parts = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + one.header("ETag")
                    + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>" + two.element("ETag")
                    + "</ETag></Part></CompleteMultipartUpload>";
            assertThat(root.send("POST", upload, parts).outcome()).isEqualTo("200");
            assertNothingInTheClear();
            assertThat(root.get("/safe/parts", reading).body()).isEqualTo(whole);
            assertThat(root.get("/safe/parts", and(reading, "Range", "bytes=5242870-5242900"))
                            .body())
                    .isEqualTo(Arrays.copyOfRange(whole, 5_242_870, 5_242_901));
            assertThat(root.get("/safe/parts?partNumber=2", reading).body()).isEqualTo(second);
            String[] out = and(server ? NOTHING : key(SOURCE, 12), "x-amz-copy-source", "/safe/parts");
            assertThat(root.send("PUT", "/safe/again", "", and(out, SERVER)).outcome())
                    .isEqualTo("200");
            assertThat(root.get("/safe/again").body()).isEqualTo(whole);
        }
    }

    @Test
    void aPartNeedsTheKeyOfItsUpload() {
        S3Client.Reply begun = root.send("POST", "/safe/wrong?uploads", "", key(CUSTOMER, 13));
        String part = "/safe/wrong?partNumber=1&uploadId=" + begun.element("UploadId");
        assertThat(root.put(part, "x").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("PUT", part, "x", key(CUSTOMER, 14)).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("PUT", part, "x", key(CUSTOMER, 13)).outcome()).isEqualTo("200");
        S3Client.Reply plain = root.send("POST", "/safe/wrong?uploads", "");
        String other = "/safe/wrong?partNumber=1&uploadId=" + plain.element("UploadId");
        assertThat(root.send("PUT", other, "x", key(CUSTOMER, 13)).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.send("PUT", other, "x", SERVER).outcome()).isEqualTo("400 InvalidArgument");
    }
}
