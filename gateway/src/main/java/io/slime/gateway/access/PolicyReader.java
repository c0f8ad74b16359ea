package io.slime.gateway.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes policies of their texts (IAM User Guide, "IAM JSON policy elements reference"). What it does not know it refuses. */
public final class PolicyReader {
    /** Most bytes of a policy: 20 KiB (S3 User Guide, "Bucket policies"). */
    public static final int MAX_BYTES = 20 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final String CURRENT = "2012-10-17";
    private static final String OLD = "2008-10-17";
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PolicyReader() {}

    /**
     * The policy of a bucket.
     *
     * @param bucket name of the bucket, which all its resources must be of
     * @param users says whom a principal names
     * @throws MalformedPolicyException if it cannot be taken
     */
    public static Policy ofBucket(String text, String bucket, PrincipalNames users) {
        return read(text, new StatementReader(Optional.of(bucket), users));
    }

    /**
     * The policy of a key, which is about what that key may do.
     *
     * @throws MalformedPolicyException if it cannot be taken
     */
    public static Policy ofKey(String text) {
        return read(text, new StatementReader(Optional.empty(), name -> Optional.empty()));
    }

    private static Policy read(String text, StatementReader reader) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new MalformedPolicyException("Policies must not be larger than " + MAX_BYTES + " bytes");
        }
        JsonNode root = tree(text);
        if (!root.isObject()) {
            throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{'");
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw new MalformedPolicyException("Unknown field " + name);
            }
        });
        boolean variables = version(root).equals(CURRENT);
        JsonNode statements = root.path("Statement");
        if (statements.isMissingNode()) {
            throw new MalformedPolicyException("Missing required field Statement");
        }
        List<Statement> read = new ArrayList<>();
        if (statements.isArray()) {
            statements.forEach(statement -> read.add(reader.read(statement, variables)));
        } else {
            read.add(reader.read(statements, variables));
        }
        if (read.isEmpty()) {
            throw new MalformedPolicyException("Missing required field Statement");
        }
        return new Policy(read);
    }

    private static JsonNode tree(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).orElseGet(JSON::createObjectNode);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{': "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static String version(JsonNode root) {
        JsonNode version = root.path("Version");
        if (version.isMissingNode()) {
            return OLD;
        }
        if (!version.isTextual() || !Set.of(CURRENT, OLD).contains(version.asText())) {
            throw new MalformedPolicyException("The policy must contain a valid version string");
        }
        return version.asText();
    }
}
