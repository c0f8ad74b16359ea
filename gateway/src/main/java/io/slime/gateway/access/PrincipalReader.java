package io.slime.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads whom a statement is about. */
final class PrincipalReader {
    private static final Pattern ARN =
            Pattern.compile("arn:aws:(?:iam|sts)::[^:*?]*:(?:root|(?:user|role|assumed-role)/[^*?]+)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}|[0-9]{12}");

    private final PrincipalNames users;

    PrincipalReader(PrincipalNames users) {
        this.users = users;
    }

    Principals read(JsonNode node, boolean but) {
        Found found = new Found();
        if (node.isTextual()) {
            if (!node.asText().equals("*")) {
                throw invalid(node.asText());
            }
            found.everybody = true;
        } else if (node.isObject() && !node.isEmpty()) {
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                if (each.getValue().isArray()) {
                    each.getValue().forEach(name -> found.add(each.getKey(), name));
                } else {
                    found.add(each.getKey(), each.getValue());
                }
            }
        } else {
            throw invalid(node.toString());
        }
        return new Principals(found.everybody, found.ids, but);
    }

    private static MalformedPolicyException invalid(String principal) {
        return new MalformedPolicyException("Invalid principal in policy: " + principal);
    }

    /** What was found so far. */
    private final class Found {
        private final Set<String> ids = new HashSet<>();
        private boolean everybody;

        void add(String kind, JsonNode name) {
            if (!name.isTextual()) {
                throw invalid(name.toString());
            }
            String text = name.asText();
            switch (kind) {
                case "AWS" -> {
                    if (text.equals("*")) {
                        everybody = true;
                    } else if (ARN.matcher(text).matches() || ID.matcher(text).matches()) {
                        users.find(text).ifPresent(ids::add);
                    } else {
                        throw invalid(text);
                    }
                }
                case "CanonicalUser" ->
                    users.find(text).ifPresentOrElse(ids::add, () -> {
                        throw invalid(text);
                    });
                case "Service", "Federated" -> {
                    // neither services nor identity providers ask here
                }
                default -> throw invalid(kind);
            }
        }
    }
}
