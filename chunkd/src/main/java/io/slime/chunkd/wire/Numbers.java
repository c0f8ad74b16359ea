package io.slime.chunkd.wire;

import java.util.OptionalLong;

/** Decimal numbers as they stand in fields and queries: digits alone. */
public final class Numbers {
    private static final int DIGITS = 19;

    private Numbers() {}

    /** The number, if it is one and at most {@code most}. */
    public static OptionalLong parse(String text, long most) {
        if (text.isEmpty() || text.length() > DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return value > most ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
