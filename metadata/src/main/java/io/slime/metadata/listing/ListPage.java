package io.slime.metadata.listing;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing, of one snapshot.
 *
 * @param entries in byte order
 * @param next {@code after} for the next page, if there is one: the name of the last entry
 */
public record ListPage(List<ListEntry> entries, Optional<String> next) {
    public ListPage {
        entries = List.copyOf(entries);
    }

    /** Whether more follows. */
    public boolean truncated() {
        return next.isPresent();
    }
}
