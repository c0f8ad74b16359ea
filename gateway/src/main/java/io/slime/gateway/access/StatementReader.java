package io.slime.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one statement of a policy. */
final class StatementReader {
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final String ARN = "arn:aws:s3:::";

    private final Optional<String> bucket;
    private final PrincipalReader principals;

    /** Of the policy of that bucket; else of a user's or key's own. */
    StatementReader(Optional<String> bucket, PrincipalNames users) {
        this.bucket = bucket;
        this.principals = new PrincipalReader(users);
    }

    Statement read(JsonNode node, boolean variables) {
        if (!node.isObject()) {
            throw new MalformedPolicyException("Invalid policy syntax.");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw new MalformedPolicyException("Unknown field " + name);
            }
        });
        Names actions = new Names(actions(node), node.has("NotAction"));
        List<Template> patterns = new ArrayList<>();
        for (String text : texts(node, "Resource")) {
            checkResource(text);
            patterns.add(variables ? Template.parse(text) : Template.plain(text));
        }
        Resources resources = new Resources(patterns, node.has("NotResource"));
        if (bucket.isPresent()) {
            checkReach(actions, resources);
        }
        return new Statement(
                allows(node), principals(node), actions, resources, conditions(node.path("Condition"), variables));
    }

    private static boolean allows(JsonNode node) {
        JsonNode effect = node.path("Effect");
        if (effect.isMissingNode()) {
            throw new MalformedPolicyException("Missing required field Effect");
        }
        return switch (effect.isTextual() ? effect.asText() : "") {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new MalformedPolicyException("Invalid effect: " + effect.asText());
        };
    }

    private Principals principals(JsonNode node) {
        boolean but = node.has("NotPrincipal");
        boolean named = but || node.has("Principal");
        if (bucket.isEmpty()) {
            if (named) {
                throw new MalformedPolicyException("Policy document should not specify a principal.");
            }
            return Principals.THE_CALLER;
        }
        if (!named || (but && node.has("Principal"))) {
            throw new MalformedPolicyException("Missing required field Principal");
        }
        return principals.read(node.path(but ? "NotPrincipal" : "Principal"), but);
    }

    private List<String> actions(JsonNode node) {
        List<String> actions = texts(node, "Action");
        for (String action : actions) {
            boolean ours = action.equals("*") || KnownActions.onBuckets(action) || KnownActions.onObjects(action);
            boolean others = bucket.isEmpty()
                    && action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")
                    && !action.regionMatches(true, 0, "s3:", 0, 3);
            if (!ours && !others) {
                throw new MalformedPolicyException("Policy has invalid action: " + action);
            }
        }
        return actions;
    }

    private void checkResource(String text) {
        if (text.equals("*")) {
            return;
        }
        boolean fits = text.startsWith(ARN) && text.length() > ARN.length();
        if (fits && bucket.isPresent()) {
            String rest = text.substring(ARN.length());
            int slash = rest.indexOf('/');
            fits = Wildcard.matches(slash < 0 ? rest : rest.substring(0, slash), bucket.get());
        }
        if (!fits) {
            throw new MalformedPolicyException("Policy has invalid resource: " + text);
        }
    }

    /** An action on buckets alone says nothing about keys, and the reverse. */
    private static void checkReach(Names actions, Resources resources) {
        if (actions.but() || resources.but()) {
            return;
        }
        boolean keys = resources.patterns().stream()
                .map(Template::text)
                .anyMatch(text -> text.indexOf('/') >= 0 || text.endsWith("*"));
        boolean buckets = resources.patterns().stream()
                .map(Template::text)
                .anyMatch(text -> text.indexOf('/') < 0 || Wildcard.isIn(text.substring(0, text.indexOf('/'))));
        for (String action : actions.patterns()) {
            boolean reaches = (keys && KnownActions.onObjects(action)) || (buckets && KnownActions.onBuckets(action));
            if (!reaches) {
                throw new MalformedPolicyException("Action does not apply to any resource(s) in statement");
            }
        }
    }

    private static List<Condition> conditions(JsonNode node, boolean variables) {
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isObject()) {
            throw new MalformedPolicyException("Invalid policy syntax.");
        }
        List<Condition> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!each.getValue().isObject()) {
                throw new MalformedPolicyException("Invalid policy syntax.");
            }
            for (Map.Entry<String, JsonNode> key : each.getValue().properties()) {
                all.add(condition(each.getKey(), key.getKey(), strings(key.getValue()), variables));
            }
        }
        return all;
    }

    private static Condition condition(String type, String key, List<String> values, boolean variables) {
        Condition.Quantity quantity = Condition.Quantity.ONE;
        String name = type;
        if (type.startsWith("ForAnyValue:")) {
            quantity = Condition.Quantity.ANY;
            name = type.substring("ForAnyValue:".length());
        } else if (type.startsWith("ForAllValues:")) {
            quantity = Condition.Quantity.ALL;
            name = type.substring("ForAllValues:".length());
        }
        boolean ifExists = name.endsWith("IfExists");
        String plain = ifExists ? name.substring(0, name.length() - "IfExists".length()) : name;
        Operator operator = Operator.named(plain)
                .filter(found -> found != Operator.NULL || plain.equals(type))
                .orElseThrow(() -> new MalformedPolicyException("Invalid Condition type : " + type));
        if (!ConditionKeys.known(key)) {
            throw new MalformedPolicyException("Policy has an invalid condition key: " + key);
        }
        List<Template> templates = values.stream()
                .map(value -> variables ? Template.parse(value) : Template.plain(value))
                .toList();
        return new Condition(operator, quantity, ifExists, key, templates).checked();
    }

    /** The texts of an element, or of the one that negates it; exactly one of them must be there. */
    private static List<String> texts(JsonNode node, String name) {
        JsonNode one = node.path(name);
        JsonNode not = node.path("Not" + name);
        if (one.isMissingNode() == not.isMissingNode()) {
            throw new MalformedPolicyException("Missing required field " + name);
        }
        List<String> texts = strings(one.isMissingNode() ? not : one);
        if (texts.isEmpty()) {
            throw new MalformedPolicyException("Missing required field " + name + " cannot be empty!");
        }
        return texts;
    }

    private static List<String> strings(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(string(each)));
        } else {
            texts.add(string(node));
        }
        return texts;
    }

    private static String string(JsonNode node) {
        if (!node.isTextual() && !node.isBoolean() && !node.isNumber()) {
            throw new MalformedPolicyException("Invalid policy syntax.");
        }
        return node.asText();
    }
}
