package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRule;
import io.slime.gateway.lifecycle.LifecycleRule.Expiration;
import io.slime.gateway.lifecycle.LifecycleRule.Noncurrent;
import io.slime.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.slime.gateway.lifecycle.LifecycleRule.Transition;
import io.slime.gateway.lifecycle.LifecycleRule.Transitions;
import io.slime.gateway.object.Description;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The transitions of a rule, as its elements say them. */
final class TransitionElements {
    static final String CURRENT = "Transition";
    static final String NONCURRENT = "NoncurrentVersionTransition";

    private static final String CLASS = "StorageClass";
    private static final String NEWER = "NewerNoncurrentVersions";

    private TransitionElements() {}

    static Transitions parse(XmlElement rule) {
        Transitions transitions = new Transitions(
                rule.all(CURRENT).stream().map(TransitionElements::current).toList(),
                rule.all(NONCURRENT).stream()
                        .map(TransitionElements::noncurrent)
                        .toList());
        demandDifferent(
                CURRENT,
                transitions.current().stream().map(Transition::storageClass).toList());
        demandDifferent(
                NONCURRENT,
                transitions.noncurrent().stream()
                        .map(NoncurrentTransition::storageClass)
                        .toList());
        return transitions;
    }

    /**
     * Demands that transitions come before the expiration, and both go by days or both by a date.
     *
     * @throws S3Exception {@code InvalidRequest}, {@code InvalidArgument}
     */
    static void check(LifecycleRule rule) {
        String prefix = rule.scope().prefix().orElse("");
        boolean dated = rule.transitions().current().stream()
                        .anyMatch(each -> each.date().isPresent())
                || rule.expiration().flatMap(Expiration::date).isPresent();
        boolean counted = rule.transitions().current().stream()
                        .anyMatch(each -> each.days().isPresent())
                || rule.expiration().flatMap(Expiration::days).isPresent();
        if (!rule.transitions().current().isEmpty() && dated && counted) {
            throw S3Exception.invalidRequest(
                    "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for prefix '"
                            + prefix + "'");
        }
        for (Transition each : rule.transitions().current()) {
            rule.expiration()
                    .flatMap(Expiration::days)
                    .filter(days -> days <= each.days().orElse(0))
                    .ifPresent(days -> {
                        throw late("Days", "Expiration", CURRENT, prefix, days.toString());
                    });
            rule.expiration()
                    .flatMap(Expiration::date)
                    .filter(date -> each.date().filter(date::isAfter).isEmpty())
                    .ifPresent(date -> {
                        throw late("Date", "Expiration", CURRENT, prefix, date.toString());
                    });
        }
        for (NoncurrentTransition each : rule.transitions().noncurrent()) {
            rule.noncurrent()
                    .map(Noncurrent::days)
                    .filter(days -> days <= each.days())
                    .ifPresent(days -> {
                        throw late(
                                "NoncurrentDays", "NoncurrentVersionExpiration", NONCURRENT, prefix, days.toString());
                    });
        }
    }

    static void write(Transitions transitions, XmlWriter xml) {
        for (Transition each : transitions.current()) {
            xml.open(CURRENT);
            each.days().ifPresent(days -> xml.number("Days", days));
            each.date().ifPresent(date -> xml.text("Date", XmlWriter.format(date)));
            xml.text(CLASS, each.storageClass()).close();
        }
        for (NoncurrentTransition each : transitions.noncurrent()) {
            xml.open(NONCURRENT).number("NoncurrentDays", each.days());
            each.newer().ifPresent(newer -> xml.number(NEWER, newer));
            xml.text(CLASS, each.storageClass()).close();
        }
    }

    private static S3Exception late(String when, String action, String transition, String prefix, String value) {
        return S3Exception.invalidArgument(
                "'" + when + "' in the " + action + " action for prefix '" + prefix + "' must be greater than '" + when
                        + "' in the " + transition + " action",
                when,
                value);
    }

    private static void demandDifferent(String action, List<String> classes) {
        Set<String> seen = new HashSet<>();
        for (String each : classes) {
            if (!seen.add(each)) {
                throw S3Exception.invalidRequest(
                        "'StorageClass' must be different for '" + action + "' actions in same 'Rule'");
            }
        }
    }

    private static Transition current(XmlElement element) {
        RuleElement.check(element, Set.of("Days", "Date", CLASS));
        if (element.children().size() != 2) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        return new Transition(
                element.textOf("Days").map(text -> RuleElement.number(text, 0, "'Days' in Transition action")),
                element.textOf("Date").map(RuleElement::midnight),
                storageClass(element));
    }

    private static NoncurrentTransition noncurrent(XmlElement element) {
        RuleElement.check(element, Set.of("NoncurrentDays", NEWER, CLASS));
        int days = RuleElement.number(
                element.required("NoncurrentDays"), 0, "'NoncurrentDays' in NoncurrentVersionTransition action");
        Optional<Integer> newer = RuleElement.newer(element, "NoncurrentVersionTransition");
        return new NoncurrentTransition(days, newer, storageClass(element));
    }

    private static String storageClass(XmlElement element) {
        String name = element.required(CLASS).strip();
        if (name.equals(Description.STANDARD)) { // no object goes back to it
            throw new S3Exception(S3Error.INVALID_STORAGE_CLASS).with("StorageClassRequested", name);
        }
        return name;
    }
}
