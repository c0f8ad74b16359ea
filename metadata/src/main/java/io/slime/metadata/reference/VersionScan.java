package io.slime.metadata.reference;

import io.slime.metadata.listing.Range;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A look through objects and versions, by path and the newest first: a page of so many rows at a time, delete markers too, so that
 * its cost is bounded whatever is found and however many versions a path has.
 *
 * @param prefix of the paths
 * @param after behind what it begins
 * @param limit most rows to look at
 */
public record VersionScan(String prefix, Place after, int limit) {
    private static final String OBJECT =
            "'OBJECT' AS kind, path, version_order, version_id, size, content_epoch, content_number";
    private static final String VERSION = "SELECT 'VERSION', path, version_order, version_id, size, content_epoch, "
            + "content_number FROM slime.version v WHERE ";
    private static final String ROWS = "SELECT r.* FROM (SELECT " + OBJECT
            + " FROM slime.object WHERE path = ? AND version_order < ? UNION ALL (" + VERSION
            + "path = ? AND version_order < ? ORDER BY version_order DESC LIMIT ?) UNION ALL (SELECT x.* FROM "
            + "(SELECT o.* FROM slime.object o WHERE path > ? AND path >= ? AND path < ? ORDER BY path LIMIT ?) q "
            + "CROSS JOIN LATERAL (SELECT " + OBJECT + " FROM (SELECT q.*) o UNION ALL (" + VERSION
            + "v.path = q.path ORDER BY version_order DESC LIMIT ?)) x ORDER BY q.path, x.version_order DESC LIMIT ?)) r "
            + "ORDER BY path, version_order DESC LIMIT ?";

    /**
     * A place between rows.
     *
     * @param path the path that it is behind
     * @param order the order of the version of that path that it is behind, if there may be more of them
     */
    public record Place(String path, Optional<Long> order) {
        /** Before everything. */
        public static final Place FIRST = behind("");

        /** Behind a path with all its versions. */
        public static Place behind(String path) {
            return new Place(path, Optional.empty());
        }
    }

    /**
     * What was found.
     *
     * @param <T> what is made of a row
     * @param found of which rows something was made
     * @param last where the next page begins
     * @param through whether there are no more rows
     */
    public record Page<T>(List<T> found, Place last, boolean through) {
        /** Keeps a copy. */
        public Page {
            found = List.copyOf(found);
        }
    }

    private record Row<T>(String path, long order, Optional<T> value) {}

    /**
     * Reads the page.
     *
     * @param columns what to select of each row {@code v}, next to its own columns
     * @param join what else to select from
     * @param value what to make of a row; empty to leave it out
     * @param arguments of the join
     */
    public <T> Page<T> read(
            Connection connection, String columns, String join, Sql.Row<Optional<T>> value, Object... arguments)
            throws SQLException {
        List<Row<T>> rows = Sql.list(
                connection,
                "SELECT v.*, " + columns + " FROM (" + ROWS + ") v " + join + " ORDER BY v.path, v.version_order DESC",
                row -> new Row<>(row.getString("path"), row.getLong("version_order"), value.map(row)),
                arguments(arguments));
        boolean through = rows.size() <= limit;
        List<Row<T>> page = through ? rows : rows.subList(0, limit);
        List<T> found = new ArrayList<>();
        page.forEach(row -> row.value().ifPresent(found::add));
        return new Page<>(found, page.isEmpty() ? after : last(page.getLast(), rows.getLast()), through);
    }

    /** Behind the last row of the page, given the one that follows it. */
    private static <T> Place last(Row<T> last, Row<T> following) {
        return last.order() != following.order() && last.path().equals(following.path())
                ? new Place(last.path(), Optional.of(last.order()))
                : Place.behind(last.path());
    }

    private @Nullable Object[] arguments(Object... more) {
        int rows = limit + 1;
        long order = after.order().orElse(Long.MIN_VALUE);
        String end = new Range("", prefix, Optional.empty()).end();
        return Stream.concat(
                        Stream.of(
                                after.path(),
                                order,
                                after.path(),
                                order,
                                rows,
                                after.path(),
                                prefix,
                                end,
                                rows,
                                rows,
                                rows,
                                rows),
                        Stream.of(more))
                .toArray();
    }

    /** The object or version of a row. */
    public static Use use(ResultSet row) throws SQLException {
        return new Use(
                Use.Kind.valueOf(row.getString("kind")),
                row.getString("path"),
                row.getString("version_id"),
                row.getLong("size"));
    }
}
