package io.slime.gateway.fsck;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The choices of some chunks out of more.
 *
 * @param from the indices to choose from
 * @param size how many to choose, at least 1
 */
record Choices(BitSet from, int size) {
    /** A choice without each chunk, where there are enough chunks: one of them is right if a single chunk is wrong. */
    Set<BitSet> withoutEach() {
        Set<BitSet> choices = new LinkedHashSet<>();
        for (int without = from.nextSetBit(0); without >= 0; without = from.nextSetBit(without + 1)) {
            BitSet others = (BitSet) from.clone();
            others.clear(without);
            if (others.cardinality() >= size) {
                choices.add(lowest(others));
            }
        }
        return choices;
    }

    /** Choices, at most so many; the first of them are those {@link #withoutEach}. */
    Set<BitSet> first(int most) {
        Set<BitSet> choices = withoutEach();
        add(new BitSet(), 0, most, choices);
        return choices;
    }

    private BitSet lowest(BitSet others) {
        BitSet lowest = new BitSet();
        for (int i = others.nextSetBit(0); lowest.cardinality() < size; i = others.nextSetBit(i + 1)) {
            lowest.set(i);
        }
        return lowest;
    }

    /** Adds the choices that have {@code begun} and go on behind it. */
    private void add(BitSet begun, int next, int most, Set<BitSet> choices) {
        int missing = size - begun.cardinality();
        if (missing == 0) {
            choices.add((BitSet) begun.clone());
            return;
        }
        int ahead = from.get(next, from.length()).cardinality();
        // Where too few are ahead nothing can be completed: going on would try every subset of them.
        for (int i = from.nextSetBit(next);
                i >= 0 && ahead >= missing && choices.size() < most;
                i = from.nextSetBit(i + 1)) {
            begun.set(i);
            add(begun, i + 1, most, choices);
            begun.clear(i);
            ahead--;
        }
    }
}
