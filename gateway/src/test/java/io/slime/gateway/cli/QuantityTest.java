package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** Sizes as people write them. */
final class QuantityTest {
    @Test
    void unitsWithAnIArePowersOf1024() {
        assertThat(Quantity.parse("1500000")).isEqualTo(1_500_000);
        assertThat(Quantity.parse("10GiB")).isEqualTo(10L << 30);
        assertThat(Quantity.parse("1.5 tb")).isEqualTo(1_500_000_000_000L);
        assertThat(Quantity.parse("512b")).isEqualTo(512);
        assertThat(Quantity.parse("4k")).isEqualTo(4000);
    }

    @Test
    void whatIsNoSizeIsRefused() {
        for (String text : new String[] {"", "-1", "ten", "10 XB", "9EiB9", "99EiB"}) {
            assertThatExceptionOfType(TypeConversionException.class).as(text).isThrownBy(() -> Quantity.parse(text));
        }
    }
}
