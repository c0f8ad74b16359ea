package io.slime.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One condition of a statement (IAM User Guide, "IAM JSON policy elements: Condition operators").
 *
 * @param operator how values are compared
 * @param quantity of how many of the request's values it must hold
 * @param ifExists whether it also holds where the request does not have the key
 * @param key what is compared
 * @param values what it is compared with, any of which will do
 */
record Condition(Operator operator, Quantity quantity, boolean ifExists, String key, List<Template> values) {
    /** Keys by which a condition says exactly who may ask, or from where (S3 User Guide, "The meaning of public"). */
    private static final Set<String> NARROWING = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:username",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    Condition {
        values = List.copyOf(values);
    }

    /** Of how many of the request's values a condition must hold. */
    enum Quantity {
        /** Of the one that there is. */
        ONE,
        /** Of at least one. */
        ANY,
        /** Of every one, also of none at all. */
        ALL
    }

    /**
     * Whether it holds. Of a key with several values of which one was expected, a condition of what is allowed must hold of all, and
     * one of what is denied of any.
     *
     * @param allows whether it is a condition of what is allowed
     */
    boolean holds(Context context, boolean allows) {
        List<String> known = context.values(key);
        if (operator == Operator.NULL) {
            String absent = Boolean.toString(known.isEmpty());
            return values.stream().anyMatch(value -> value.text().equalsIgnoreCase(absent));
        }
        if (known.isEmpty()) {
            return switch (quantity) {
                case ALL -> true;
                case ANY -> ifExists;
                case ONE -> ifExists || operator.negated();
            };
        }
        return switch (quantity) {
            case ALL -> known.stream().allMatch(value -> satisfied(value, context));
            case ANY -> known.stream().anyMatch(value -> satisfied(value, context));
            case ONE ->
                allows
                        ? known.stream().allMatch(value -> satisfied(value, context))
                        : known.stream().anyMatch(value -> satisfied(value, context));
        };
    }

    private boolean satisfied(String known, Context context) {
        return operator.negated() != values.stream().anyMatch(value -> operator.same(known, value, context));
    }

    /** Whether only some that are known from the policy can meet it. */
    boolean narrows() {
        if (ifExists || operator.negated() || operator == Operator.NULL || quantity == Quantity.ALL) {
            return false;
        }
        if (key.equalsIgnoreCase("aws:SourceIp")) {
            return values.stream()
                    .allMatch(value -> AddressRange.parse(value.text())
                            .filter(AddressRange::isNarrow)
                            .isPresent());
        }
        return NARROWING.contains(key.toLowerCase(Locale.ROOT))
                && values.stream().allMatch(value -> !value.hasVariables() && !Wildcard.isIn(value.text()));
    }

    /**
     * Checks that the values are such as the operator compares.
     *
     * @throws MalformedPolicyException if one is not
     */
    Condition checked() {
        for (Template value : values) {
            Optional<String> wrong = value.hasVariables() ? Optional.empty() : operator.wrong(value.text());
            wrong.ifPresent(why -> {
                throw new MalformedPolicyException("Invalid Condition value : " + value.text() + " is not " + why);
            });
        }
        return this;
    }
}
