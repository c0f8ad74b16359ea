package io.slime.metadata.repair;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.repair.RepairTable.ExtentName;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A stretch of all extents in order, of so many rows that a statement which looks at each of them is short, whatever it finds.
 *
 * @param after behind what it begins; empty if with the first
 * @param last where it ends, an extent; empty if there are no more
 */
public record ExtentReach(Optional<ExtentName> after, Optional<ExtentName> last) {
    /** Most rows of each table in it, unless told otherwise. */
    public static final int MOST_ROWS = 10_000;

    private static final String LAST = "SELECT epoch, number, position FROM ("
            + "(SELECT epoch, number, 0 AS position FROM slime.content WHERE (epoch, number) > (?, ?) "
            + "ORDER BY epoch, number OFFSET ? LIMIT 1) UNION ALL "
            + "(SELECT epoch, number, position FROM slime.extent WHERE (epoch, number, position) > (?, ?, ?) "
            + "ORDER BY epoch, number, position OFFSET ? LIMIT 1)) y ORDER BY epoch, number, position LIMIT 1";
    private static final List<Object> BEFORE_ALL = List.of(new UUID(0, 0), -1L, -1);
    private static final List<Object> BEHIND_ALL = List.of(new UUID(-1, -1), Long.MAX_VALUE, Integer.MAX_VALUE);

    /** The stretch behind an extent, or from the first on, of at most {@code rows} rows of each table. */
    public static ExtentReach behind(Connection connection, Optional<ExtentName> after, int rows) throws SQLException {
        List<Object> first = after.map(ExtentReach::row).orElse(BEFORE_ALL);
        List<Object> arguments = new ArrayList<>(first.subList(0, 2));
        arguments.add(rows - 1);
        arguments.addAll(first);
        arguments.add(rows - 1);
        return new ExtentReach(
                after,
                Sql.first(
                        connection,
                        LAST,
                        row -> new ExtentName(
                                new ContentId(Sql.uuid(row, "epoch"), row.getLong("number")), row.getInt("position")),
                        arguments.toArray()));
    }

    /** Its ends as arguments of {@code (epoch, number) > (?, ?) AND (epoch, number) <= (?, ?)}. */
    public List<Object> contents() {
        return ends(2);
    }

    /** Its ends as arguments of {@code (epoch, number, position) > (?, ?, ?) AND (epoch, number, position) <= (?, ?, ?)}. */
    public List<Object> extents() {
        return ends(3);
    }

    private List<Object> ends(int columns) {
        List<Object> ends =
                new ArrayList<>(after.map(ExtentReach::row).orElse(BEFORE_ALL).subList(0, columns));
        ends.addAll(last.map(ExtentReach::row).orElse(BEHIND_ALL).subList(0, columns));
        return ends;
    }

    private static List<Object> row(ExtentName name) {
        return List.of(name.content().epoch(), name.content().number(), name.position());
    }
}
