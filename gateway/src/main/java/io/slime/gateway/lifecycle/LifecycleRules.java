package io.slime.gateway.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRule.Expiration;
import io.slime.gateway.lifecycle.LifecycleRule.Transition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The lifecycle of a bucket.
 *
 * @param rules its rules in order
 * @param least the least size of what gets another storage class by a rule that says nothing of sizes
 */
public record LifecycleRules(List<LifecycleRule> rules, Least least) {
    /** The least size of what gets another storage class (S3 API reference, PutBucketLifecycleConfiguration). */
    public enum Least {
        /** 128 KiB for every class. */
        ALL_128K,
        /** 128 KiB for those classes of S3 that are not for archives. */
        VARIES;

        boolean allows(String storageClass, long size) {
            return size >= SMALL
                    || (this == VARIES
                            && (COLDER_AND_COLDER.indexOf(storageClass) < 0 || ARCHIVES.contains(storageClass)));
        }
    }

    private static final long SMALL = 128 * 1024;
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /** The classes of S3 in the order in which objects go through them. */
    private static final List<String> COLDER_AND_COLDER = List.of(
            "STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE");

    /** Keeps a copy. */
    public LifecycleRules {
        rules = List.copyOf(rules);
    }

    /** With the usual least size. */
    public LifecycleRules(List<LifecycleRule> rules) {
        this(rules, Least.ALL_128K);
    }

    /** The storage classes that its rules name. */
    public Set<String> classes() {
        Set<String> all = new TreeSet<>();
        for (LifecycleRule rule : rules) {
            rule.transitions().current().forEach(each -> all.add(each.storageClass()));
            rule.transitions().noncurrent().forEach(each -> all.add(each.storageClass()));
        }
        return all;
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

    /** The storage class that a current version is to have by now; empty if no rule says. */
    Optional<String> classDue(Candidate version, Instant modified, LifecycleDay day, Instant now) {
        return coldest(
                about(version)
                        .flatMap(rule -> rule.transitions().current().stream()
                                .filter(each -> largeEnough(rule, each.storageClass(), version))
                                .map(each -> new Move(at(each, modified, day), each.storageClass()))),
                version.storageClass(),
                now);
    }

    /** The same of a version behind the current one. */
    Optional<String> noncurrentClassDue(Candidate version, Behind behind, LifecycleDay day, Instant now) {
        return coldest(
                about(version)
                        .flatMap(rule -> rule.transitions().noncurrent().stream()
                                .filter(each -> behind.newer() >= each.newer().orElse(0))
                                .filter(each -> largeEnough(rule, each.storageClass(), version))
                                .map(each -> new Move(day.due(behind.since(), each.days()), each.storageClass()))),
                version.storageClass(),
                now);
    }

    private Stream<LifecycleRule> about(Candidate version) {
        return enabled().filter(rule -> rule.scope().covers(version.key(), version.tags(), version.size()));
    }

    private boolean largeEnough(LifecycleRule rule, String storageClass, Candidate version) {
        boolean sized = rule.scope().above().isPresent() || rule.scope().below().isPresent();
        return sized || least.allows(storageClass, version.size());
    }

    private static Instant at(Transition transition, Instant modified, LifecycleDay day) {
        return transition
                .date()
                .orElseGet(() -> day.due(modified, transition.days().orElse(0)));
    }

    /** A version that may get another storage class. */
    record Candidate(String key, Map<String, String> tags, long size, String storageClass) {}

    /**
     * Where a version is behind the current one.
     *
     * @param since when it was replaced
     * @param newer how many newer ones behind the current one there are
     */
    record Behind(Instant since, long newer) {}

    private record Move(Instant at, String storageClass) {}

    /**
     * Of several classes that are due the coldest as S3 orders them, and of those that S3 does not know the one that was due last. No
     * version goes back to a warmer one (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle").
     */
    private static Optional<String> coldest(Stream<Move> moves, String has, Instant now) {
        return moves.filter(move -> !move.at().isAfter(now))
                .max(Comparator.comparingInt((Move move) -> coldness(move.storageClass()))
                        .thenComparing(Move::at)
                        .thenComparing(Move::storageClass))
                .map(Move::storageClass)
                .filter(due -> !due.equals(has) && (coldness(due) < 0 || coldness(due) > coldness(has)));
    }

    private static int coldness(String storageClass) {
        return COLDER_AND_COLDER.indexOf(storageClass);
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
                        : rule.expiration().isPresent()
                                || rule.noncurrent().isPresent()
                                || !rule.transitions().isEmpty());
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
