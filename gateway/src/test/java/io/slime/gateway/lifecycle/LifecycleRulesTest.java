package io.slime.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.lifecycle.LifecycleRule.Expiration;
import io.slime.gateway.lifecycle.LifecycleRule.Noncurrent;
import io.slime.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.slime.gateway.lifecycle.LifecycleRule.Scope;
import io.slime.gateway.lifecycle.LifecycleRule.Transition;
import io.slime.gateway.lifecycle.LifecycleRule.Transitions;
import io.slime.gateway.lifecycle.LifecycleRules.Behind;
import io.slime.gateway.lifecycle.LifecycleRules.Candidate;
import io.slime.gateway.lifecycle.LifecycleRules.Least;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What rules say, and when it is due. */
final class LifecycleRulesTest {
    private static final LifecycleDay DAY = new LifecycleDay(Duration.ofDays(1));
    private static final Instant WRITTEN = Instant.parse("2026-03-01T10:30:00Z");
    private static final Scope ALL = scope("");

    private static Scope scope(String prefix) {
        return new Scope(false, Optional.of(prefix), Map.of(), Optional.empty(), Optional.empty());
    }

    private static LifecycleRule expiring(String id, boolean enabled, Scope scope, int days) {
        return new LifecycleRule(
                id,
                enabled,
                scope,
                Optional.of(new Expiration(Optional.of(days), Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Transitions.NONE);
    }

    private static LifecycleRule noncurrent(int days, int newer) {
        return new LifecycleRule(
                "n",
                true,
                ALL,
                Optional.empty(),
                Optional.of(new Noncurrent(days, Optional.of(newer))),
                Optional.of(7),
                Transitions.NONE);
    }

    private static Optional<LifecycleRules.Due> due(LifecycleRule... rules) {
        return new LifecycleRules(List.of(rules)).due("logs/a", Map.of("t", "1"), 100, WRITTEN, DAY);
    }

    @Test
    void daysEndAtTheNextMidnight() {
        assertThat(DAY.due(WRITTEN, 1)).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(DAY.due(Instant.parse("2026-03-01T00:00:00Z"), 1)).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(DAY.due(WRITTEN, Integer.MAX_VALUE)).isAfter(WRITTEN);
        LifecycleDay minute = new LifecycleDay(Duration.ofMinutes(1));
        assertThat(minute.due(Instant.parse("2026-03-01T10:30:01Z"), 2))
                .isEqualTo(Instant.parse("2026-03-01T10:33:00Z"));
    }

    @Test
    void theFirstOfSeveralRulesCounts() {
        assertThat(due(expiring("a", true, ALL, 30), expiring("b", true, ALL, 3), expiring("c", false, ALL, 1)))
                .contains(new LifecycleRules.Due(Instant.parse("2026-03-05T00:00:00Z"), "b"));
        assertThat(due(expiring("c", false, ALL, 1))).isEmpty();
    }

    @Test
    void aScopeMustHoldInFull() {
        assertThat(due(expiring("a", true, scope("logs/"), 1))).isPresent();
        assertThat(due(expiring("a", true, scope("log/"), 1))).isEmpty();
        assertThat(due(expiring("a", true, tagged(Map.of("t", "1"), 99, 101), 1)))
                .isPresent();
        assertThat(due(expiring("a", true, tagged(Map.of("t", "2"), 99, 101), 1)))
                .isEmpty();
        assertThat(due(expiring("a", true, tagged(Map.of("t", "1", "u", ""), 99, 101), 1)))
                .isEmpty();
        assertThat(due(expiring("a", true, tagged(Map.of(), 100, 101), 1))).isEmpty();
        assertThat(due(expiring("a", true, tagged(Map.of(), 99, 100), 1))).isEmpty();
    }

    private static Scope tagged(Map<String, String> tags, long above, long below) {
        return new Scope(false, Optional.empty(), tags, Optional.of(above), Optional.of(below));
    }

    @Test
    void newerVersionsStay() {
        LifecycleRules rules = new LifecycleRules(List.of(noncurrent(1, 2)));
        Instant due = Instant.parse("2026-03-03T00:00:00Z");
        assertThat(rules.noncurrentDue(scope -> true, WRITTEN, 1, DAY, due)).isFalse();
        assertThat(rules.noncurrentDue(scope -> true, WRITTEN, 2, DAY, due)).isTrue();
        assertThat(rules.noncurrentDue(scope -> true, WRITTEN, 2, DAY, due.minusMillis(1)))
                .isFalse();
        assertThat(rules.noncurrentDue(scope -> false, WRITTEN, 2, DAY, due)).isFalse();
        assertThat(rules.uploadDue("k", WRITTEN, DAY, WRITTEN.plus(Duration.ofDays(8))))
                .isTrue();
        assertThat(rules.uploadDue("k", WRITTEN, DAY, WRITTEN.plus(Duration.ofDays(7))))
                .isFalse();
    }

    @Test
    void onlyWhatAllRulesHaveInCommonIsLookedThrough() {
        assertThat(new LifecycleRules(List.of(
                                expiring("a", true, scope("logs/a"), 1), expiring("b", true, scope("logs/b"), 1)))
                        .prefix())
                .isEqualTo("logs/");
        assertThat(new LifecycleRules(List.of(expiring("a", true, scope("x"), 1), expiring("b", false, scope("y"), 1)))
                        .prefix())
                .isEqualTo("x");
        assertThat(new LifecycleRules(List.of(
                                expiring("a", true, scope("\ud83d\ude00"), 1),
                                expiring("b", true, scope("\ud83d\ude01"), 1)))
                        .prefix())
                .isEmpty();
    }

    @Test
    void areKeptAsTheyAre() {
        LifecycleRules rules = new LifecycleRules(List.of(
                expiring("a \"b\"", true, tagged(Map.of("k", "ü&"), 0, 5_000_000_000_000L), 1),
                noncurrent(3, 4),
                new LifecycleRule(
                        "c",
                        false,
                        new Scope(true, Optional.of(""), Map.of(), Optional.empty(), Optional.empty()),
                        Optional.of(new Expiration(Optional.empty(), Optional.of(WRITTEN), Optional.of(false))),
                        Optional.empty(),
                        Optional.empty(),
                        new Transitions(
                                List.of(new Transition(Optional.empty(), Optional.of(WRITTEN), "A"), after(3, "B")),
                                List.of(new NoncurrentTransition(4, Optional.of(5), "C"))))));
        assertThat(RulesJson.read(RulesJson.write(rules))).isEqualTo(rules);
        LifecycleRules varying = new LifecycleRules(rules.rules(), Least.VARIES);
        assertThat(RulesJson.read(RulesJson.write(varying))).isEqualTo(varying);
    }

    @Test
    void aCursorIsKeptAsItIs() {
        Cursor cursor = Cursor.begin(7)
                .at("bucket", Cursor.Stage.VERSIONS)
                .behind("a&b\n=", Optional.of("null"), 3, Instant.ofEpochMilli(5));
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
        assertThat(Cursor.parse(Cursor.begin(1).text())).contains(Cursor.begin(1));
        assertThat(Cursor.parse("what another release wrote")).isEmpty();
    }

    private static Transition after(int days, String storageClass) {
        return new Transition(Optional.of(days), Optional.empty(), storageClass);
    }

    private static LifecycleRules moving(Least least, Scope scope, Transition... transitions) {
        return new LifecycleRules(
                List.of(new LifecycleRule(
                        "m",
                        true,
                        scope,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Transitions(
                                List.of(transitions),
                                List.of(new NoncurrentTransition(1, Optional.of(2), "GLACIER"))))),
                least);
    }

    private static Optional<String> moved(LifecycleRules rules, String has, long size, int daysLater) {
        Instant now = WRITTEN.plus(Duration.ofDays(daysLater));
        return rules.classDue(new Candidate("k", Map.of(), size, has), WRITTEN, DAY, now);
    }

    @Test
    void theColdestClassThatIsDueCountsAndNoneGoesBack() {
        LifecycleRules rules =
                moving(Least.ALL_128K, ALL, after(10, "STANDARD_IA"), after(5, "GLACIER"), after(1, "OWN"));
        assertThat(moved(rules, "STANDARD", 1 << 20, 1)).isEmpty();
        assertThat(moved(rules, "STANDARD", 1 << 20, 3)).contains("OWN");
        assertThat(moved(rules, "OWN", 1 << 20, 3)).isEmpty();
        assertThat(moved(rules, "OWN", 1 << 20, 8)).contains("GLACIER");
        assertThat(moved(rules, "STANDARD", 1 << 20, 20)).contains("GLACIER");
        assertThat(moved(rules, "GLACIER", 1 << 20, 20)).isEmpty();
        assertThat(moved(rules, "DEEP_ARCHIVE", 1 << 20, 20)).isEmpty();
        LifecycleRules warmer = moving(Least.ALL_128K, ALL, after(0, "STANDARD_IA"));
        assertThat(moved(warmer, "GLACIER", 1 << 20, 20)).isEmpty();
        assertThat(moved(warmer, "STANDARD", 1 << 20, 1)).contains("STANDARD_IA");
    }

    @Test
    void smallObjectsStayUnlessARuleSaysSomethingOfSizes() {
        assertThat(moved(moving(Least.ALL_128K, ALL, after(1, "GLACIER")), "STANDARD", 131_071, 9))
                .isEmpty();
        assertThat(moved(moving(Least.ALL_128K, ALL, after(1, "GLACIER")), "STANDARD", 131_072, 9))
                .isPresent();
        assertThat(moved(moving(Least.VARIES, ALL, after(1, "GLACIER")), "STANDARD", 1, 9))
                .isPresent();
        assertThat(moved(moving(Least.VARIES, ALL, after(1, "OWN")), "STANDARD", 1, 9))
                .isPresent();
        assertThat(moved(moving(Least.VARIES, ALL, after(1, "STANDARD_IA")), "STANDARD", 1, 9))
                .isEmpty();
        Scope sized = new Scope(false, Optional.empty(), Map.of(), Optional.of(0L), Optional.empty());
        assertThat(moved(moving(Least.ALL_128K, sized, after(1, "GLACIER")), "STANDARD", 1, 9))
                .isPresent();
    }

    @Test
    void noncurrentVersionsMoveButForTheNewest() {
        LifecycleRules rules = moving(Least.VARIES, ALL);
        Candidate old = new Candidate("k", Map.of(), 1, "STANDARD");
        Instant later = WRITTEN.plus(Duration.ofDays(2));
        assertThat(rules.noncurrentClassDue(old, new Behind(WRITTEN, 1), DAY, later))
                .isEmpty();
        assertThat(rules.noncurrentClassDue(old, new Behind(WRITTEN, 2), DAY, later))
                .contains("GLACIER");
        assertThat(rules.noncurrentClassDue(old, new Behind(later, 2), DAY, later))
                .isEmpty();
        assertThat(rules.concerns(false)).isTrue();
        assertThat(rules.classes()).containsExactly("GLACIER");
    }
}
