package io.slime.gateway.access;

import java.util.Set;

/**
 * Whom a statement is about, or whom it is not about.
 *
 * @param everybody whether all are named, also nobody in particular
 * @param ids canonical ids of those who are named
 * @param but whether it is about all others
 */
record Principals(boolean everybody, Set<String> ids, boolean but) {
    Principals {
        ids = Set.copyOf(ids);
    }

    /** Those of a policy that is a user's or a key's own. */
    static final Principals THE_CALLER = new Principals(true, Set.of(), false);

    boolean has(Caller caller) {
        return but != (everybody || (!caller.anonymous() && ids.contains(caller.id())));
    }

    /** Whether it is about people who are not named. */
    boolean open() {
        return everybody || but;
    }
}
