package io.slime.gateway.s3.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.WireText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the signer of a form allows it to say (S3 API reference, "POST policy").
 *
 * @param expiration when it ends
 * @param conditions what must hold of the fields
 * @param least the fewest bytes of the file
 * @param most the most bytes of the file
 */
public record PostPolicy(Instant expiration, List<Condition> conditions, long least, long most) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> PARTS = Set.of("expiration", "conditions");

    /** Fields that need no condition; so do those that begin with {@value #IGNORED}. */
    private static final Set<String> FREE = Set.of("policy", "file", "x-amz-signature", "signature", "awsaccesskeyid");

    private static final String IGNORED = "x-ignore-";
    private static final String RANGE = "content-length-range";

    /** Keeps a copy. */
    public PostPolicy {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a policy.
     *
     * @param field the field of the form: JSON in Base64
     * @throws S3Exception {@code InvalidPolicyDocument}
     */
    public static PostPolicy parse(String field) {
        JsonNode root = root(field);
        for (Map.Entry<String, JsonNode> part : root.properties()) {
            if (!PARTS.contains(part.getKey())) {
                throw invalid("Unexpected: '" + part.getKey() + "'.");
            }
        }
        if (!root.path("expiration").isTextual() || !root.path("conditions").isArray()) {
            throw invalid("It must have an expiration and a list of conditions.");
        }
        List<Condition> conditions = new ArrayList<>();
        long least = 0;
        long most = Long.MAX_VALUE;
        for (JsonNode condition : root.path("conditions")) {
            if (condition.isArray()
                    && condition.path(0).asText().toLowerCase(Locale.ROOT).equals(RANGE)) {
                if (condition.size() != 3) {
                    throw invalid("Invalid content-length-range: it must have two numbers.");
                }
                least = Math.max(least, bytes(condition.get(1)));
                most = Math.min(most, bytes(condition.get(2)));
            } else if (condition.isArray()) {
                conditions.add(Condition.ofList(condition));
            } else if (condition.isObject()) {
                conditions.add(Condition.ofObject(condition));
            } else {
                throw invalid("Invalid Condition: it must be a list or an object.");
            }
        }
        return new PostPolicy(time(root.path("expiration").textValue()), conditions, least, most);
    }

    private static JsonNode root(String field) {
        try {
            byte[] json = Base64.getDecoder().decode(field.replaceAll("\\s", ""));
            String text = WireText.fromWire(new String(json, StandardCharsets.ISO_8859_1));
            JsonNode root = JSON.readTree(text);
            if (root == null || !root.isObject()) {
                throw invalid("Invalid JSON.");
            }
            return root;
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw invalid("Invalid JSON.");
        }
    }

    private static Instant time(String text) {
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z")) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw invalid("Invalid 'expiration' value: '" + text + "'");
            }
        }
        throw invalid("Invalid 'expiration' value: '" + text + "'");
    }

    private static long bytes(JsonNode node) {
        String text = node.asText();
        if (!text.matches("[0-9]{1,18}")) {
            throw invalid("Invalid content-length-range: '" + text + "' is no number of bytes.");
        }
        return Long.parseLong(text);
    }

    /**
     * Holds a form against the policy.
     *
     * @param bucket the bucket that it is sent to
     * @throws S3Exception {@code AccessDenied}
     */
    public void demand(Form form, String bucket, Instant now) {
        if (!now.isBefore(expiration)) {
            throw denied("Policy expired.");
        }
        for (Condition condition : conditions) {
            String said = condition.field().equals("bucket")
                    ? bucket
                    : form.field(condition.field()).orElse("");
            if (!condition.holds(said)) {
                throw denied("Policy Condition failed: " + condition);
            }
        }
        Optional<String> extra = uncovered("bucket")
                ? Optional.of("bucket")
                : form.fields().keySet().stream().filter(this::uncovered).findFirst();
        extra.ifPresent(name -> {
            throw denied("Extra input fields: " + name);
        });
    }

    private boolean uncovered(String field) {
        return !FREE.contains(field)
                && !field.startsWith(IGNORED)
                && conditions.stream().noneMatch(condition -> condition.field().equals(field));
    }

    private static S3Exception denied(String reason) {
        return new S3Exception(S3Error.ACCESS_DENIED, "Invalid according to Policy: " + reason);
    }

    static S3Exception invalid(String reason) {
        return new S3Exception(S3Error.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + reason);
    }
}
