package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.testing.RawHttp;
import io.slime.metadata.account.Rate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Uploads by forms over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostFormIT {
    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/forms", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    @Test
    void aFormMayAskForEncryption() {
        String method = "x-amz-server-side-encryption";
        assertThat(new Draft()
                        .with("key", "locked")
                        .with(method, "AES256")
                        .signed()
                        .outcome())
                .isEqualTo("204");
        assertThat(root.get("/forms/locked").header(method)).isEqualTo("AES256");
        assertThat(root.get("/forms/locked").text()).isEqualTo("content");
        assertThat(new Draft()
                        .with("key", "open")
                        .uncovered(method, "AES256")
                        .signed()
                        .outcome())
                .as("the policy does not let the form say it")
                .startsWith("403");
        Draft mine = new Draft().with("key", "mine");
        String[] key = EncryptionIT.key("x-amz-server-side-encryption-customer-", 21);
        for (int i = 0; i < key.length; i += 2) {
            mine.with(key[i], key[i + 1]);
        }
        assertThat(mine.signed().outcome()).isEqualTo("204");
        assertThat(root.get("/forms/mine").outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.get("/forms/mine", key).text()).isEqualTo("content");
    }

    @Test
    void aFormMayNameAStorageClass() {
        s3.metadata().redundancy().setClass("STANDARD_IA", new io.slime.erasure.Redundancy(1, 3), false);
        String field = "x-amz-storage-class";
        Draft draft = new Draft().with("key", "ia").with(field, "STANDARD_IA");
        assertThat(draft.signed().outcome()).isEqualTo("204");
        assertThat(root.get("/forms/ia").header(field)).isEqualTo("STANDARD_IA");
        assertThat(new Draft()
                        .with("key", "none")
                        .with(field, "ONEZONE_IA")
                        .signed()
                        .outcome())
                .isEqualTo("400 InvalidStorageClass");
    }

    /** A form in the making: its fields are covered by conditions unless it is said otherwise. */
    private final class Draft {
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final StringBuilder conditions = new StringBuilder("{\"bucket\":\"forms\"}");
        private AccessKey key = s3.rootKey;
        private Instant time = Instant.now();
        private String file = "content";

        Draft with(String name, String value) {
            condition("[\"starts-with\",\"$" + name + "\",\"\"]");
            return uncovered(name, value);
        }

        Draft uncovered(String name, String value) {
            fields.put(name, value);
            return this;
        }

        Draft condition(String json) {
            conditions.append(',').append(json);
            return this;
        }

        Draft file(String content) {
            file = content;
            return this;
        }

        Draft by(AccessKey other) {
            key = other;
            return this;
        }

        Draft at(Instant then) {
            time = then;
            return this;
        }

        Draft signed() {
            return signed(Instant.now().plusSeconds(60));
        }

        Draft signed(Instant expiration) {
            String stamp = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").format(time.atOffset(ZoneOffset.UTC));
            String scope = stamp.substring(0, 8) + "/" + S3ForTests.REGION + "/s3/aws4_request";
            with("x-amz-algorithm", "AWS4-HMAC-SHA256");
            with("x-amz-credential", key.accessKeyId() + "/" + scope);
            with("x-amz-date", stamp);
            String policy = policy(expiration);
            byte[] signing = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
            for (String word : scope.split("/", -1)) {
                signing = hmac("HmacSHA256", signing, word);
            }
            return uncovered("policy", policy)
                    .uncovered("x-amz-signature", HexFormat.of().formatHex(hmac("HmacSHA256", signing, policy)));
        }

        Draft signedV2() {
            String policy = policy(Instant.now().plusSeconds(60));
            byte[] mac = hmac("HmacSHA1", key.secret().getBytes(StandardCharsets.UTF_8), policy);
            return uncovered("policy", policy)
                    .uncovered("AWSAccessKeyId", key.accessKeyId())
                    .uncovered("signature", Base64.getEncoder().encodeToString(mac));
        }

        private String policy(Instant expiration) {
            String json = "{\"expiration\":\"" + expiration + "\",\"conditions\":[" + conditions + "]}";
            return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        }

        RawHttp.Reply send(String... headers) {
            StringBuilder body = new StringBuilder();
            fields.forEach((name, value) -> body.append(
                    "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
            body.append("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"my file.txt\"\r\n"
                    + "Content-Type: image/png\r\n\r\n" + file + "\r\n--x--\r\n");
            String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Type: multipart/form-data; boundary=x";
            try {
                return RawHttp.call(
                        s3.address(), "POST", "/forms", body.toString().getBytes(StandardCharsets.UTF_8), all);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        String outcome() {
            RawHttp.Reply reply = send();
            return reply.status() + reply.text().replaceAll("(?s).*<Code>(.*)</Code>.*", " $1");
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Draft draft(String key) {
        return new Draft().with("key", key);
    }

    @Test
    void aPolicyMayBeAboutTheSignature() {
        String policy = "{'Version':'2012-10-17','Statement':["
                + deny("'NumericGreaterThan':{'s3:signatureAge':'600000'}")
                + "," + deny("'StringEquals':{'s3:signatureversion':'AWS'}") + "]}";
        assertThat(root.put("/forms?policy", policy.replace('\'', '"')).outcome())
                .isEqualTo("204");
        try {
            assertThat(draft("young").signed().outcome()).isEqualTo("204");
            assertThat(draft("aged")
                            .at(Instant.now().minusSeconds(1200))
                            .signed()
                            .outcome())
                    .isEqualTo("403 AccessDenied");
            assertThat(draft("old").signedV2().outcome()).isEqualTo("403 AccessDenied");
        } finally {
            root.delete("/forms?policy");
        }
    }

    private static String deny(String condition) {
        return "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'arn:aws:s3:::forms/*','Condition':{"
                + condition + "}}";
    }

    @Test
    void putAnObjectWithAllThatBelongsToIt() {
        RawHttp.Reply reply = draft("up/${filename}")
                .with("Content-Type", "text/x-ü")
                .with("Cache-Control", "no-store")
                .with("x-amz-meta-who", "Zoë")
                .with("acl", "private")
                .with("tagging", "<Tagging><TagSet><Tag><Key>a b</Key><Value>1+1</Value></Tag></TagSet></Tagging>")
                .with("x-amz-checksum-crc32", "MAa8Pw==")
                .with("success_action_status", "201")
                .signed()
                .file("x".repeat(3))
                .send();
        assertThat(reply.text()).contains("BadDigest"); // the checksum is held against the file
        assertThat(root.head("/forms/up/my%20file.txt").status()).isEqualTo(404);
        reply = draft("up/${filename}")
                .with("Content-Type", "text/x-ü")
                .with("Cache-Control", "no-store")
                .with("x-amz-meta-who", "Zoë")
                .with("acl", "private")
                .with("tagging", "<Tagging><TagSet><Tag><Key>a b</Key><Value>1+1</Value></Tag></TagSet></Tagging>")
                .with("success_action_status", "201")
                .signed()
                .file("a\r\n--\r\nb")
                .send();
        assertThat(reply.status()).isEqualTo(201);
        String location = "http://127.0.0.1:" + s3.address().getPort() + "/forms/up/my%20file.txt";
        assertThat(reply.header("location")).isEqualTo(location);
        assertThat(reply.text())
                .contains("<PostResponse><Location>" + location + "</Location><Bucket>forms</Bucket>"
                        + "<Key>up/my file.txt</Key><ETag>&quot;");
        S3Client.Reply object = root.get("/forms/up/my%20file.txt");
        assertThat(object.text()).isEqualTo("a\r\n--\r\nb");
        assertThat(object.header("etag")).isEqualTo(reply.header("etag"));
        assertThat(object.header("content-type")).startsWith("text/x-");
        assertThat(object.header("cache-control")).isEqualTo("no-store");
        assertThat(object.header("x-amz-tagging-count")).isEqualTo("1");
        assertThat(root.get("/forms/up/my%20file.txt?tagging").element("Value")).isEqualTo("1+1");
        assertThat(object.header("x-amz-meta-who")).isNotEmpty();
    }

    @Test
    void areAnsweredAsTheyWish() {
        assertThat(draft("a").signed().send().status()).isEqualTo(204);
        assertThat(draft("a")
                        .with("success_action_status", "200")
                        .signed()
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(draft("a")
                        .with("success_action_status", "404")
                        .signed()
                        .send()
                        .status())
                .isEqualTo(204);
        RawHttp.Reply reply = draft("a&b")
                .with("success_action_redirect", "https://here.example/done?x=1#top")
                .signed()
                .send();
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("location"))
                .startsWith("https://here.example/done?x=1&bucket=forms&key=a%26b&etag=%22")
                .endsWith("%22#top");
        assertThat(draft("a")
                        .with("redirect", "javascript:alert(1)")
                        .signed()
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(root.head("/forms/a").header("content-type")).isEqualTo("binary/octet-stream");
    }

    @Test
    void areHeldToTheirPolicy() {
        assertThat(draft("p").uncovered("x-amz-meta-a", "1").signed().outcome()).isEqualTo("403 AccessDenied");
        assertThat(draft("p").uncovered("acl", "private").signed().outcome()).isEqualTo("403 AccessDenied");
        assertThat(draft("p")
                        .condition("[\"starts-with\",\"$key\",\"q\"]")
                        .signed()
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(draft("${filename}")
                        .condition("[\"eq\",\"$key\",\"my file.txt\"]")
                        .signed()
                        .outcome())
                .isEqualTo("204");
        assertThat(draft("p").condition("{\"bucket\":\"other\"}").signed().outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(draft("p").with("bucket", "other").signed().outcome()).isEqualTo("403 AccessDenied");
        assertThat(draft("p").with("bucket", "forms").signed().outcome()).isEqualTo("204");
        root.delete("/forms/p");
        assertThat(draft("p").signed(Instant.now().minusSeconds(1)).outcome()).isEqualTo("403 AccessDenied");
        assertThat(draft("p")
                        .condition("[\"content-length-range\",8,10]")
                        .signed()
                        .outcome())
                .isEqualTo("400 EntityTooSmall");
        assertThat(draft("p")
                        .condition("[\"content-length-range\",0,6]")
                        .signed()
                        .outcome())
                .isEqualTo("400 EntityTooLarge");
        assertThat(draft("p").condition("{}").signed().outcome()).isEqualTo("400 InvalidPolicyDocument");
        assertThat(root.head("/forms/p").status()).isEqualTo(404);
        assertThat(draft("p")
                        .condition("[\"content-length-range\",7,7]")
                        .signed()
                        .outcome())
                .isEqualTo("204");
        assertThat(draft("p").with("x-amz-copy-source", "/forms/p").signed().outcome())
                .isEqualTo("501 NotImplemented");
        assertThat(draft("p").with("x-amz-trailer", "x").signed().outcome()).isEqualTo("501 NotImplemented");
    }

    @Test
    void areSignedByWhoMay() {
        assertThat(draft("s").outcome()).isEqualTo("403 AccessDenied");
        assertThat(draft("s").by(s3.newKey("mallory")).signed().outcome()).isEqualTo("403 AccessDenied");
        assertThat(draft("s")
                        .signed()
                        .uncovered("x-amz-signature", "0".repeat(64))
                        .outcome())
                .isEqualTo("403 SignatureDoesNotMatch");
        assertThat(draft("s")
                        .by(new AccessKey(
                                "AKIANOBODY",
                                "secret",
                                s3.rootKey.user(),
                                true,
                                Instant.EPOCH,
                                Optional.empty(),
                                Optional.empty(),
                                Rate.NONE))
                        .signed()
                        .outcome())
                .isEqualTo("403 InvalidAccessKeyId");
        Draft other = draft("s").signed();
        assertThat(draft("s")
                        .signed()
                        .uncovered("policy", draft("t").signed().fields.get("policy") + "=")
                        .outcome())
                .isEqualTo("403 SignatureDoesNotMatch");
        other.fields.remove("x-amz-signature");
        assertThat(other.outcome()).isEqualTo("400 InvalidArgument");
        other.fields.remove("policy");
        assertThat(other.outcome()).isEqualTo("400 InvalidArgument");
        assertThat(draft("s")
                        .at(Instant.now().minus(Duration.ofDays(8)))
                        .signed()
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(draft("s")
                        .at(Instant.now().plus(Duration.ofHours(1)))
                        .signed()
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(draft("s").signed().uncovered("x-amz-security-token", "t").outcome())
                .isEqualTo("400 InvalidToken");
        assertThat(root.head("/forms/s").status()).isEqualTo(404);
        assertThat(draft("s").signedV2().outcome()).isEqualTo("204");
        assertThat(draft("s").signedV2().uncovered("signature", "AAAA").outcome())
                .isEqualTo("403 SignatureDoesNotMatch");
    }

    @Test
    void haveAKeyThatAnObjectMayHave() {
        assertThat(new Draft().signed().outcome()).isEqualTo("400 InvalidArgument");
        assertThat(draft("").signed().outcome()).isEqualTo("400 InvalidArgument");
        assertThat(draft("k".repeat(1025)).signed().outcome()).isEqualTo("400 KeyTooLongError");
        assertThat(draft("../x/\\$y").signed().outcome()).isEqualTo("204");
        assertThat(root.get("/forms/../x/%5C$y").text()).isEqualTo("content");
    }

    @Test
    void areStreamed() {
        String large = "0123456789\r\n".repeat(300_000);
        assertThat(draft("large").signed().file(large).outcome()).isEqualTo("204");
        assertThat(root.get("/forms/large").text()).isEqualTo(large);
    }

    @Test
    void carryNothingBesidesInHeaders() {
        assertThat(draft("h").signed().send("x-amz-meta-a: 1").status()).isEqualTo(501);
        assertThat(draft("h")
                        .signed()
                        .send("x-amz-content-sha256: " + "0".repeat(64))
                        .status())
                .isEqualTo(403);
        assertThat(root.head("/forms/h").status()).isEqualTo(404);
        assertThat(draft("h")
                        .signed()
                        .send("x-amz-expected-bucket-owner: nobody")
                        .status())
                .isEqualTo(403);
    }
}
