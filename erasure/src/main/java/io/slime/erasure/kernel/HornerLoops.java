package io.slime.erasure.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The loops of {@link HornerKernel}, each one pass over the bytes [from, to) of its arrays. They work on eight bytes at a time
 * as a long, without a carry from one byte to the next: C2 vectorises that to a few instructions, and for bytes it would first
 * have to widen them. Each is a method of its own with a fixed number of sources, the form that C2 compiles well.
 */
final class HornerLoops {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long REDUCTIONS = 0x1D1D1D1D1D1D1D1DL;

    private HornerLoops() {}

    /** Each byte times 2 in the field. */
    static long twice(long bytes) {
        long high = bytes & HIGH_BITS;
        // Where the highest bit was set, the difference is 0x7F, which has all bits of the reduction.
        return (bytes ^ high) << 1 ^ (high - (high >>> 7) & REDUCTIONS);
    }

    static void set2(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, (long) LONGS.get(a, i) ^ (long) LONGS.get(b, i));
        }
    }

    static void set3(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        byte[] c = sources[group[2]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, (long) LONGS.get(a, i) ^ (long) LONGS.get(b, i) ^ (long) LONGS.get(c, i));
        }
    }

    static void set4(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        byte[] c = sources[group[2]];
        byte[] e = sources[group[3]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(
                    d,
                    i,
                    (long) LONGS.get(a, i) ^ (long) LONGS.get(b, i) ^ (long) LONGS.get(c, i) ^ (long) LONGS.get(e, i));
        }
    }

    static void add1(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, (long) LONGS.get(d, i) ^ (long) LONGS.get(a, i));
        }
    }

    static void add2(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, (long) LONGS.get(d, i) ^ (long) LONGS.get(a, i) ^ (long) LONGS.get(b, i));
        }
    }

    static void add3(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        byte[] c = sources[group[2]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(
                    d,
                    i,
                    (long) LONGS.get(d, i) ^ (long) LONGS.get(a, i) ^ (long) LONGS.get(b, i) ^ (long) LONGS.get(c, i));
        }
    }

    static void add4(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        byte[] c = sources[group[2]];
        byte[] e = sources[group[3]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(
                    d,
                    i,
                    (long) LONGS.get(d, i)
                            ^ (long) LONGS.get(a, i)
                            ^ (long) LONGS.get(b, i)
                            ^ (long) LONGS.get(c, i)
                            ^ (long) LONGS.get(e, i));
        }
    }

    static void twice(byte[] d, int from, int to) {
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, twice((long) LONGS.get(d, i)));
        }
    }

    static void twiceAdd1(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, twice((long) LONGS.get(d, i)) ^ (long) LONGS.get(a, i));
        }
    }

    static void twiceAdd2(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(d, i, twice((long) LONGS.get(d, i)) ^ (long) LONGS.get(a, i) ^ (long) LONGS.get(b, i));
        }
    }

    static void twiceAdd3(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        byte[] c = sources[group[2]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(
                    d,
                    i,
                    twice((long) LONGS.get(d, i))
                            ^ (long) LONGS.get(a, i)
                            ^ (long) LONGS.get(b, i)
                            ^ (long) LONGS.get(c, i));
        }
    }

    static void twiceAdd4(byte[] d, byte[][] sources, int[] group, int from, int to) {
        byte[] a = sources[group[0]];
        byte[] b = sources[group[1]];
        byte[] c = sources[group[2]];
        byte[] e = sources[group[3]];
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(
                    d,
                    i,
                    twice((long) LONGS.get(d, i))
                            ^ (long) LONGS.get(a, i)
                            ^ (long) LONGS.get(b, i)
                            ^ (long) LONGS.get(c, i)
                            ^ (long) LONGS.get(e, i));
        }
    }
}
