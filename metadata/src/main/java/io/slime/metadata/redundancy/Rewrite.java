package io.slime.metadata.redundancy;

import java.util.UUID;

/**
 * That what is stored of a scope is to be coded as new data of it is.
 *
 * @param scope whose
 * @param token another one whenever it is asked for again
 */
public record Rewrite(Scope scope, UUID token) {}
