package io.slime.erasure;

import io.slime.erasure.kernel.Combination;
import io.slime.erasure.matrix.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/** The decode matrices used last, since a failed store asks for the same few again and again. Safe for all threads. */
final class Decoders {
    /** Most matrices that are kept for one redundancy. */
    static final int LIMIT = 64;

    private final Matrix matrix;
    private final Map<Pattern, Combination> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pattern, Combination> eldest) {
            return size() > LIMIT;
        }
    };

    /** @param matrix the coding matrix: a row for each cell, a column for each data cell */
    Decoders(Matrix matrix) {
        this.matrix = matrix;
    }

    /** The combination of the sources, which are as many as data cells, that gives the targets; both in ascending order. */
    Combination decoder(CellSet sources, CellSet targets) {
        Pattern pattern = new Pattern(sources, targets);
        synchronized (recent) {
            Combination known = recent.get(pattern);
            if (known != null) {
                return known;
            }
        }
        Matrix toData = matrix.rows(sources.indexes()).inverse();
        Combination made = Combination.of(matrix.rows(targets.indexes()).times(toData));
        synchronized (recent) {
            recent.put(pattern, made);
        }
        return made;
    }

    int size() {
        synchronized (recent) {
            return recent.size();
        }
    }

    private record Pattern(CellSet sources, CellSet targets) {}
}
