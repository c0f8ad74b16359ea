package io.slime.compat.torture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Contents that tell of themselves: any aligned eight bytes of one say which content they are of, and where in it they lie. */
final class Payload {
    /** Contents are not smaller, so that a piece always has a whole word. */
    static final int SMALLEST = 16;

    /** Contents are not larger. */
    static final int LARGEST = 8 << 20;

    private static final int POSITION_BITS = 20;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long UNMIX = inverse(MIX);

    private Payload() {}

    /** By Newton's iteration, which doubles the right bits each time. */
    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 6; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }

    /** So many bytes of a serial. */
    static byte[] bytes(long serial, int size) {
        return bytes(serial, 0, size);
    }

    /** The bytes {@code [from, to)} of the content of a serial. */
    static byte[] bytes(long serial, int from, int to) {
        int first = from / 8;
        int last = (to + 7) / 8;
        ByteBuffer words = ByteBuffer.allocate((last - first) * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = first; i < last; i++) {
            words.putLong(((serial << POSITION_BITS) | i) * MIX);
        }
        return Arrays.copyOfRange(words.array(), from - first * 8, to - first * 8);
    }

    /** Which serial a piece that begins at {@code from} claims to be of; meaningless if it is of none. */
    static long serial(byte[] piece, int from) {
        int skip = Math.floorMod(-from, 8);
        return (ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).getLong(skip) * UNMIX) >>> POSITION_BITS;
    }
}
