package io.slime.gateway.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How a condition compares a value of the request with one of the policy. */
enum Operator {
    STRING_EQUALS("StringEquals", Kind.TEXT, false),
    STRING_NOT_EQUALS("StringNotEquals", Kind.TEXT, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Kind.TEXT_IGNORING_CASE, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Kind.TEXT_IGNORING_CASE, true),
    STRING_LIKE("StringLike", Kind.PATTERN, false),
    STRING_NOT_LIKE("StringNotLike", Kind.PATTERN, true),
    NUMERIC_EQUALS("NumericEquals", Kind.NUMBER, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Kind.NUMBER, true),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMBER, c -> c < 0),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMBER, c -> c <= 0),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMBER, c -> c > 0),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.NUMBER, c -> c >= 0),
    DATE_EQUALS("DateEquals", Kind.DATE, false),
    DATE_NOT_EQUALS("DateNotEquals", Kind.DATE, true),
    DATE_LESS_THAN("DateLessThan", Kind.DATE, c -> c < 0),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Kind.DATE, c -> c <= 0),
    DATE_GREATER_THAN("DateGreaterThan", Kind.DATE, c -> c > 0),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Kind.DATE, c -> c >= 0),
    BOOL("Bool", Kind.TRUTH, false),
    BINARY_EQUALS("BinaryEquals", Kind.TEXT, false),
    IP_ADDRESS("IpAddress", Kind.ADDRESS, false),
    NOT_IP_ADDRESS("NotIpAddress", Kind.ADDRESS, true),
    ARN_EQUALS("ArnEquals", Kind.PATTERN, false),
    ARN_LIKE("ArnLike", Kind.PATTERN, false),
    ARN_NOT_EQUALS("ArnNotEquals", Kind.PATTERN, true),
    ARN_NOT_LIKE("ArnNotLike", Kind.PATTERN, true),
    NULL("Null", Kind.TRUTH, false);

    private final String wireName;
    private final Kind kind;
    private final boolean negated;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final IntPredicate order;

    Operator(String wireName, Kind kind, boolean negated) {
        this(wireName, kind, negated, c -> c == 0);
    }

    Operator(String wireName, Kind kind, IntPredicate order) {
        this(wireName, kind, false, order);
    }

    Operator(String wireName, Kind kind, boolean negated, IntPredicate order) {
        this.wireName = wireName;
        this.kind = kind;
        this.negated = negated;
        this.order = order;
    }

    /** What values are. */
    private enum Kind {
        TEXT("a text"),
        TEXT_IGNORING_CASE("a text"),
        PATTERN("a text"),
        NUMBER("a number"),
        DATE("a date"),
        TRUTH("true or false"),
        ADDRESS("an IP address or a range of them");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    static Optional<Operator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.wireName.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether it holds of what is different. */
    boolean negated() {
        return negated;
    }

    /** What a value of a policy should be, and is not; empty if it is. */
    Optional<String> wrong(String value) {
        boolean right = switch (kind) {
            case TEXT, TEXT_IGNORING_CASE, PATTERN -> true;
            case NUMBER -> number(value).isPresent();
            case DATE -> date(value).isPresent();
            case TRUTH -> truth(value).isPresent();
            case ADDRESS -> AddressRange.parse(value).isPresent();
        };
        return right ? Optional.empty() : Optional.of(kind.description);
    }

    /** Whether the request's value is to the policy's as it should be, the negation left aside. */
    boolean same(String known, Template wanted, Context context) {
        if (kind == Kind.PATTERN) {
            return wanted.matches(known, context);
        }
        return wanted.plain(context).filter(value -> same(known, value)).isPresent();
    }

    private boolean same(String known, String wanted) {
        return switch (kind) {
            case TEXT -> known.equals(wanted);
            case TEXT_IGNORING_CASE -> known.equalsIgnoreCase(wanted);
            case PATTERN -> Wildcard.matches(wanted, known);
            case NUMBER -> ordered(number(known), number(wanted));
            case DATE -> ordered(date(known), date(wanted));
            case TRUTH -> truth(known).isPresent() && truth(known).equals(truth(wanted));
            case ADDRESS ->
                AddressRange.parse(wanted).filter(range -> range.has(known)).isPresent();
        };
    }

    private <T extends Comparable<T>> boolean ordered(Optional<T> known, Optional<T> wanted) {
        return known.isPresent() && wanted.isPresent() && order.test(known.get().compareTo(wanted.get()));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A time of ISO 8601, a day, or seconds since 1970. */
    private static Optional<Instant> date(String text) {
        if (text.matches("[0-9]{1,11}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
