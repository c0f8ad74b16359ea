package io.slime.gateway.object;

import java.util.Optional;

/**
 * A move of an object to another key of its bucket.
 *
 * @param source the path that it has: bucket and key as stored
 * @param path the path that it gets
 * @param sourceConditions what must hold of it
 * @param preconditions what must hold of the path that it gets
 * @param token what tells this move from others: sent again, because its answer got lost, it is answered as before
 */
public record RenameRequest(
        String source,
        String path,
        ReadConditions sourceConditions,
        Preconditions preconditions,
        Optional<String> token) {}
