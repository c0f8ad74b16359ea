package io.slime.metadata.bucket;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.transaction.SharedLookup;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The buckets. */
public final class BucketTable implements AutoCloseable {
    private static final String COLUMNS =
            "name, id, owner, created, versioning, object_lock, retention_mode, retention_days, retention_years, access";
    private static final String FIND = "SELECT " + COLUMNS + " FROM slime.bucket WHERE name = ?";

    private static final String MANY = "SELECT " + COLUMNS + " FROM slime.bucket WHERE name = ANY(?)";

    private final Transactions transactions;
    private final SharedLookup<String, BucketRow> named;

    /** Uses these transactions. */
    public BucketTable(Transactions transactions) {
        this.transactions = transactions;
        this.named = new SharedLookup<>("buckets", SharedLookup.usualLanes(), this::findAll);
    }

    /**
     * Makes a bucket.
     *
     * @param adopt whether objects that lie below {@code name/} already become its own; else they stand in the way
     */
    public BucketCreation create(String name, String owner, boolean objectLock, boolean adopt) {
        return create(name, owner, objectLock, adopt, Map.of());
    }

    /**
     * Makes a bucket that has documents about access from the beginning.
     *
     * @param adopt whether objects that lie below {@code name/} already become its own; else they stand in the way
     * @param access those documents by kind
     */
    public BucketCreation create(
            String name, String owner, boolean objectLock, boolean adopt, Map<String, String> access) {
        return transactions.write(connection -> {
            Optional<BucketRow> there = Sql.first(connection, FIND, BucketTable::map, name);
            if (there.isPresent()) {
                return new BucketCreation.Exists(there.get());
            }
            if (!adopt && below(connection, "object", name)) {
                return new BucketCreation.Occupied();
            }
            Optional<BucketRow> made = Sql.first(
                    connection,
                    "INSERT INTO slime.bucket (name, id, owner, versioning, object_lock, access, limited) "
                            + "SELECT ?, ?, id, ?, ?, ?::uuid, quota_bytes IS NOT NULL OR quota_objects IS NOT NULL FROM slime.account WHERE id = ? RETURNING "
                            + COLUMNS,
                    BucketTable::map,
                    name,
                    UUID.randomUUID(),
                    objectLock ? Versioning.ENABLED.code() : Versioning.OFF.code(),
                    objectLock,
                    access.isEmpty() ? Optional.empty() : Optional.of(UUID.randomUUID()),
                    owner);
            if (made.isEmpty()) {
                return new BucketCreation.NoSuchOwner();
            }
            for (Map.Entry<String, String> document : access.entrySet()) {
                write(connection, name, document.getKey(), Optional.of(document.getValue()));
            }
            return new BucketCreation.Created(made.get());
        });
    }

    /** Ends the threads that look up. */
    @Override
    public void close() {
        named.close();
    }

    /** The bucket of that name, by one statement, which may answer other callers too. */
    public Optional<BucketRow> find(String name) {
        return named.find(name);
    }

    private Map<String, BucketRow> findAll(List<String> names) {
        List<BucketRow> found = transactions.statement(
                connection -> Sql.list(connection, MANY, BucketTable::map, (Object) names.toArray(String[]::new)));
        return found.stream().collect(Collectors.toMap(BucketRow::name, row -> row));
    }

    /** Buckets by name: of one owner or of all, after {@code after}, at most {@code limit}. */
    public List<BucketRow> list(Optional<String> owner, String after, int limit) {
        String condition = owner.isPresent() ? "owner = ?" : "?::text IS NULL";
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM slime.bucket WHERE " + condition + " AND name > ? ORDER BY name LIMIT ?",
                BucketTable::map,
                owner,
                after,
                limit));
    }

    /**
     * Deletes a bucket in which no version lies, with the uploads that were begun in it; exact against concurrent publishes, so a
     * bucket that is not deleted keeps its uploads.
     */
    public BucketDeletion delete(String name) {
        return transactions.write(connection -> {
            if (Sql.first(connection, FIND, BucketTable::map, name).isEmpty()) {
                return BucketDeletion.UNKNOWN;
            }
            if (below(connection, "object", name) || below(connection, "version", name)) {
                return BucketDeletion.NOT_EMPTY;
            }
            endUploads(connection, name);
            Sql.update(connection, "DELETE FROM slime.bucket WHERE name = ?", name);
            return BucketDeletion.DELETED;
        });
    }

    /** The ids of all who own a bucket. */
    public Set<String> owners() {
        return transactions.statement(connection ->
                Set.copyOf(Sql.list(connection, "SELECT DISTINCT owner FROM slime.bucket", row -> row.getString(1))));
    }

    /** Sets whether it keeps old versions; false if it is not there, or has object lock and would keep them no more. */
    public boolean setVersioning(String name, Versioning versioning) {
        return transactions.repeat(connection -> Sql.update(
                        connection,
                        "UPDATE slime.bucket SET versioning = ? WHERE name = ? AND (NOT object_lock OR ? = 1)",
                        versioning.code(),
                        name,
                        versioning.code())
                == 1);
    }

    /**
     * Gives a bucket object lock, for good, and sets what its new versions are retained by default; it holds for every write that
     * is published from then on.
     *
     * @param retention the default retention; empty for none
     */
    public LockSetting setObjectLock(String name, Optional<DefaultRetention> retention) {
        return transactions.repeat(connection -> {
            int set = Sql.update(
                    connection,
                    "UPDATE slime.bucket SET object_lock = true, retention_mode = ?, retention_days = ?, "
                            + "retention_years = ? WHERE name = ? AND versioning = ?",
                    retention.map(DefaultRetention::mode),
                    retention.map(DefaultRetention::days),
                    retention.map(DefaultRetention::years),
                    name,
                    Versioning.ENABLED.code());
            if (set == 1) {
                return LockSetting.SET;
            }
            return Sql.first(connection, FIND, BucketTable::map, name).isPresent()
                    ? LockSetting.NOT_VERSIONED
                    : LockSetting.UNKNOWN;
        });
    }

    /** One document of its configuration, such as {@code policy} or {@code cors}. */
    public Optional<String> setting(String name, String kind) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT document FROM slime.bucket_setting WHERE bucket = ? AND kind = ?",
                row -> row.getString(1),
                name,
                kind));
    }

    /** The first bucket behind {@code after}, by name, that has a document of that kind. */
    public Optional<String> firstWith(String kind, String after) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT bucket FROM slime.bucket_setting WHERE kind = ? AND bucket > ? ORDER BY bucket LIMIT 1",
                row -> row.getString(1),
                kind,
                after));
    }

    /** Sets one document of its configuration, or takes it away; false if the bucket is not there. */
    public boolean setSetting(String name, String kind, Optional<String> document) {
        return transactions.repeat(connection -> {
            if (Sql.first(connection, FIND, BucketTable::map, name).isEmpty()) {
                return false;
            }
            write(connection, name, kind, document);
            return true;
        });
    }

    /**
     * Sets one document about access, or takes it away, and renews {@link BucketRow#access}; false if the bucket is not there.
     */
    public boolean setAccess(String name, String kind, Optional<String> document) {
        return transactions.repeat(connection -> {
            int there = Sql.update(
                    connection, "UPDATE slime.bucket SET access = ? WHERE name = ?", UUID.randomUUID(), name);
            if (there == 0) {
                return false;
            }
            write(connection, name, kind, document);
            return true;
        });
    }

    /** All documents of a bucket with what names those about access, of one snapshot; empty if the bucket is not there. */
    public Optional<BucketDocuments> documents(String name) {
        return transactions.statement(connection -> {
            Map<String, String> documents = new HashMap<>();
            List<BucketDocuments> rows = Sql.list(
                    connection,
                    "SELECT b.owner, b.access, s.kind, s.document FROM slime.bucket b "
                            + "LEFT JOIN slime.bucket_setting s ON s.bucket = b.name WHERE b.name = ?",
                    row -> {
                        Optional<String> kind = Sql.optional(row, "kind");
                        if (kind.isPresent()) {
                            documents.put(kind.get(), row.getString("document"));
                        }
                        return new BucketDocuments(row.getString("owner"), Sql.optionalUuid(row, "access"), Map.of());
                    },
                    name);
            return rows.stream().findFirst().map(row -> new BucketDocuments(row.owner(), row.access(), documents));
        });
    }

    private static void write(Connection connection, String name, String kind, Optional<String> document)
            throws SQLException {
        if (document.isEmpty()) {
            Sql.update(connection, "DELETE FROM slime.bucket_setting WHERE bucket = ? AND kind = ?", name, kind);
        } else {
            Sql.update(
                    connection,
                    "INSERT INTO slime.bucket_setting (bucket, kind, document) VALUES (?, ?, ?) "
                            + "ON CONFLICT (bucket, kind) DO UPDATE SET document = excluded.document",
                    name,
                    kind,
                    document);
        }
    }

    /** Reads the columns of a bucket. */
    static BucketRow map(ResultSet row) throws SQLException {
        return new BucketRow(
                row.getString("name"),
                Sql.uuid(row, "id"),
                row.getString("owner"),
                Sql.instant(row, "created"),
                Versioning.of(row.getInt("versioning")),
                row.getBoolean("object_lock"),
                retention(row),
                Sql.optionalUuid(row, "access"));
    }

    private static Optional<DefaultRetention> retention(ResultSet row) throws SQLException {
        int days = row.getInt("retention_days");
        int years = row.getInt("retention_years");
        return Sql.optional(row, "retention_mode").map(mode -> new DefaultRetention(mode, days, years));
    }

    /** Whether paths {@code name/…} are in a table; '0' is the character behind '/'. */
    private static void endUploads(Connection connection, String name) throws SQLException {
        List<ContentId> contents = Sql.list(
                connection,
                "DELETE FROM slime.part p USING slime.upload u WHERE u.bucket = ? AND p.upload = u.id "
                        + "RETURNING p.content_epoch, p.content_number",
                row -> new ContentId(Sql.uuid(row, "content_epoch"), row.getLong("content_number")),
                name);
        GarbageTable.add(connection, contents);
        Sql.update(connection, "DELETE FROM slime.upload WHERE bucket = ?", name);
    }

    private static boolean below(Connection connection, String table, String name) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT 1 FROM slime." + table + " WHERE path >= ? AND path < ? ORDER BY path LIMIT 1",
                        row -> row.getInt(1),
                        name + "/",
                        name + "0")
                .isPresent();
    }
}
