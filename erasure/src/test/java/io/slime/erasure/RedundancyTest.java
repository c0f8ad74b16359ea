package io.slime.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedundancyTest {
    @Test
    void readsWhatItWrites() {
        Redundancy redundancy = Redundancy.parse("2/3");
        assertThat(redundancy).isEqualTo(new Redundancy(2, 3));
        assertThat(redundancy.parity()).isEqualTo(1);
        assertThat(redundancy).hasToString("2/3");
    }

    @Test
    void takesTheOutermostBounds() {
        assertThat(Redundancy.parse("1/1").parity()).isZero();
        assertThat(Redundancy.parse("100/100").parity()).isZero();
        assertThat(Redundancy.parse("1/100").parity()).isEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, redundancy 0/3: need must be at least 1",
        "-1, 3, redundancy -1/3: need must be at least 1",
        "4, 3, redundancy 4/3: need must not be greater than total",
        "2, 101, redundancy 2/101: total must be at most 100",
    })
    void saysWhichBoundIsBroken(int need, int total, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Redundancy(need, total))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "2/", "/3", "2/3/4", "2 / 3", "-2/3", "+2/3", "2/3 ", "2:3", "٢/٣", "2/99999999999"})
    void refusesWhatIsNotOfTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Redundancy.parse(text))
                .withMessage("redundancy '" + text + "': expected need/total, such as 2/3");
    }
}
