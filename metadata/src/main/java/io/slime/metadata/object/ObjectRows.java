package io.slime.metadata.object;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes to objects within a publish, many paths by each statement. None reads a path before it inserts it: a read would take a
 * predicate lock on the index page, on which every neighbour's insert fails.
 */
public final class ObjectRows {
    private static final String FIELDS =
            "version_id, modified, delete_marker, content_epoch, content_number, size, etag, "
                    + "attributes, tags, lock_mode, retain_until, legal_hold";
    private static final String VALUES = "n.version_id, date_trunc('milliseconds', now()), n.content_epoch IS NULL, "
            + "n.content_epoch, n.content_number, n.size, n.etag, n.attributes::jsonb, n.tags::jsonb, n.lock_mode, "
            + "n.retain_until::timestamptz, n.legal_hold";
    private static final String INPUT = "unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], "
            + "?::text[], ?::text[], ?::text[], ?::text[], ?::bool[]) AS n(path, version_id, content_epoch, "
            + "content_number, size, etag, attributes, tags, lock_mode, retain_until, legal_hold)";
    private static final String WANTED = "unnest(?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::bigint[]) "
            + "AS w(path, etag, version_order, content_epoch, content_number)";
    private static final String AS_WANTED = "(w.etag IS NULL OR o.etag = w.etag) AND (w.version_order IS NULL OR "
            + "(o.version_order, o.content_epoch, o.content_number) = "
            + "(w.version_order, w.content_epoch, w.content_number)) AND NOT o.delete_marker";
    private static final String RETURNING = "RETURNING o.path, o.version_order, o.modified, o.previous_epoch, "
            + "o.previous_number, o.displaced::text AS displaced, o.previous_size";

    private ObjectRows() {}

    /** What stands in the way of a change that concerned no row. */
    public enum Obstacle {
        /** A version is there which the precondition excludes. */
        OTHER,
        /** A lock keeps it. */
        LOCKED
    }

    /**
     * Inserts versions or replaces what is there.
     *
     * @param ifAbsent whether only paths without a version are written
     * @return what was written, by path; paths that were not are missing
     */
    public static Map<String, Written> upsert(
            Connection connection, Versioning versioning, boolean ifAbsent, List<NewVersion> versions)
            throws SQLException {
        Keep keep = Keep.by(versioning);
        List<Written> written = Sql.list(
                connection,
                "INSERT INTO slime.object AS o (path, version_order, next_order, " + FIELDS + ") SELECT n.path, 1, 2, "
                        + VALUES + " FROM " + INPUT + " ON CONFLICT (path) DO UPDATE SET " + replacing(keep)
                        + ", (" + FIELDS + ") = ROW (" + excluded() + ") WHERE " + keep.allowed()
                        + (ifAbsent ? " AND o.delete_marker " : " ") + RETURNING,
                ObjectRows::written,
                arguments(versions));
        return byPath(connection, versioning, written);
    }

    /** Replaces versions that are there and are as expected (one for each new one, in order). */
    public static Map<String, Written> replace(
            Connection connection, Versioning versioning, List<Expected> expected, List<NewVersion> versions)
            throws SQLException {
        Keep keep = Keep.by(versioning);
        List<Written> written = Sql.list(
                connection,
                "UPDATE slime.object o SET " + replacing(keep) + ", (" + FIELDS + ") = ROW (" + VALUES + ") FROM "
                        + INPUT
                        + ", " + WANTED + " WHERE o.path = n.path AND w.path = n.path AND " + AS_WANTED + " AND "
                        + keep.allowed() + " " + RETURNING,
                ObjectRows::written,
                concat(arguments(versions), wanted(expected)));
        return byPath(connection, versioning, written);
    }

    /** Removes the rows of paths whose versions are not kept; the contents that lost a reference, by path. */
    public static Map<String, Optional<ContentId>> remove(Connection connection, List<Expected> expected)
            throws SQLException {
        Map<String, Optional<ContentId>> removed = new TreeMap<>();
        Sql.list(
                connection,
                "DELETE FROM slime.object o USING " + WANTED + " WHERE o.path = w.path AND " + AS_WANTED + " AND "
                        + Keep.UNLOCKED + " RETURNING o.path, o.content_epoch, o.content_number",
                row -> removed.put(row.getString("path"), id(row, "content_epoch", "content_number")),
                wanted(expected));
        return removed;
    }

    /** For paths that a change did not concern: what is in its way. Paths without a version are missing. */
    public static Map<String, Obstacle> obstacles(Connection connection, Collection<String> paths) throws SQLException {
        Map<String, Obstacle> obstacles = new TreeMap<>();
        Sql.list(
                connection,
                "SELECT o.path, " + Keep.UNLOCKED + " AS unlocked FROM slime.object o "
                        + "WHERE o.path = ANY(?) AND NOT o.delete_marker",
                row -> obstacles.put(
                        row.getString("path"), row.getBoolean("unlocked") ? Obstacle.OTHER : Obstacle.LOCKED),
                (Object) paths.toArray(String[]::new));
        return obstacles;
    }

    private static Map<String, Written> byPath(Connection connection, Versioning versioning, List<Written> written)
            throws SQLException {
        Map<String, Written> byPath = new TreeMap<>();
        for (Written each : written) {
            byPath.put(each.path(), each);
        }
        if (versioning != Versioning.OFF) {
            VersionRows.displace(
                    connection,
                    written.stream().flatMap(each -> each.displaced().stream()).toList());
        }
        return byPath;
    }

    private static String replacing(Keep keep) {
        return "version_order = o.next_order, next_order = o.next_order + 1, previous_epoch = o.content_epoch, "
                + "previous_number = o.content_number, previous_size = CASE WHEN o.delete_marker THEN NULL ELSE o.size END, "
                + "displaced = " + keep.displaced();
    }

    private static String excluded() {
        return "excluded." + FIELDS.replace(", ", ", excluded.");
    }

    private static Written written(ResultSet row) throws SQLException {
        Optional<String> displaced = Sql.optional(row, "displaced");
        row.getLong("previous_size");
        boolean existed = !row.wasNull();
        return new Written(
                row.getString("path"),
                row.getLong("version_order"),
                Sql.instant(row, "modified"),
                displaced.isPresent() ? Optional.empty() : id(row, "previous_epoch", "previous_number"),
                displaced,
                existed);
    }

    private static Optional<ContentId> id(ResultSet row, String epoch, String number) throws SQLException {
        Optional<UUID> present = Sql.optionalUuid(row, epoch);
        return present.isEmpty() ? Optional.empty() : Optional.of(new ContentId(present.get(), row.getLong(number)));
    }

    private static Object[] arguments(List<NewVersion> versions) {
        int rows = versions.size();
        String[][] texts = new String[7][rows];
        UUID[] epochs = new UUID[rows];
        Long[] numbers = new Long[rows];
        Long[] sizes = new Long[rows];
        Boolean[] holds = new Boolean[rows];
        for (int i = 0; i < rows; i++) {
            NewVersion version = versions.get(i);
            Lock lock = version.lock();
            int at = i;
            texts[0][i] = version.path();
            texts[1][i] = version.versionId();
            texts[2][i] = version.etag();
            Optional.ofNullable(Json.of(version.attributes())).ifPresent(json -> texts[3][at] = json);
            Optional.ofNullable(Json.of(version.tags())).ifPresent(json -> texts[4][at] = json);
            lock.mode().ifPresent(mode -> texts[5][at] = mode);
            lock.retainUntil().ifPresent(until -> texts[6][at] = until.toString());
            version.content().ifPresent(content -> {
                epochs[at] = content.epoch();
                numbers[at] = content.number();
            });
            sizes[i] = version.size();
            holds[i] = lock.legalHold();
        }
        return new Object[] {
            texts[0], texts[1], epochs, numbers, sizes, texts[2], texts[3], texts[4], texts[5], texts[6], holds
        };
    }

    private static Object[] wanted(List<Expected> expected) {
        int rows = expected.size();
        String[] paths = new String[rows];
        String[] etags = new String[rows];
        Long[] orders = new Long[rows];
        UUID[] epochs = new UUID[rows];
        Long[] numbers = new Long[rows];
        for (int i = 0; i < rows; i++) {
            int at = i;
            paths[i] = expected.get(i).path();
            expected.get(i).etag().ifPresent(etag -> etags[at] = etag);
            expected.get(i).order().ifPresent(order -> orders[at] = order);
            expected.get(i).content().ifPresent(content -> {
                epochs[at] = content.epoch();
                numbers[at] = content.number();
            });
        }
        return new Object[] {paths, etags, orders, epochs, numbers};
    }

    private static Object[] concat(Object[] first, Object[] second) {
        Object[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
