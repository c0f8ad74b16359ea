package io.slime.erasure.kernel;

import java.util.Arrays;

/**
 * Plain Java loops that C2 vectorises by itself. A target is built by Horner's rule over the bits of its factors, highest first:
 * double what is there, and add (XOR) the sources whose factor has the bit, both in one pass. Works in blocks that stay in
 * the first-level cache.
 */
final class HornerKernel implements Kernel {
    /** Bytes of all targets that are finished before the next ones are begun. */
    private static final int BLOCK = 4096;

    @Override
    public String name() {
        return "horner";
    }

    @Override
    public void combine(Combination combination, byte[][] sources, byte[][] targets, int offset, int length) {
        int end = offset + length;
        int longsEnd = end - length % Long.BYTES;
        for (int from = offset; from < longsEnd; from += BLOCK) {
            int to = Math.min(longsEnd, from + BLOCK);
            for (int t = 0; t < targets.length; t++) {
                block(combination.row(t), sources, targets[t], from, to);
            }
        }
        if (longsEnd < end) {
            for (int t = 0; t < targets.length; t++) {
                tail(combination.row(t), sources, targets[t], longsEnd, end);
            }
        }
    }

    private static void block(Row row, byte[][] sources, byte[] target, int from, int to) {
        int bit = row.highestBit();
        int[][] groups = row.groups(bit);
        if (groups.length == 0) {
            Arrays.fill(target, from, to, (byte) 0);
            return;
        }
        set(target, sources, groups[0], from, to);
        addRest(target, sources, groups, from, to);
        while (--bit >= 0) {
            groups = row.groups(bit);
            if (groups.length == 0) {
                HornerLoops.twice(target, from, to);
            } else {
                twiceAdd(target, sources, groups[0], from, to);
                addRest(target, sources, groups, from, to);
            }
        }
    }

    private static void addRest(byte[] target, byte[][] sources, int[][] groups, int from, int to) {
        for (int g = 1; g < groups.length; g++) {
            add(target, sources, groups[g], from, to);
        }
    }

    private static void set(byte[] target, byte[][] sources, int[] group, int from, int to) {
        switch (group.length) {
            case 1 -> System.arraycopy(sources[group[0]], from, target, from, to - from);
            case 2 -> HornerLoops.set2(target, sources, group, from, to);
            case 3 -> HornerLoops.set3(target, sources, group, from, to);
            default -> HornerLoops.set4(target, sources, group, from, to);
        }
    }

    private static void add(byte[] target, byte[][] sources, int[] group, int from, int to) {
        switch (group.length) {
            case 1 -> HornerLoops.add1(target, sources, group, from, to);
            case 2 -> HornerLoops.add2(target, sources, group, from, to);
            case 3 -> HornerLoops.add3(target, sources, group, from, to);
            default -> HornerLoops.add4(target, sources, group, from, to);
        }
    }

    private static void twiceAdd(byte[] target, byte[][] sources, int[] group, int from, int to) {
        switch (group.length) {
            case 1 -> HornerLoops.twiceAdd1(target, sources, group, from, to);
            case 2 -> HornerLoops.twiceAdd2(target, sources, group, from, to);
            case 3 -> HornerLoops.twiceAdd3(target, sources, group, from, to);
            default -> HornerLoops.twiceAdd4(target, sources, group, from, to);
        }
    }

    /** The last bytes, too few for a long: packed into one here. */
    private static void tail(Row row, byte[][] sources, byte[] target, int from, int to) {
        long sum = 0;
        for (int bit = row.highestBit(); bit >= 0; bit--) {
            sum = HornerLoops.twice(sum);
            for (int[] group : row.groups(bit)) {
                for (int s : group) {
                    sum ^= packed(sources[s], from, to);
                }
            }
        }
        for (int i = to - 1; i >= from; i--) {
            target[i] = (byte) sum;
            sum >>>= Byte.SIZE;
        }
    }

    private static long packed(byte[] source, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes = bytes << Byte.SIZE | (source[i] & 0xFF);
        }
        return bytes;
    }
}
