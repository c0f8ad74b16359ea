package io.slime.gateway.s3.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.error.S3Exception;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What policies allow, condition by condition. */
final class PostPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String policy(String conditions) {
        return "{\"expiration\":\"2026-01-01T00:00:01.000Z\",\"conditions\":[{\"bucket\":\"b\"}" + conditions + "]}";
    }

    /** How a form with these fields, name, value, …, ends. */
    private static String judged(String policy, String... fields) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        try {
            PostPolicy.parse(base64(policy)).demand(new Form(all, "", InputStream.nullInputStream()), "b", NOW);
            return "allowed";
        } catch (S3Exception e) {
            return e.code() + ": " + e.message();
        }
    }

    @Test
    void conditionsMustHold() {
        String rules = policy(",[\"eq\",\"$acl\",\"private\"],[\"StArTs-WiTh\",\"$KeY\",\"user/\"]");
        assertThat(judged(rules, "key", "user/1", "acl", "private")).isEqualTo("allowed");
        assertThat(judged(rules, "key", "users", "acl", "private"))
                .isEqualTo("AccessDenied: Invalid according to Policy: Policy Condition failed: [\"starts-with\","
                        + " \"$key\", \"user/\"]");
        assertThat(judged(rules, "key", "user/1", "acl", "public-read"))
                .isEqualTo("AccessDenied: Invalid according to Policy: Policy Condition failed: [\"eq\", \"$acl\","
                        + " \"private\"]");
        assertThat(judged(rules, "key", "user/1")).startsWith("AccessDenied");
        assertThat(judged(rules.replace("\"b\"", "\"c\""), "key", "user/1", "acl", "private"))
                .contains("[\"eq\", \"$bucket\", \"c\"]");
    }

    @Test
    void everyFieldMustBeCovered() {
        assertThat(judged(policy(""), "key", "k")).endsWith("Extra input fields: key");
        String any = policy(",[\"starts-with\",\"$key\",\"\"]");
        assertThat(judged(any, "key", "k", "x-amz-meta-a", "1")).endsWith("Extra input fields: x-amz-meta-a");
        assertThat(judged(any, "key", "k", "submit", "Go")).endsWith("Extra input fields: submit");
        assertThat(judged(
                        any,
                        "key",
                        "k",
                        "policy",
                        "p",
                        "signature",
                        "s",
                        "awsaccesskeyid",
                        "a",
                        "x-amz-signature",
                        "s",
                        "x-ignore-a",
                        "x"))
                .isEqualTo("allowed");
        assertThat(judged(any, "key", "k", "x-amz-credential", "c")).endsWith("Extra input fields: x-amz-credential");
        assertThat(judged(any.replace("{\"bucket\":\"b\"},", ""), "key", "k")).endsWith("Extra input fields: bucket");
    }

    @Test
    void contentTypesMayBeAList() {
        String rules = policy(",[\"starts-with\",\"$Content-Type\",\"image/\"]");
        assertThat(judged(rules, "content-type", "image/png, image/gif")).isEqualTo("allowed");
        assertThat(judged(rules, "content-type", "image/png,text/html")).startsWith("AccessDenied");
    }

    @Test
    void itEnds() {
        String over = policy("").replace("00:00:01.000Z", "00:00:00Z");
        assertThat(judged(over)).isEqualTo("AccessDenied: Invalid according to Policy: Policy expired.");
    }

    @Test
    void rangesAreReadAndNarrowEachOther() {
        PostPolicy policy = PostPolicy.parse(
                base64(policy(",[\"content-length-range\",1,10],[\"Content-Length-Range\",\"2\",20]")));
        assertThat(policy.least()).isEqualTo(2);
        assertThat(policy.most()).isEqualTo(10);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (String wrong : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "{\"conditions\":[]}",
            "{\"expiration\":\"2026-01-01T00:00:01Z\"}",
            "{\"EXPIRATION\":\"2026-01-01T00:00:01Z\",\"conditions\":[]}",
            "{\"expiration\":\"2026-01-01T00:00:01Z\",\"CONDITIONS\":[]}",
            "{\"expiration\":\"2026-01-01 00:00:01\",\"conditions\":[]}",
            "{\"expiration\":\"2026-13-01T00:00:01Z\",\"conditions\":[]}",
            "{\"expiration\":\"2026-01-01T00:00:01Z\",\"expiration\":\"2027-01-01T00:00:01Z\",\"conditions\":[]}",
            policy("") + "x",
            policy(",{}"),
            policy(",1"),
            policy(",{\"a\":1}"),
            policy(",{\"a\":\"1\",\"b\":\"2\"}"),
            policy(",[]"),
            policy(",[\"eq\",\"key\",\"k\"]"),
            policy(",[\"eq\",\"$key\"]"),
            policy(",[\"ends-with\",\"$key\",\"k\"]"),
            policy(",[\"content-length-range\",0]"),
            policy(",[\"content-length-range\",-1,0]"),
        }) {
            assertThat(judged(wrong)).as(wrong).startsWith("InvalidPolicyDocument: Invalid Policy: ");
        }
        assertThat(judged(policy(",[\"starts-with\",\"$key\",\"\\$f\"]"), "key", "$foo"))
                .isEqualTo("allowed");
    }
}
