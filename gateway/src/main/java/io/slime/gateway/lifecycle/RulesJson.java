package io.slime.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.lifecycle.LifecycleRule.Expiration;
import io.slime.gateway.lifecycle.LifecycleRule.Noncurrent;
import io.slime.gateway.lifecycle.LifecycleRule.Scope;
import io.slime.gateway.lifecycle.LifecycleRules.Least;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lifecycle rules as the database keeps them: JSON, whose fields are those of {@link LifecycleRule}; an array of rules where the
 * least size is the usual one.
 */
final class RulesJson {
    private static final JsonMapper JSON = new JsonMapper();

    private RulesJson() {}

    static String write(LifecycleRules rules) {
        ArrayNode all = JSON.createArrayNode();
        for (LifecycleRule rule : rules.rules()) {
            ObjectNode node = all.addObject().put("id", rule.id()).put("enabled", rule.enabled());
            Scope scope = rule.scope();
            node.put("legacy", scope.legacy());
            scope.prefix().ifPresent(prefix -> node.put("prefix", prefix));
            ObjectNode tags = node.putObject("tags");
            new TreeMap<>(scope.tags()).forEach(tags::put);
            scope.above().ifPresent(bytes -> node.put("above", bytes));
            scope.below().ifPresent(bytes -> node.put("below", bytes));
            rule.expiration().ifPresent(expiration -> {
                ObjectNode inner = node.putObject("expiration");
                expiration.days().ifPresent(days -> inner.put("days", days));
                expiration.date().ifPresent(date -> inner.put("date", date.toString()));
                expiration.markers().ifPresent(markers -> inner.put("markers", markers));
            });
            rule.noncurrent().ifPresent(noncurrent -> {
                ObjectNode inner = node.putObject("noncurrent").put("days", noncurrent.days());
                noncurrent.newer().ifPresent(newer -> inner.put("newer", newer));
            });
            rule.abortDays().ifPresent(days -> node.put("abortDays", days));
            TransitionsJson.write(rule.transitions(), node);
        }
        return rules.least() == Least.VARIES
                ? JSON.createObjectNode().put("varies", true).set("rules", all).toString()
                : all.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException if it did not
     */
    static LifecycleRules read(String json) {
        try {
            List<LifecycleRule> rules = new ArrayList<>();
            JsonNode root = JSON.readTree(json);
            (root.isArray() ? root : root.path("rules")).forEach(node -> rules.add(rule(node)));
            return new LifecycleRules(rules, root.path("varies").asBoolean() ? Least.VARIES : Least.ALL_128K);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lifecycle rules that are kept cannot be read", e);
        }
    }

    private static LifecycleRule rule(JsonNode node) {
        Map<String, String> tags = new TreeMap<>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        return new LifecycleRule(
                node.path("id").asText(),
                node.path("enabled").asBoolean(),
                new Scope(
                        node.path("legacy").asBoolean(),
                        there(node, "prefix").map(JsonNode::textValue),
                        tags,
                        there(node, "above").map(JsonNode::longValue),
                        there(node, "below").map(JsonNode::longValue)),
                there(node, "expiration")
                        .map(inner -> new Expiration(
                                there(inner, "days").map(JsonNode::intValue),
                                there(inner, "date").map(date -> Instant.parse(date.textValue())),
                                there(inner, "markers").map(JsonNode::booleanValue))),
                there(node, "noncurrent")
                        .map(inner -> new Noncurrent(
                                inner.path("days").intValue(),
                                there(inner, "newer").map(JsonNode::intValue))),
                there(node, "abortDays").map(JsonNode::intValue),
                TransitionsJson.read(node));
    }

    private static Optional<JsonNode> there(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name));
    }
}
