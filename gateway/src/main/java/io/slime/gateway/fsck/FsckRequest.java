package io.slime.gateway.fsck;

import java.util.Optional;

/**
 * What to check.
 *
 * @param prefix only versions whose path begins so; empty: everything, stores and counters too
 * @param deep whether to read all chunks
 * @param repair whether to do something about what is found
 * @param after the cursor of an earlier check to go on behind
 */
public record FsckRequest(Optional<String> prefix, boolean deep, boolean repair, Optional<String> after) {
    /**
     * Looks at the cursor before anything is checked.
     *
     * @throws IllegalArgumentException if it is none
     */
    public FsckRequest {
        if (prefix.isEmpty()) {
            after.ifPresent(MergeWalk::last);
        }
    }
}
