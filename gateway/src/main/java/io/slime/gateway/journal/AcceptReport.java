package io.slime.gateway.journal;

import io.slime.metadata.foreign.ForeignContent;
import io.slime.metadata.foreign.ForeignCount;
import java.util.Map;
import java.util.Optional;

/**
 * What was found when the database was compared with the stores, and what became of it.
 *
 * @param frozen why deletion was frozen before, if it was
 * @param looked chunks that the stores hold
 * @param moved chunks of known extents found on other stores than the database has for them; after the fact, those adopted there
 * @param contents foreign contents by what is to become of them, or became
 * @param done whether something was done, and not only looked
 */
public record AcceptReport(
        Optional<String> frozen,
        long looked,
        long moved,
        Map<ForeignContent.State, ForeignCount> contents,
        boolean done) {
    public AcceptReport {
        contents = Map.copyOf(contents);
    }

    /** The contents in one state. */
    public ForeignCount count(ForeignContent.State state) {
        return contents.getOrDefault(state, ForeignCount.NONE);
    }
}
