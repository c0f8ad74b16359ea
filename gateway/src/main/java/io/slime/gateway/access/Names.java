package io.slime.gateway.access;

import java.util.List;
import java.util.Locale;

/**
 * The actions that a statement is about, or that it is not about. Case does not matter in them.
 *
 * @param patterns the names, in lower case, with wildcards
 * @param but whether it is about all others
 */
record Names(List<String> patterns, boolean but) {
    Names {
        patterns = patterns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    boolean has(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return but != patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, lower));
    }
}
