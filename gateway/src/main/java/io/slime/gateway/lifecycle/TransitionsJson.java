package io.slime.gateway.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.slime.gateway.lifecycle.LifecycleRule.Transition;
import io.slime.gateway.lifecycle.LifecycleRule.Transitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transitions of a rule as the database keeps them; see {@link RulesJson}. */
final class TransitionsJson {
    private static final String CURRENT = "transitions";
    private static final String NONCURRENT = "noncurrentTransitions";
    private static final String CLASS = "class";

    private TransitionsJson() {}

    static void write(Transitions transitions, ObjectNode rule) {
        for (Transition each : transitions.current()) {
            ObjectNode node = rule.withArray(CURRENT).addObject().put(CLASS, each.storageClass());
            each.days().ifPresent(days -> node.put("days", days));
            each.date().ifPresent(date -> node.put("date", date.toString()));
        }
        for (NoncurrentTransition each : transitions.noncurrent()) {
            ObjectNode node = rule.withArray(NONCURRENT)
                    .addObject()
                    .put(CLASS, each.storageClass())
                    .put("days", each.days());
            each.newer().ifPresent(newer -> node.put("newer", newer));
        }
    }

    static Transitions read(JsonNode rule) {
        List<Transition> current = new ArrayList<>();
        for (JsonNode node : rule.path(CURRENT)) {
            current.add(new Transition(
                    Optional.ofNullable(node.get("days")).map(JsonNode::intValue),
                    Optional.ofNullable(node.get("date")).map(date -> Instant.parse(date.textValue())),
                    node.path(CLASS).asText()));
        }
        List<NoncurrentTransition> noncurrent = new ArrayList<>();
        for (JsonNode node : rule.path(NONCURRENT)) {
            noncurrent.add(new NoncurrentTransition(
                    node.path("days").intValue(),
                    Optional.ofNullable(node.get("newer")).map(JsonNode::intValue),
                    node.path(CLASS).asText()));
        }
        return new Transitions(current, noncurrent);
    }
}
