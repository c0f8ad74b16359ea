package io.slime.metadata.redundancy;

import io.slime.metadata.extent.ContentId;
import java.util.List;
import java.util.Optional;

/**
 * Some contents of a walk by id.
 *
 * @param wishes those that are coded otherwise than they should be
 * @param upTo the last one looked at; empty at the end
 */
public record WishPage(List<Wish> wishes, Optional<ContentId> upTo) {
    public WishPage {
        wishes = List.copyOf(wishes);
    }
}
