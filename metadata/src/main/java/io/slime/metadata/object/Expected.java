package io.slime.metadata.object;

import io.slime.metadata.extent.ContentId;
import java.util.Optional;

/**
 * What the current version of a path must be for a change to happen; what is empty may be anything.
 *
 * @param path the path
 * @param etag its entity tag
 * @param order its order, together with its content
 * @param content its content
 */
public record Expected(String path, Optional<String> etag, Optional<Long> order, Optional<ContentId> content) {
    /** Some version must be there. */
    public static Expected anything(String path) {
        return new Expected(path, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
