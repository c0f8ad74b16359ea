package io.slime.metadata.tally;

import java.util.List;

/**
 * Extents whose chunks lie, and are missing, at the same places.
 *
 * @param placement the placement that they name
 * @param empty the slots that are empty for them, chunk indexes, ascending
 * @param missing the chunks that wait for repair, chunk indexes, ascending; may overlap with {@code empty}
 * @param extents how many extents
 * @param bytes the bytes of their data, before coding
 */
public record ExtentGroup(long placement, List<Integer> empty, List<Integer> missing, long extents, long bytes) {
    /** Keeps copies. */
    public ExtentGroup {
        empty = List.copyOf(empty);
        missing = List.copyOf(missing);
    }
}
