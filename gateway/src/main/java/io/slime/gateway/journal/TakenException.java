package io.slime.gateway.journal;

import java.io.IOException;

/** A store has another entry of that number: the database went back in time, or another gateway began one. */
final class TakenException extends IOException {
    private static final long serialVersionUID = 1L;

    TakenException(EntryId id) {
        super("the stores have another entry " + id + " of the journal already");
    }
}
