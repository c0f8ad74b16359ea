package io.slime.erasure.field;

/**
 * Arithmetic of GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1 (0x11D), in which 2 generates all non-zero elements. Elements are ints
 * in [0, 256); addition and subtraction are XOR.
 */
public final class Gf256 {
    /** The polynomial without its highest term: what x^8 is reduced to. */
    public static final int REDUCTION = 0x1D;

    private static final int ORDER = 255;
    private static final byte[] LOG = new byte[256];
    /** Twice the period, so that the sum of two logarithms needs no reduction. */
    private static final byte[] EXP = new byte[2 * ORDER];

    static {
        int value = 1;
        for (int i = 0; i < ORDER; i++) {
            EXP[i] = (byte) value;
            EXP[i + ORDER] = (byte) value;
            LOG[value] = (byte) i;
            value = value << 1 ^ (value >> 7) * (0x100 | REDUCTION);
        }
    }

    private Gf256() {}

    /** The product of two elements. */
    public static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : EXP[log(a) + log(b)] & 0xFF;
    }

    /**
     * The element that gives 1 when multiplied with {@code a}.
     *
     * @throws ArithmeticException if {@code a} is 0
     */
    public static int inverse(int a) {
        if (a == 0) {
            throw new ArithmeticException("0 has no inverse");
        }
        return EXP[ORDER - log(a)] & 0xFF;
    }

    /**
     * {@code a} multiplied {@code exponent} times; 1 if that is 0, also for a = 0.
     *
     * @param exponent not negative
     */
    public static int power(int a, int exponent) {
        if (exponent == 0) {
            return 1;
        }
        return a == 0 ? 0 : EXP[(int) ((long) log(a) * exponent % ORDER)] & 0xFF;
    }

    private static int log(int a) {
        return LOG[a] & 0xFF;
    }
}
