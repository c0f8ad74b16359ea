package io.slime.chunkd.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.slime.chunkd.disk.DiskModel;
import io.slime.chunkd.disk.DiskOp;
import io.slime.chunkd.disk.Loss;
import io.slime.chunkd.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Cuts the power, or kills the process, after every single operation of a store's drive, loses what was not synced, and
 * looks whether all that was promised is there. {@code -Dslime.powercut.rounds=N} makes it longer, {@code
 * -Dslime.powercut.seed=N} repeats one run.
 */
final class PowerCutTest {
    private static final int ROUNDS = Integer.getInteger("slime.powercut.rounds", 14);

    /** Thousands of stores are torn down here; what they have to say about it helps nobody. */
    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger("io.slime.chunkd")).setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        ((Logger) LoggerFactory.getLogger("io.slime.chunkd")).setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void keepsWhatWasAnsweredWhereverThePowerIsCut(long seed) throws Exception {
        run(Long.getLong("slime.powercut.seed", seed));
    }

    @Test
    void keepsWhatWasAnsweredInARunOfChance() throws Exception {
        run(Long.getLong("slime.powercut.seed", System.nanoTime()));
    }

    private static void run(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<DiskOp> log = StoreHistory.run(random, ROUNDS);
        DiskModel model = TrackedStore.formatted();
        Expected expected = new Expected();
        for (int step = 0; step < log.size(); step++) {
            model.apply(log.get(step));
            expected.apply(log.get(step));
            List<Loss> losses = log.get(step) instanceof DiskOp.Note
                    ? List.of(Loss.ofAll(), Loss.byChance(random))
                    : List.of(Loss.ofAll(), Loss.ofNothing(), Loss.byChance(random), Loss.byChance(random));
            for (Loss loss : losses) {
                String where = "seed " + seed + ", step " + step + ", " + loss;
                check(where, model.afterPowerCut(loss), expected, log.subList(0, step + 1));
            }
            check(
                    "seed " + seed + ", step " + step + ", killed",
                    model.afterKill(),
                    expected,
                    log.subList(0, step + 1));
        }
    }

    private static void check(String where, DiskModel left, Expected expected, List<DiskOp> log) {
        try {
            new Aftermath(new SimulatedDisk(left), expected.copy()).check();
        } catch (Exception | AssertionError e) {
            List<DiskOp> last = new ArrayList<>(log.subList(Math.max(0, log.size() - 25), log.size()));
            fail(
                    where + ": " + e.getMessage() + "\nafter\n  "
                            + String.join(
                                    "\n  ", last.stream().map(DiskOp::toString).toList()),
                    e);
        }
    }

    @Test
    void theHistoriesHaveEverythingInThem() throws Exception {
        List<DiskOp> log = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            log.addAll(StoreHistory.run(
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed), 80));
        }
        assertThat(log).anyMatch(op -> op instanceof DiskOp.Note(StoreHistory.Compacted compacted));
        Set<String> kinds =
                log.stream().map(op -> op.getClass().getSimpleName()).collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DiskOp.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }
}
