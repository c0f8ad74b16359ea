package io.slime.gateway.access;

import java.util.List;

/**
 * What a statement is about, or what it is not about.
 *
 * @param patterns ARNs with wildcards and variables
 * @param but whether it is about all others
 */
record Resources(List<Template> patterns, boolean but) {
    Resources {
        patterns = List.copyOf(patterns);
    }

    boolean has(String resource, Context context) {
        return but != patterns.stream().anyMatch(pattern -> pattern.matches(resource, context));
    }
}
