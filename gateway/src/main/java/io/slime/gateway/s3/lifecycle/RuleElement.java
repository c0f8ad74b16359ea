package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRule;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One rule of a lifecycle document, read strictly: an element that is not known, or is there twice, is an error. */
final class RuleElement {
    private static final Set<String> ELEMENTS = Set.of(
            "ID",
            "Prefix",
            "Filter",
            "Status",
            "Expiration",
            "NoncurrentVersionExpiration",
            "AbortIncompleteMultipartUpload",
            TransitionElements.CURRENT,
            TransitionElements.NONCURRENT);
    private static final Set<String> REPEATED = Set.of(TransitionElements.CURRENT, TransitionElements.NONCURRENT);
    private static final int MAX_ID = 255;
    private static final int MAX_NEWER = 100;

    private RuleElement() {}

    /**
     * Reads a rule.
     *
     * @param ownId the id if it has none
     * @throws S3Exception where S3 takes none such
     */
    static LifecycleRule parse(XmlElement rule, String ownId) {
        check(rule, ELEMENTS);
        String id = rule.textOf("ID").filter(text -> !text.isEmpty()).orElse(ownId);
        if (id.length() > MAX_ID) {
            throw S3Exception.invalidArgument("ID length should not exceed allowed limit of 255", "ID", id);
        }
        LifecycleRule parsed = new LifecycleRule(
                id,
                status(rule.required("Status").strip()),
                ScopeElement.parse(rule),
                rule.child("Expiration").map(RuleElement::expiration),
                rule.child("NoncurrentVersionExpiration").map(RuleElement::noncurrent),
                rule.child("AbortIncompleteMultipartUpload").map(RuleElement::abortDays),
                TransitionElements.parse(rule));
        checkTogether(parsed);
        return parsed;
    }

    /** Refuses unknown children, and more than one of a name but for those of a rule that may be repeated. */
    static void check(XmlElement element, Set<String> known) {
        Set<String> seen = new HashSet<>();
        for (XmlElement child : element.children()) {
            boolean again = !seen.add(child.name()) && !REPEATED.contains(child.name());
            if (!known.contains(child.name()) || again) {
                throw new S3Exception(S3Error.MALFORMED_XML);
            }
        }
    }

    private static boolean status(String status) {
        return switch (status) {
            case "Enabled" -> true;
            case "Disabled" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
    }

    private static void checkTogether(LifecycleRule rule) {
        if (rule.expiration().isEmpty()
                && rule.noncurrent().isEmpty()
                && rule.abortDays().isEmpty()
                && rule.transitions().isEmpty()) {
            throw S3Exception.invalidRequest("At least one action needs to be specified in a rule");
        }
        boolean bare = rule.scope().tags().isEmpty();
        boolean sized = rule.scope().above().isPresent() || rule.scope().below().isPresent();
        if (rule.abortDays().isPresent() && !bare) {
            throw S3Exception.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
        }
        if (rule.abortDays().isPresent() && sized) {
            throw S3Exception.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with ObjectSize.");
        }
        if (rule.expiration().flatMap(LifecycleRule.Expiration::markers).isPresent() && (!bare || sized)) {
            throw S3Exception.invalidRequest(
                    "ExpiredObjectDeleteMarker cannot be specified with " + (bare ? "ObjectSize." : "Tags."));
        }
        TransitionElements.check(rule);
    }

    private static LifecycleRule.Expiration expiration(XmlElement element) {
        check(element, Set.of("Days", "Date", "ExpiredObjectDeleteMarker"));
        if (element.children().size() != 1) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        return new LifecycleRule.Expiration(
                element.textOf("Days").map(text -> positive(text, "'Days' for Expiration action")),
                element.textOf("Date").map(RuleElement::midnight),
                element.textOf("ExpiredObjectDeleteMarker").map(RuleElement::flag));
    }

    private static LifecycleRule.Noncurrent noncurrent(XmlElement element) {
        check(element, Set.of("NoncurrentDays", "NewerNoncurrentVersions"));
        int days =
                positive(element.required("NoncurrentDays"), "'NoncurrentDays' for NoncurrentVersionExpiration action");
        return new LifecycleRule.Noncurrent(days, newer(element, "NoncurrentVersionExpiration"));
    }

    /** How many noncurrent versions an action leaves alone. */
    static Optional<Integer> newer(XmlElement element, String action) {
        String what = "'NewerNoncurrentVersions' for " + action + " action";
        Optional<Integer> newer = element.textOf("NewerNoncurrentVersions").map(text -> positive(text, what));
        newer.filter(count -> count > MAX_NEWER).ifPresent(count -> {
            throw S3Exception.invalidArgument(
                    what + " must be at most " + MAX_NEWER, "NewerNoncurrentVersions", Integer.toString(count));
        });
        return newer;
    }

    private static int abortDays(XmlElement element) {
        check(element, Set.of("DaysAfterInitiation"));
        return positive(
                element.required("DaysAfterInitiation"),
                "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action");
    }

    private static int positive(String text, String what) {
        return number(text, 1, what);
    }

    /** A number of days or versions. */
    static int number(String text, int least, String what) {
        String number = text.strip();
        if (!number.matches("[+-]?[0-9]{1,10}") || Long.parseLong(number) > Integer.MAX_VALUE) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        if (Long.parseLong(number) < least) {
            throw S3Exception.invalidArgument(
                    what + " must be a " + (least == 0 ? "nonnegative" : "positive") + " integer",
                    what.replaceAll("'(.*)'.*", "$1"),
                    number);
        }
        return Integer.parseInt(number);
    }

    private static boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
    }

    /** A time that is a midnight of UTC. */
    static Instant midnight(String text) {
        Instant date = date(text.strip());
        if (!date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
            throw S3Exception.invalidArgument("'Date' must be at midnight GMT", "Date", text.strip());
        }
        return date;
    }

    /** ISO 8601: a date alone, or with a time and a zone. */
    private static Instant date(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
    }
}
