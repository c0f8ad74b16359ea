package io.slime.erasure.kernel;

import java.util.Arrays;

/**
 * Plain Java loops that C2 vectorises by itself. A target is built by Horner's rule over the bits of its factors, highest first:
 * double what is there, then add (XOR) the sources whose factor has the bit, both in one pass. Works in blocks that stay in
 * the first-level cache.
 */
final class HornerKernel implements Kernel {
    /** Bytes of a target that are finished before the next ones are begun. */
    private static final int BLOCK = 4096;

    @Override
    public String name() {
        return "horner";
    }

    @Override
    public void combine(Combination combination, byte[][] sources, byte[][] targets, int offset, int length) {
        int end = offset + length;
        for (int from = offset; from < end; from += BLOCK) {
            int to = Math.min(end, from + BLOCK);
            for (int t = 0; t < targets.length; t++) {
                target(combination, t, sources, targets[t], from, to);
            }
        }
    }

    private static void target(Combination combination, int t, byte[][] sources, byte[] target, int from, int to) {
        Arrays.fill(target, from, to, (byte) 0);
        for (int bit = 7; bit >= 0; bit--) {
            HornerLoops.twice(target, from, to);
            for (int s : combination.sources(t, bit)) {
                HornerLoops.add(target, sources[s], from, to);
            }
        }
    }
}
