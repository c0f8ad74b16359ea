package io.slime.gateway.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bucket's policy as it is kept: its text, and whom the principals in it meant when it was put, so that a user who is made later
 * with an old name is granted nothing.
 *
 * @param text the text, as it was put
 * @param users canonical ids by principal
 */
public record KeptPolicy(String text, Map<String, String> users) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps a copy. */
    public KeptPolicy {
        users = Map.copyOf(users);
    }

    /**
     * Takes a policy that is put.
     *
     * @param names says whom its principals mean now
     * @throws MalformedPolicyException if it cannot be taken
     */
    public static KeptPolicy take(String text, String bucket, PrincipalNames names) {
        Map<String, String> users = new TreeMap<>();
        PolicyReader.ofBucket(text, bucket, principal -> {
            Optional<String> id = names.find(principal);
            id.ifPresent(found -> users.put(principal, found));
            return id;
        });
        return new KeptPolicy(text, users);
    }

    /** The document that is kept. */
    public String document() {
        ObjectNode node = JSON.createObjectNode().put("text", text);
        ObjectNode kept = node.putObject("users");
        new TreeMap<>(users).forEach(kept::put);
        return node.toString();
    }

    /** Reads {@link #document}; an {@link IllegalArgumentException} if it is none. */
    public static KeptPolicy read(String document) {
        try {
            JsonNode node = JSON.readTree(document);
            Map<String, String> users = new TreeMap<>();
            node.path("users")
                    .properties()
                    .forEach(user -> users.put(user.getKey(), user.getValue().asText()));
            return new KeptPolicy(node.path("text").asText(), users);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a policy that is kept is no JSON", e);
        }
    }

    /** What it says; of one that this release cannot read, that everything is denied. */
    public Policy policy(String bucket) {
        try {
            return PolicyReader.ofBucket(text, bucket, name -> Optional.ofNullable(users.get(name)));
        } catch (MalformedPolicyException e) {
            return Policy.unreadable();
        }
    }
}
