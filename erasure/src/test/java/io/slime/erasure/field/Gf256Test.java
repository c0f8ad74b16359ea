package io.slime.erasure.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class Gf256Test {
    @Test
    void multipliesAsThePolynomialSays() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                assertThat(Gf256.multiply(a, b)).isEqualTo(byShifts(a, b));
            }
        }
    }

    @Test
    void aNumberTimesItsInverseIsOne() {
        for (int a = 1; a < 256; a++) {
            assertThat(Gf256.multiply(a, Gf256.inverse(a))).isEqualTo(1);
        }
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Gf256.inverse(0));
    }

    @Test
    void powersAreRepeatedProducts() {
        for (int a = 0; a < 256; a++) {
            int product = 1;
            for (int exponent = 0; exponent < 300; exponent++) {
                assertThat(Gf256.power(a, exponent)).isEqualTo(product);
                product = byShifts(product, a);
            }
        }
    }

    private static int byShifts(int a, int b) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product = product << 1 ^ (product >> 7) * 0x11D ^ (b >> bit & 1) * a;
        }
        return product;
    }
}
