package io.slime.metadata.tally;

import java.util.List;

/**
 * All extents by where their chunks lie, at one moment.
 *
 * @param groups the groups, each extent in one
 * @param whole whether everything that waits for repair is in it; if not, the most urgent is, and the rest counts as not missing
 */
public record ExtentTally(List<ExtentGroup> groups, boolean whole) {
    /** Keeps a copy. */
    public ExtentTally {
        groups = List.copyOf(groups);
    }
}
