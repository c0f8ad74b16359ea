package io.slime.metadata.extent;

import java.util.List;

/**
 * How many extents have their chunks at the same places.
 *
 * @param placement the placement that they name
 * @param empty the slots of it that are empty for them, chunk indexes
 * @param extents how many extents
 * @param bytes the bytes of their data, before coding
 */
public record ExtentCount(long placement, List<Integer> empty, long extents, long bytes) {
    /** Keeps a copy. */
    public ExtentCount {
        empty = List.copyOf(empty);
    }
}
