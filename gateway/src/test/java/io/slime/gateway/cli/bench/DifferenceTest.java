package io.slime.gateway.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.cli.bench.Difference.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
    private static final List<Double> LOW = List.of(10.0, 12.0, 11.0);
    private static final List<Double> HIGH = List.of(13.0, 20.0, 14.0);

    @Test
    void allRoundsApartAreADifference() {
        assertThat(Difference.of(LOW, HIGH, true)).isEqualTo(new Difference(11, 14, Verdict.BETTER));
        assertThat(Difference.of(LOW, HIGH, false).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(Difference.of(HIGH, LOW, true).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(Difference.of(HIGH, LOW, false).verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void roundsAmongOneAnotherAreNoise() {
        List<Double> wide = List.of(9.0, 30.0, 31.0);
        assertThat(Difference.of(LOW, wide, true)).isEqualTo(new Difference(11, 30, Verdict.NOISE));
        assertThat(Difference.of(LOW, LOW, false).verdict()).isEqualTo(Verdict.NOISE);
        assertThat(Difference.of(LOW, List.of(12.0, 13.0, 14.0), true).verdict())
                .isEqualTo(Verdict.NOISE);
    }

    @Test
    void fewRoundsSayNothing() {
        assertThat(Difference.of(List.of(1.0, 2.0), HIGH, true)).isEqualTo(new Difference(1.5, 14, Verdict.TOO_FEW));
        assertThat(Difference.of(LOW, List.of(99.0), true).verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void thePercentageIsOfTheFirst() {
        assertThat(Difference.of(List.of(200.0), List.of(150.0), false).percent())
                .isEqualTo(-25);
        assertThat(Difference.of(List.of(0.0), List.of(150.0), false).percent()).isInfinite();
    }
}
