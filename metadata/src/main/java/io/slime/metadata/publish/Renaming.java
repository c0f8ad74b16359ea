package io.slime.metadata.publish;

import io.slime.metadata.object.VersionRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Moves one object: a version appears at its new path and goes from its old one, or neither. */
final class Renaming {
    private Renaming() {}

    static PublishResult run(Connection connection, Publish.Rename rename, Rooms rooms) throws SQLException {
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
                        rename.precondition()),
                rooms.moving(rename.size()));
        if (made instanceof PublishResult.Published
                && !(one(connection, new Publish.Remove(rename.source(), true, current), rooms)
                        instanceof PublishResult.Removed)) {
            // Nothing is made of a transaction that fails.
            throw new SQLException(rename.source() + " is there and cannot be removed");
        }
        return made;
    }

    private static PublishResult one(Connection connection, Publish change, Rooms rooms) throws SQLException {
        return Batch.run(connection, List.of(change), Guards.placements(Map.of()), rooms)
                .getFirst();
    }
}
