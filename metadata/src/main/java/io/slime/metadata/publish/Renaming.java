package io.slime.metadata.publish;

import io.slime.metadata.object.VersionRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Moves one object: a version appears at its new path and goes from its old one, or neither. */
final class Renaming {
    private Renaming() {}

    static PublishResult run(Connection connection, Publish.Rename rename) throws SQLException {
        Precondition.IfCurrent current = rename.current();
        if (!VersionRows.isCurrent(connection, rename.source(), current.order(), current.content())) {
            return new PublishResult.SourceGone();
        }
        PublishResult made = one(
                connection,
                new Publish.Put(
                        rename.path(),
                        true,
                        new Source.Shared(current.content(), rename.size()),
                        rename.facts(),
                        rename.precondition()));
        if (made instanceof PublishResult.Published
                && !(one(connection, new Publish.Remove(rename.source(), true, current))
                        instanceof PublishResult.Removed)) {
            // Nothing is made of a transaction that fails.
            throw new SQLException(rename.source() + " is there and cannot be removed");
        }
        return made;
    }

    private static PublishResult one(Connection connection, Publish change) throws SQLException {
        return Batch.run(connection, List.of(change), Guards.placements(Map.of()))
                .getFirst();
    }
}
