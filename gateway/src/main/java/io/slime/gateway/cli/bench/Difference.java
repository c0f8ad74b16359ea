package io.slime.gateway.cli.bench;

import java.util.Collections;
import java.util.List;

/**
 * How a figure differs between two records.
 *
 * @param before its median in the first
 * @param after its median in the second
 * @param verdict what that is worth
 */
public record Difference(double before, double after, Verdict verdict) {
    /** What a difference is worth. */
    public enum Verdict {
        /** Every round of the second record is better than every round of the first. */
        BETTER,
        /** Every round of the second record is worse than every round of the first. */
        WORSE,
        /** Rounds of one record are among those of the other. */
        NOISE,
        /** One of them has fewer than three rounds, which by chance alone are often in order. */
        TOO_FEW
    }

    /** Rounds of each record below which nothing is said: of three and three, one order in twenty comes by chance. */
    private static final int LEAST_ROUNDS = 3;

    /**
     * Compares rounds.
     *
     * @param before rounds of the first record, at least one
     * @param after rounds of the second, at least one
     * @param moreIsBetter whether a larger figure is the better one
     */
    public static Difference of(List<Double> before, List<Double> after, boolean moreIsBetter) {
        return new Difference(median(before), median(after), verdict(before, after, moreIsBetter));
    }

    private static Verdict verdict(List<Double> before, List<Double> after, boolean moreIsBetter) {
        if (before.size() < LEAST_ROUNDS || after.size() < LEAST_ROUNDS) {
            return Verdict.TOO_FEW;
        }
        if (Collections.min(after) > Collections.max(before)) {
            return moreIsBetter ? Verdict.BETTER : Verdict.WORSE;
        }
        if (Collections.max(after) < Collections.min(before)) {
            return moreIsBetter ? Verdict.WORSE : Verdict.BETTER;
        }
        return Verdict.NOISE;
    }

    /** By how much the second is more than the first, in per cent; not finite if the first is 0. */
    public double percent() {
        return (after / before - 1) * 100;
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
