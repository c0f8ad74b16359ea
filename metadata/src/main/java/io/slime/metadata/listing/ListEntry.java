package io.slime.metadata.listing;

import io.slime.metadata.object.ObjectVersion;

/** One line of a listing, without the scope. */
public sealed interface ListEntry {
    /** What it sorts by. */
    String name();

    /** An object. */
    record Key(String name, ObjectVersion version) implements ListEntry {}

    /** All keys that begin with it; it ends with the delimiter. */
    record CommonPrefix(String name) implements ListEntry {}
}
