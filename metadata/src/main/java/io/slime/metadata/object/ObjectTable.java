package io.slime.metadata.object;

import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.transaction.SharedLookup;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The objects. Writing them is {@code Publisher}'s, by {@link ObjectRows}. */
public final class ObjectTable implements AutoCloseable {
    /** The columns of object or version {@code o} that {@link #version} reads. */
    public static final String COLUMNS = "o.path, o.version_order, o.version_id, o.modified, o.delete_marker, "
            + "o.content_epoch, o.content_number, o.size, o.etag, o.attributes, o.tags, o.lock_mode, o.retain_until, "
            + "o.legal_hold";

    private static final String SELECT = "SELECT " + COLUMNS + ", " + ExtentTable.CONTENT_COLUMNS + " FROM slime.";
    private static final String JOIN = " o LEFT JOIN slime.content c ON c.epoch = o.content_epoch "
            + "AND c.number = o.content_number WHERE o.path = ?";

    private static final String MANY = "SELECT " + COLUMNS + ", " + ExtentTable.CONTENT_COLUMNS
            + ", b.owner AS bucket_owner, b.access AS bucket_access, b.versioning <> 0 AS versioned FROM slime.object o LEFT JOIN LATERAL (SELECT owner, access, versioning FROM slime.bucket "
            + "WHERE name = split_part(o.path, '/', 1) LIMIT 1) b ON strpos(o.path, '/') > 0 LEFT JOIN LATERAL (SELECT * FROM slime.content d "
            + "WHERE d.epoch = o.content_epoch AND d.number = o.content_number LIMIT 1) c ON true WHERE o.path = ANY(?)";

    private final Transactions transactions;
    private final SharedLookup<String, Found> current;

    /** Uses these transactions. */
    public ObjectTable(Transactions transactions) {
        this.transactions = transactions;
        this.current = new SharedLookup<>("objects", SharedLookup.usualLanes(), this::findAll);
    }

    /** Ends the threads that look up. */
    @Override
    public void close() {
        current.close();
    }

    /** The current version of a path, a delete marker too, and whose bucket it lies in, by one statement, which may answer other callers too. */
    public Optional<Found> find(String path) {
        return current.find(path);
    }

    private Map<String, Found> findAll(List<String> paths) {
        List<Found> found = transactions.statement(connection ->
                Sql.list(connection, MANY, ObjectTable::foundInBucket, (Object) paths.toArray(String[]::new)));
        Map<String, Found> byPath = HashMap.newHashMap(found.size());
        found.forEach(each -> byPath.put(each.version().path(), each));
        return byPath;
    }

    /** The version of that id, current or not, by one statement. */
    public Optional<Found> find(String path, String versionId) {
        return transactions.statement(connection -> Sql.first(
                connection,
                SELECT + "object" + JOIN + " AND o.version_id = ? UNION ALL " + SELECT + "version" + JOIN
                        + " AND o.version_id = ?",
                ObjectTable::found,
                path,
                versionId,
                path,
                versionId));
    }

    /** Replaces the tags of a version; its id. Empty if it is not there, or is a delete marker. */
    public Optional<String> setTags(Which which, Map<String, String> tags) {
        return set(which, "tags = ?::jsonb", Json.of(tags));
    }

    /** Replaces one fact of a version; else as {@link #setTags}. */
    public Optional<String> setFact(Which which, String fact, String value) {
        return set(
                which,
                "attributes = coalesce(attributes, '{}') || jsonb_build_object('facts', "
                        + "coalesce(attributes -> 'facts', '{}') || ?::jsonb)",
                Json.of(Map.of(fact, value)));
    }

    private Optional<String> set(Which which, String assignment, @Nullable String argument) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(argument);
        arguments.addAll(List.of(which.arguments()));
        return transactions.repeat(connection -> {
            Optional<String> current = set(connection, "object", assignment, arguments);
            return current.isPresent() || which.versionId().isEmpty()
                    ? current
                    : set(connection, "version", assignment, arguments);
        });
    }

    private static Optional<String> set(
            Connection connection, String table, String assignment, List<@Nullable Object> arguments)
            throws SQLException {
        return Sql.first(
                connection,
                "UPDATE slime." + table + " SET " + assignment + " WHERE " + Which.IS + " RETURNING version_id",
                row -> row.getString(1),
                arguments.toArray());
    }

    /** Reads {@link #COLUMNS}. */
    public static ObjectVersion version(ResultSet row) throws SQLException {
        Optional<UUID> epoch = Sql.optionalUuid(row, "content_epoch");
        return new ObjectVersion(
                row.getString("path"),
                row.getLong("version_order"),
                row.getString("version_id"),
                Sql.instant(row, "modified"),
                row.getBoolean("delete_marker"),
                epoch.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ContentId(epoch.get(), row.getLong("content_number"))),
                row.getLong("size"),
                row.getString("etag"),
                Json.attributes(row.getString("attributes")),
                Json.strings(row.getString("tags")),
                lock(row));
    }

    /** Reads the lock columns. */
    public static Lock lock(ResultSet row) throws SQLException {
        Optional<String> mode = Sql.optional(row, "lock_mode");
        boolean hold = row.getBoolean("legal_hold");
        return mode.isEmpty() && !hold ? Lock.NONE : new Lock(mode, Sql.optionalInstant(row, "retain_until"), hold);
    }

    private static Found found(ResultSet row) throws SQLException {
        return found(row, Optional.empty(), Optional.empty(), false);
    }

    private static Found foundInBucket(ResultSet row) throws SQLException {
        return found(
                row,
                Sql.optional(row, "bucket_owner"),
                Sql.optionalUuid(row, "bucket_access"),
                row.getBoolean("versioned"));
    }

    private static Found found(
            ResultSet row, Optional<String> bucketOwner, Optional<UUID> bucketAccess, boolean versioned)
            throws SQLException {
        ObjectVersion version = version(row);
        Optional<Content> content =
                version.content().isPresent() ? Optional.of(ExtentTable.content(row)) : Optional.empty();
        return new Found(version, content, bucketOwner, bucketAccess, versioned);
    }
}
