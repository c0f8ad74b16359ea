package io.slime.compat.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.torture.Linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong, and nothing else. */
final class LinearizabilityTest {
    private static final int LIMIT = 100_000;

    private static Verdict check(Step... steps) {
        return Linearizability.check(List.of(steps), write -> write, LIMIT);
    }

    private static Step put(long from, long to, long id) {
        return new Step(from, to, Guard.any(), id, "put");
    }

    private static Step create(long from, long to, long id) {
        return new Step(from, to, Guard.absent(), id, "put if none");
    }

    private static Step swap(long from, long to, long old, long id) {
        return new Step(from, to, Guard.content(old), id, "put if match");
    }

    private static Step delete(long from, long to) {
        return new Step(from, to, Guard.any(), Guard.ABSENT_STATE, "delete");
    }

    private static Step sees(long from, long to, long id) {
        Guard guard = id == 0 ? Guard.absent() : Guard.write(id);
        return new Step(from, to, guard, Step.NOTHING, "get");
    }

    @Test
    void whatFollowsEachOtherIsFine() {
        assertThat(check(sees(1, 2, 0), put(3, 4, 7), sees(5, 6, 7), delete(7, 8), sees(9, 10, 0)))
                .isEqualTo(Verdict.LINEARIZABLE);
    }

    @Test
    void aLostWriteIsFound() {
        assertThat(check(put(1, 2, 7), sees(3, 4, 0))).isEqualTo(Verdict.VIOLATED);
        assertThat(check(put(1, 2, 7), put(3, 4, 8), sees(5, 6, 7))).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void whatWasDeletedDoesNotComeBack() {
        assertThat(check(put(1, 2, 7), delete(3, 4), sees(5, 6, 7))).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void readsDoNotGoBackInTime() {
        assertThat(check(put(1, 2, 7), put(3, 20, 8), sees(4, 5, 8), sees(6, 7, 7)))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(check(put(1, 2, 7), put(3, 20, 8), sees(4, 5, 7), sees(6, 7, 8)))
                .isEqualTo(Verdict.LINEARIZABLE);
    }

    @Test
    void whatIsAtOnceMayStandInAnyOrder() {
        assertThat(check(put(1, 10, 7), put(1, 10, 8), sees(11, 12, 7))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(check(put(1, 10, 7), put(1, 10, 8), sees(11, 12, 8))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(check(put(1, 10, 7), put(1, 10, 8), sees(11, 12, 8), sees(13, 14, 7)))
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void ofTwoCreationsOneMayWin() {
        assertThat(check(create(1, 10, 7), create(1, 10, 8))).isEqualTo(Verdict.VIOLATED);
        Step refused = new Step(1, 10, Guard.present(), Step.NOTHING, "412");
        assertThat(check(create(1, 10, 7), refused)).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(check(refused, create(11, 12, 7))).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void twoSwapsOfOneValueAreFound() {
        assertThat(check(put(1, 2, 7), swap(3, 9, 7, 8), swap(4, 9, 7, 9))).isEqualTo(Verdict.VIOLATED);
        assertThat(check(put(1, 2, 7), swap(3, 9, 7, 8), swap(4, 9, 8, 9))).isEqualTo(Verdict.LINEARIZABLE);
    }

    @Test
    void theUnknownMayHaveHappenedAtAnyTimeOrNever() {
        assertThat(check(put(1, 2, 7), put(3, Step.NEVER, 8), sees(5, 6, 7), sees(7, 8, 8)))
                .isEqualTo(Verdict.LINEARIZABLE);
        assertThat(check(put(1, 2, 7), put(3, Step.NEVER, 8), sees(5, 6, 7))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(check(put(1, 2, 7), put(3, Step.NEVER, 8), sees(5, 6, 8), sees(7, 8, 7)))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(check(put(1, 2, 7), delete(3, Step.NEVER), sees(5, 6, 0), sees(7, 8, 7)))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(check(sees(1, 2, 8), put(3, Step.NEVER, 8)))
                .as("not before it began")
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void anUnknownWriteThatNobodySawCanExplainARefusal() {
        Step refused = new Step(5, 6, Guard.present(), Step.NOTHING, "412");
        assertThat(check(create(1, Step.NEVER, 7), refused, delete(7, 8), sees(9, 10, 0)))
                .isEqualTo(Verdict.LINEARIZABLE);
        assertThat(check(refused)).isEqualTo(Verdict.VIOLATED);
    }

    /** Histories of a real register are taken; one false answer in them is found nearly always, and never more than that. */
    @Test
    void historiesOfARegisterAreTakenAndTheirFalsificationsAreNot() {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<Step> history = simulate(new Random(seed), 60);
            assertThat(Linearizability.check(history, write -> write, LIMIT))
                    .as("seed %d", seed)
                    .isEqualTo(Verdict.LINEARIZABLE);
            Step last = history.getLast();
            history.set(
                    history.size() - 1,
                    new Step(last.invoked(), last.answered(), Guard.write(999), Step.NOTHING, "get"));
            found += Linearizability.check(history, write -> write, LIMIT) == Verdict.VIOLATED ? 1 : 0;
        }
        assertThat(found).isEqualTo(200);
    }

    /** Steps that overlap by up to five others, each taking effect at a point within. */
    private static List<Step> simulate(Random random, int count) {
        List<Step> history = new ArrayList<>();
        long state = 0;
        for (int i = 1; i <= count; i++) {
            long at = i * 100L;
            long from = at - random.nextInt(250);
            long to = at + random.nextInt(250);
            boolean lost = random.nextInt(8) == 0;
            switch (random.nextInt(4)) {
                case 0 -> {
                    history.add(put(from, lost ? Step.NEVER : to, i));
                    state = lost && random.nextBoolean() ? state : i;
                }
                case 1 -> {
                    history.add(state == 0 ? create(from, to, i) : swap(from, to, state, i));
                    state = i;
                }
                case 2 -> {
                    history.add(delete(from, to));
                    state = 0;
                }
                default -> history.add(sees(from, to, state));
            }
        }
        history.add(sees(count * 100L, count * 100L + 50, state));
        return history;
    }
}
