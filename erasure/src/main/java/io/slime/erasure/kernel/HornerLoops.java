package io.slime.erasure.kernel;

/** The loops of {@link HornerKernel}. */
final class HornerLoops {
    private HornerLoops() {}

    static void twice(byte[] d, int from, int to) {
        for (int i = from; i < to; i++) {
            d[i] = (byte) ((d[i] << 1) ^ ((d[i] >> 7) & 0x1D));
        }
    }

    static void add(byte[] d, byte[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            d[i] ^= a[i];
        }
    }
}
