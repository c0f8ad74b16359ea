package io.slime.metadata.upload;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Json;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The uploads and their parts. Keeping a part and completing are {@code Publisher}'s. */
public final class UploadTable {
    private static final String COLUMNS = "u.id, u.bucket, u.path, u.owner, u.initiated, u.attributes, u.tags, "
            + "u.lock_mode, u.retain_until, u.legal_hold, u.checksum_algorithm, u.checksum_type, u.need, u.total, "
            + "encode(u.data_key, 'hex') AS key, u.encryption->>'scheme' AS scheme";

    private final Transactions transactions;

    /** Uses these transactions. */
    public UploadTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Begins an upload; {@code initiated} is set by the database. Empty if the bucket or the storage class is not there. */
    public Optional<UploadRow> create(UploadRow upload) {
        return transactions.write(connection -> Sql.first(
                connection,
                "INSERT INTO slime.upload AS u (id, bucket, path, owner, attributes, tags, lock_mode, "
                        + "retain_until, legal_hold, checksum_algorithm, checksum_type, need, total, data_key, "
                        + "encryption) SELECT ?, b.name, ?, ?, ?::jsonb, ?::jsonb, ?, ?::timestamptz, ?, ?, ?, ?, ?, "
                        + "decode(?, 'hex'), ?::jsonb "
                        + "FROM slime.bucket b WHERE b.name = ? AND (?::text IS NULL OR EXISTS (SELECT 1 "
                        + "FROM slime.storage_class k WHERE k.name = ?)) RETURNING " + COLUMNS,
                UploadTable::map,
                upload.id(),
                upload.path(),
                upload.owner(),
                Json.of(upload.attributes()),
                Json.of(upload.tags()),
                upload.lock().mode(),
                upload.lock().retainUntil(),
                upload.lock().legalHold(),
                upload.checksumAlgorithm(),
                upload.checksumType(),
                upload.redundancy().need(),
                upload.redundancy().total(),
                upload.dataKey().map(ContentKey::sealed),
                upload.dataKey().map(key -> "{\"scheme\":\"" + key.scheme().stored() + "\"}"),
                upload.bucket(),
                upload.attributes().fact(Attributes.STORAGE_CLASS),
                upload.attributes().fact(Attributes.STORAGE_CLASS)));
    }

    /** The upload of that id. */
    public Optional<UploadRow> find(String id) {
        return transactions.statement(connection -> Sql.first(
                connection, "SELECT " + COLUMNS + " FROM slime.upload u WHERE u.id = ?", UploadTable::map, id));
    }

    /** Parts with numbers above {@code after}, ascending, at most {@code limit}. */
    public List<UploadPart> parts(String id, int after, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT number, content_epoch, content_number, size, etag, checksum, attributes, modified "
                        + "FROM slime.part WHERE upload = ? AND number > ? ORDER BY number LIMIT ?",
                UploadTable::part,
                id,
                after,
                limit));
    }

    /** One page of a bucket's uploads, of one snapshot. */
    public UploadPage list(UploadListRequest request) {
        return transactions.read(connection -> new UploadWalk(connection, request).page());
    }

    /** Ends an upload without a version; its parts become garbage. False if it is not there. */
    public boolean abort(String id) {
        return transactions.write(connection -> {
            List<ContentId> contents = Sql.list(
                    connection,
                    "DELETE FROM slime.part WHERE upload = ? RETURNING content_epoch, content_number",
                    UploadTable::content,
                    id);
            GarbageTable.add(connection, contents);
            return Sql.update(connection, "DELETE FROM slime.upload WHERE id = ?", id) == 1;
        });
    }

    /** Uploads begun longer ago than {@code age}, oldest first. */
    public List<UploadRow> olderThan(Duration age, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM slime.upload u WHERE u.initiated < now() - ? * interval '1 ms' "
                        + "ORDER BY u.initiated LIMIT ?",
                UploadTable::map,
                age.toMillis(),
                limit));
    }

    /** The select of uploads {@code u}, without a condition. */
    static String select() {
        return "SELECT " + COLUMNS + " FROM slime.upload u ";
    }

    /** Reads an upload. */
    static UploadRow map(ResultSet row) throws SQLException {
        return new UploadRow(
                row.getString("id"),
                row.getString("bucket"),
                row.getString("path"),
                row.getString("owner"),
                Sql.instant(row, "initiated"),
                Json.attributes(row.getString("attributes")),
                Json.strings(row.getString("tags")),
                ObjectTable.lock(row),
                Sql.optional(row, "checksum_algorithm"),
                Sql.optional(row, "checksum_type"),
                new Redundancy(row.getInt("need"), row.getInt("total")),
                ExtentTable.key(row.getString("key"), row.getString("scheme")));
    }

    private static ContentId content(ResultSet row) throws SQLException {
        return new ContentId(Sql.uuid(row, "content_epoch"), row.getLong("content_number"));
    }

    private static UploadPart part(ResultSet row) throws SQLException {
        return new UploadPart(
                row.getInt("number"),
                content(row),
                row.getLong("size"),
                row.getString("etag"),
                Sql.optional(row, "checksum"),
                Json.attributes(row.getString("attributes")),
                Sql.instant(row, "modified"));
    }
}
