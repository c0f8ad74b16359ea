package io.slime.gateway.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRule.Expiration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The lifecycle of a bucket.
 *
 * @param rules its rules in order
 */
public record LifecycleRules(List<LifecycleRule> rules) {
    /** Keeps a copy. */
    public LifecycleRules {
        rules = List.copyOf(rules);
    }

    /** When a current version goes, and by which rule. */
    public record Due(Instant at, String rule) {}

    /** When a current version goes first; empty if no rule says. */
    public Optional<Due> due(String key, Map<String, String> tags, long size, Instant modified, LifecycleDay day) {
        return enabled()
                .filter(rule -> rule.scope().covers(key, tags, size))
                .flatMap(rule -> rule.expiration().flatMap(e -> at(e, modified, day)).stream()
                        .map(at -> new Due(at, rule.id())))
                .min(Comparator.comparing(Due::at));
    }

    /** Whether a delete marker that hides nothing any more goes by now. */
    boolean markerDue(String key, Instant modified, LifecycleDay day, Instant now) {
        return enabled()
                .filter(rule -> rule.scope().coversBare(key))
                .flatMap(rule -> rule.expiration().stream())
                .anyMatch(expiration -> expiration.markers().orElse(false)
                        || at(expiration, modified, day)
                                .filter(at -> !at.isAfter(now))
                                .isPresent());
    }

    /**
     * Whether a version behind the current one goes by now.
     *
     * @param covers whether a scope is about it
     * @param since when it was replaced
     * @param newer how many newer ones behind the current one there are
     */
    boolean noncurrentDue(
            Predicate<LifecycleRule.Scope> covers, Instant since, long newer, LifecycleDay day, Instant now) {
        return enabled()
                .filter(rule -> covers.test(rule.scope()))
                .flatMap(rule -> rule.noncurrent().stream())
                .anyMatch(rule -> newer >= rule.newer().orElse(0)
                        && !day.due(since, rule.days()).isAfter(now));
    }

    /** When an upload goes first; empty if no rule says. */
    Optional<Due> uploadDue(String key, Instant initiated, LifecycleDay day) {
        return enabled()
                .filter(rule -> rule.scope().coversBare(key))
                .flatMap(rule -> rule.abortDays().stream().map(days -> new Due(day.due(initiated, days), rule.id())))
                .min(Comparator.comparing(Due::at));
    }

    /** Whether an upload goes by now. */
    boolean uploadDue(String key, Instant initiated, LifecycleDay day, Instant now) {
        return enabled()
                .filter(rule -> rule.scope().coversBare(key))
                .flatMap(rule -> rule.abortDays().stream())
                .anyMatch(days -> !day.due(initiated, days).isAfter(now));
    }

    /** What all keys begin with that a rule is about. */
    String prefix() {
        return enabled()
                .map(rule -> rule.scope().prefix().orElse(""))
                .reduce(LifecycleRules::common)
                .orElse("");
    }

    /** Whether any rule is about versions, or about uploads. */
    boolean concerns(boolean uploads) {
        return enabled()
                .anyMatch(rule -> uploads
                        ? rule.abortDays().isPresent()
                        : rule.expiration().isPresent() || rule.noncurrent().isPresent());
    }

    private Stream<LifecycleRule> enabled() {
        return rules.stream().filter(LifecycleRule::enabled);
    }

    private static Optional<Instant> at(Expiration expiration, Instant modified, LifecycleDay day) {
        return expiration.date().or(() -> expiration.days().map(days -> day.due(modified, days)));
    }

    private static String common(String a, String b) {
        int n = 0;
        while (n < Math.min(a.length(), b.length()) && a.charAt(n) == b.charAt(n)) {
            n++;
        }
        boolean half = n > 0 && Character.isHighSurrogate(a.charAt(n - 1));
        return a.substring(0, half ? n - 1 : n);
    }
}
