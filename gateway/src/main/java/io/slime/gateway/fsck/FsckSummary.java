package io.slime.gateway.fsck;

import java.util.Map;

/**
 * The end of a check.
 *
 * @param extents extents checked
 * @param chunks chunks seen
 * @param unknown chunks on stores that do not answer
 * @param found findings by kind
 */
public record FsckSummary(long extents, long chunks, long unknown, Map<Finding.Kind, Long> found) {
    /** Keeps a copy. */
    public FsckSummary {
        found = Map.copyOf(found);
    }
}
