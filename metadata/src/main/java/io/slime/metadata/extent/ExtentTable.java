package io.slime.metadata.extent;

import io.slime.erasure.Redundancy;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contents, their extents and parts. Making them is part of a publish, see {@link ContentRows}. */
public final class ExtentTable {
    /** Most rows that one page holds. */
    public static final int MAX_PAGE = 1000;

    /** The columns of content {@code c} that {@link #content} reads. */
    public static final String CONTENT_COLUMNS =
            "c.epoch AS c_epoch, c.number AS c_number, c.size AS c_size, c.kind AS c_kind, "
                    + "c.placement AS c_placement, c.cell AS c_cell, c.crc32c AS c_crc32c, c.empty AS c_empty, "
                    + "encode(c.data_key, 'hex') AS c_key, c.encryption->>'scheme' AS c_scheme";

    /** The placements of another redundancy. */
    private static final String OTHERWISE =
            "ARRAY(SELECT p.id FROM slime.placement p WHERE (p.need, p.total) <> (?, ?))";

    private final Transactions transactions;

    /** Uses these transactions. */
    public ExtentTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One content, if it is there. */
    public Optional<Content> find(ContentId id) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT " + CONTENT_COLUMNS + " FROM slime.content c WHERE c.epoch = ? AND c.number = ?",
                ExtentTable::content,
                id.epoch(),
                id.number()));
    }

    /** The extents of a content with {@link Layout.Extents}, beginning with the one that holds the byte at {@code offset}. */
    public List<ExtentRow> extents(ContentId id, long offset, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT position, start, length, placement, cell, crc32c, empty FROM slime.extent "
                        + "WHERE epoch = ? AND number = ? AND start >= (SELECT start FROM slime.extent "
                        + "WHERE epoch = ? AND number = ? AND start <= ? ORDER BY start DESC LIMIT 1) "
                        + "ORDER BY start LIMIT ?",
                ExtentTable::extent,
                id.epoch(),
                id.number(),
                id.epoch(),
                id.number(),
                offset,
                Math.min(limit, MAX_PAGE)));
    }

    /** One extent of a content with {@link Layout.One} or {@link Layout.Extents}, read anew. */
    public Optional<ExtentRow> extent(ContentId id, int position) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT 0 AS position, 0::bigint AS start, size::int AS length, placement, cell, crc32c, empty "
                        + "FROM slime.content WHERE epoch = ? AND number = ? AND kind = 1 AND ? = 0 "
                        + "UNION ALL SELECT position, start, length, placement, cell, crc32c, empty "
                        + "FROM slime.extent WHERE epoch = ? AND number = ? AND position = ?",
                ExtentTable::extent,
                id.epoch(),
                id.number(),
                position,
                id.epoch(),
                id.number(),
                position));
    }

    /**
     * Counts the extents by where their chunks lie: one group for each placement and set of empty slots. One scan of all
     * extents, so it is bounded.
     *
     * @param most at most that many extents are counted
     */
    public List<ExtentCount> census(int most) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT placement, empty, count(*) AS extents, sum(length) AS bytes FROM "
                        + "(SELECT placement, coalesce(empty, '{}') AS empty, length FROM "
                        + "(SELECT placement, empty, size AS length FROM slime.content WHERE kind = 1 "
                        + "UNION ALL SELECT placement, empty, length FROM slime.extent) every LIMIT ?) counted "
                        + "GROUP BY placement, empty",
                row -> new ExtentCount(
                        row.getLong("placement"),
                        Sql.numbers(row, "empty"),
                        row.getLong("extents"),
                        row.getLong("bytes")),
                most));
    }

    /** How many contents with extents of their own are coded in another way; counts no further than {@code most}. */
    public long countCodedOtherwise(Redundancy redundancy, int most) {
        return transactions.statement(connection -> Sql.only(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM slime.content c WHERE c.kind = 1 AND c.placement = ANY("
                        + OTHERWISE
                        + ") UNION ALL SELECT 1 FROM slime.extent e WHERE e.position = 0 AND e.placement = ANY("
                        + OTHERWISE + ") LIMIT ?) x",
                row -> row.getLong(1),
                redundancy.need(),
                redundancy.total(),
                redundancy.need(),
                redundancy.total(),
                most));
    }

    /** How many extents lie on placements that name a store, their empty slots included; counts no further than {@code most}. */
    public long countNaming(UUID store, int most) {
        return transactions.statement(connection -> Sql.only(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM slime.placement p JOIN slime.content c ON c.placement = p.id "
                        + "WHERE ? = ANY(p.stores) UNION ALL SELECT 1 FROM slime.placement p JOIN slime.extent e "
                        + "ON e.placement = p.id WHERE ? = ANY(p.stores) LIMIT ?) naming",
                row -> row.getLong(1),
                store,
                store,
                most));
    }

    /** The pieces of a content with {@link Layout.Parts}, beginning with the one that holds the byte at {@code offset}. */
    public List<PartPiece> parts(ContentId id, long offset, int limit) {
        return transactions.statement(connection -> pieces(connection, id, offset, Math.min(limit, MAX_PAGE)));
    }

    /**
     * The client's parts of a content with {@link Layout.Parts}, by number. A part without bytes is none of them.
     *
     * @param after those with higher numbers
     * @param limit most parts
     */
    public List<PartSummary> summaries(ContentId id, int after, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT part, min(start) AS start, sum(length)::bigint AS length, max(checksum) AS checksum "
                        + "FROM slime.content_part WHERE epoch = ? AND number = ? AND part > ? "
                        + "GROUP BY part ORDER BY part LIMIT ?",
                row -> new PartSummary(
                        row.getInt("part"),
                        row.getLong("start"),
                        row.getLong("length"),
                        Sql.optional(row, "checksum")
                                .map(PartSummary::checksums)
                                .orElse(Map.of())),
                id.epoch(),
                id.number(),
                after,
                limit));
    }

    /** The client's part of that number of a content with {@link Layout.Parts}. */
    public Optional<PartSummary> part(ContentId id, int number) {
        return summaries(id, number - 1, 1).stream()
                .filter(part -> part.number() == number)
                .findFirst();
    }

    /** {@link #parts} within a transaction. */
    public static List<PartPiece> pieces(Connection connection, ContentId id, long offset, int limit)
            throws SQLException {
        return Sql.list(
                connection,
                "SELECT p.ordinal, p.start, p.part, p.part_start, p.length, " + CONTENT_COLUMNS
                        + " FROM slime.content_part p JOIN slime.content c ON c.epoch = p.part_epoch "
                        + "AND c.number = p.part_number WHERE p.epoch = ? AND p.number = ? AND p.start >= "
                        + "(SELECT start FROM slime.content_part WHERE epoch = ? AND number = ? AND start <= ? "
                        + "ORDER BY start DESC LIMIT 1) ORDER BY p.start LIMIT ?",
                ExtentTable::piece,
                id.epoch(),
                id.number(),
                id.epoch(),
                id.number(),
                offset,
                limit);
    }

    /** Reads {@link #CONTENT_COLUMNS}. */
    public static Content content(ResultSet row) throws SQLException {
        ContentId id = new ContentId(Sql.uuid(row, "c_epoch"), row.getLong("c_number"));
        long size = row.getLong("c_size");
        int kind = row.getInt("c_kind");
        Layout layout = switch (kind) {
            case 0 -> new Layout.Empty();
            case 1 ->
                new Layout.One(new ExtentRow(
                        0,
                        0,
                        Math.toIntExact(size),
                        row.getLong("c_placement"),
                        row.getInt("c_cell"),
                        row.getInt("c_crc32c"),
                        Sql.numbers(row, "c_empty")));
            case 2 -> new Layout.Extents();
            case 3 -> new Layout.Parts();
            default ->
                throw new SQLException("content " + id + " is of kind " + kind + ", which this release does not know");
        };
        return new Content(id, size, layout, key(row.getString("c_key"), row.getString("c_scheme")));
    }

    /** Reads the columns of an extent. */
    public static ExtentRow extent(ResultSet row) throws SQLException {
        return new ExtentRow(
                row.getInt("position"),
                row.getLong("start"),
                row.getInt("length"),
                row.getLong("placement"),
                row.getInt("cell"),
                row.getInt("crc32c"),
                Sql.numbers(row, "empty"));
    }

    /** The data key of a content or upload, of the columns that have it. */
    public static Optional<ContentKey> key(@Nullable String sealed, @Nullable String scheme) throws SQLException {
        if (scheme == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ContentKey(ContentKey.Scheme.of(scheme), sealed == null ? "" : sealed));
        } catch (IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private static PartPiece piece(ResultSet row) throws SQLException {
        return new PartPiece(
                row.getInt("ordinal"),
                row.getLong("start"),
                row.getInt("part"),
                content(row),
                row.getLong("part_start"),
                row.getLong("length"));
    }
}
