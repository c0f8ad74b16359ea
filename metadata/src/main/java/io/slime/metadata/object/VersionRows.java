package io.slime.metadata.object;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes to the versions behind the current ones, within a publish. */
public final class VersionRows {
    private static final String FIELDS = "version_order, version_id, modified, delete_marker, content_epoch, "
            + "content_number, size, etag, attributes, tags, lock_mode, retain_until, legal_hold";

    private VersionRows() {}

    /**
     * A version that was removed for good.
     *
     * @param deleteMarker whether it was one
     * @param content the content that lost a reference
     */
    public record Gone(boolean deleteMarker, Optional<ContentId> content) {}

    /** Keeps versions that were displaced from their object rows, given as JSON of those rows. */
    static void displace(Connection connection, List<String> displaced) throws SQLException {
        if (!displaced.isEmpty()) {
            Sql.update(
                    connection,
                    "INSERT INTO slime.version (path, " + FIELDS + ") SELECT v.path, v." + FIELDS.replace(", ", ", v.")
                            + " FROM unnest(?::text[]) AS d(json), jsonb_populate_record(NULL::slime.object, d.json::jsonb) v",
                    (Object) displaced.toArray(String[]::new));
        }
    }

    /** Removes the versions called {@code null} behind these paths, which a new {@code null} version replaces; their contents. */
    public static List<ContentId> removeNull(Connection connection, Collection<String> paths) throws SQLException {
        return Sql.list(
                        connection,
                        "DELETE FROM slime.version v WHERE v.path = ANY(?) AND v.version_id = 'null' "
                                + "RETURNING v.delete_marker, v.content_epoch, v.content_number",
                        VersionRows::gone,
                        (Object) paths.toArray(String[]::new))
                .stream()
                .flatMap(gone -> gone.content().stream())
                .toList();
    }

    /** Whether the version of that id is the one of that order and content. */
    public static boolean is(Connection connection, String path, String versionId, long order, ContentId content)
            throws SQLException {
        String same = "path = ? AND version_id = ? AND (version_order, content_epoch, content_number) = (?, ?, ?)";
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.object WHERE " + same + ") OR "
                        + "EXISTS (SELECT 1 FROM slime.version WHERE " + same + ")",
                row -> row.getBoolean(1),
                path,
                versionId,
                order,
                content.epoch(),
                content.number(),
                path,
                versionId,
                order,
                content.epoch(),
                content.number());
    }

    /** Whether the version of that id has that order. */
    public static boolean hasOrder(Connection connection, String path, String versionId, long order)
            throws SQLException {
        String same = "path = ? AND version_id = ? AND version_order = ?";
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.object WHERE " + same + ") OR "
                        + "EXISTS (SELECT 1 FROM slime.version WHERE " + same + ")",
                row -> row.getBoolean(1),
                path,
                versionId,
                order,
                path,
                versionId,
                order);
    }

    /** Whether the version of that id has that order, and is behind the current one. */
    public static boolean isBehind(Connection connection, String path, String versionId, long order)
            throws SQLException {
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.version WHERE path = ? AND version_id = ? AND version_order = ?)",
                row -> row.getBoolean(1),
                path,
                versionId,
                order);
    }

    /** Whether the version of that id has that order, and is a delete marker with nothing behind it. */
    public static boolean isAlone(Connection connection, String path, String versionId, long order)
            throws SQLException {
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.object WHERE path = ? AND version_id = ? AND version_order = ? "
                        + "AND delete_marker) AND NOT EXISTS (SELECT 1 FROM slime.version WHERE path = ?)",
                row -> row.getBoolean(1),
                path,
                versionId,
                order,
                path);
    }

    /** Whether the current version of a path is the one of that order and content. */
    public static boolean isCurrent(Connection connection, String path, long order, ContentId content)
            throws SQLException {
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.object WHERE path = ? "
                        + "AND (version_order, content_epoch, content_number) = (?, ?, ?))",
                row -> row.getBoolean(1),
                path,
                order,
                content.epoch(),
                content.number());
    }

    /** Whether a version of that id is there and locked against its removal; a lock that cannot be understood locks it. */
    public static boolean locked(Connection connection, String path, String versionId, boolean bypassGovernance)
            throws SQLException {
        String keeps = "(legal_hold OR (coalesce(retain_until > now(), lock_mode IS NOT NULL) "
                + "AND (lock_mode IS DISTINCT FROM 'GOVERNANCE' OR NOT ?)))";
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.object WHERE path = ? AND version_id = ? AND " + keeps + ") OR "
                        + "EXISTS (SELECT 1 FROM slime.version WHERE path = ? AND version_id = ? AND " + keeps + ")",
                row -> row.getBoolean(1),
                path,
                versionId,
                bypassGovernance,
                path,
                versionId,
                bypassGovernance);
    }

    /** Removes a version for good; when it is the current one, the one behind it becomes current. */
    public static Optional<Gone> remove(Connection connection, String path, String versionId) throws SQLException {
        Optional<Gone> behind = Sql.first(
                connection,
                "DELETE FROM slime.version WHERE path = ? AND version_id = ? "
                        + "RETURNING delete_marker, content_epoch, content_number",
                VersionRows::gone,
                path,
                versionId);
        if (behind.isPresent()) {
            return behind;
        }
        Optional<Gone> current = Sql.first(
                connection,
                "SELECT delete_marker, content_epoch, content_number FROM slime.object "
                        + "WHERE path = ? AND version_id = ?",
                VersionRows::gone,
                path,
                versionId);
        if (current.isPresent() && !promote(connection, path)) {
            Sql.update(connection, "DELETE FROM slime.object WHERE path = ?", path);
        }
        return current;
    }

    private static boolean promote(Connection connection, String path) throws SQLException {
        Optional<Long> newest = Sql.first(
                connection,
                "UPDATE slime.object o SET (" + FIELDS + ") = ROW (v." + FIELDS.replace(", ", ", v.")
                        + "), previous_epoch = NULL, previous_number = NULL, previous_size = NULL, displaced = NULL "
                        + "FROM (SELECT * FROM slime.version WHERE path = ? ORDER BY version_order DESC LIMIT 1) v "
                        + "WHERE o.path = v.path RETURNING v.version_order",
                row -> row.getLong(1),
                path);
        if (newest.isPresent()) {
            Sql.update(
                    connection, "DELETE FROM slime.version WHERE path = ? AND version_order = ?", path, newest.get());
        }
        return newest.isPresent();
    }

    private static Gone gone(ResultSet row) throws SQLException {
        Optional<UUID> epoch = Sql.optionalUuid(row, "content_epoch");
        return new Gone(
                row.getBoolean("delete_marker"),
                epoch.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ContentId(epoch.get(), row.getLong("content_number"))));
    }
}
