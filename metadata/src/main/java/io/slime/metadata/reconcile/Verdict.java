package io.slime.metadata.reconcile;

/** What the metadata says about a chunk that was found on a store. */
public enum Verdict {
    /** An extent or a repair target names it there, or it is of the journal, which looks after itself. */
    NAMED,
    /** Its extent is known, but names another store for it. */
    MISPLACED,
    /** Its epoch is open: it may yet be named. */
    YOUNG,
    /** Its epoch is closed and nothing names it: an orphan. */
    ORPHAN,
    /** The database does not know its epoch: never to be deleted. */
    FOREIGN
}
