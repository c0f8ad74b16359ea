package io.slime.gateway.s3.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A condition of a policy on one field.
 *
 * @param field the lower-case name of the field
 * @param prefix whether the field need only start with the value
 * @param value the value
 */
record Condition(String field, boolean prefix, String value) {
    private static final String LISTED = "content-type";

    /** A condition {@code {"field": "value"}}. */
    static Condition ofObject(JsonNode object) {
        if (object.size() != 1) {
            throw PostPolicy.invalid(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        String field = object.fieldNames().next();
        return new Condition(
                field.toLowerCase(Locale.ROOT),
                false,
                text(object.get(field))
                        .orElseThrow(() -> PostPolicy.invalid("Invalid Simple-Condition: value must be a string.")));
    }

    /** A condition {@code ["operator", "$field", "value"]}. */
    static Condition ofList(JsonNode list) {
        String operator = text(list.get(0)).orElse("").toLowerCase(Locale.ROOT);
        String field = text(list.get(1)).orElse("");
        Optional<String> value = text(list.get(2));
        if (list.size() != 3 || value.isEmpty() || field.length() < 2 || field.charAt(0) != '$') {
            throw PostPolicy.invalid("Invalid Condition: it must be an operator, a field with its $, and a value.");
        }
        return switch (operator) {
            case "eq" -> new Condition(field.substring(1).toLowerCase(Locale.ROOT), false, value.get());
            case "starts-with" -> new Condition(field.substring(1).toLowerCase(Locale.ROOT), true, value.get());
            default -> throw PostPolicy.invalid("Invalid Condition: unknown operator '" + operator + "'.");
        };
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** Whether it holds of what the field says; empty text if the form has no such field. */
    boolean holds(String said) {
        if (!prefix) {
            return said.equals(value);
        }
        if (field.equals(LISTED) && said.contains(",")) {
            return Arrays.stream(said.split(",", -1))
                    .allMatch(one -> one.strip().startsWith(value));
        }
        return said.startsWith(value);
    }

    /** As a policy has it. */
    @Override
    public String toString() {
        return "[\"" + (prefix ? "starts-with" : "eq") + "\", \"$" + field + "\", \"" + value + "\"]";
    }
}
