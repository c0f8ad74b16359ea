package io.slime.metadata.reference;

import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Paths of a prefix that follow each other, so that the cost of looking through them is bounded whatever is found.
 *
 * @param first the first path; empty if there is none
 * @param last the last path; empty if there is none
 * @param paths how many they are
 */
public record PathRange(String first, String last, int paths) {
    /** The next {@code limit} paths of that prefix behind {@code after}. */
    public static PathRange next(Connection connection, String prefix, String after, int limit) throws SQLException {
        List<String> paths = Sql.list(
                connection,
                "SELECT path FROM slime.object WHERE path > ? AND path >= ? ORDER BY path LIMIT ?",
                row -> row.getString(1),
                after,
                prefix,
                limit);
        List<String> inside =
                paths.stream().filter(path -> path.startsWith(prefix)).toList();
        return inside.isEmpty()
                ? new PathRange("", "", 0)
                : new PathRange(inside.getFirst(), inside.getLast(), inside.size());
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return paths == 0;
    }
}
