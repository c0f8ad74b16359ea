package io.slime.metadata.garbage;

import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The candidates for reclaim. The table is often empty, and a plan that was made then would join it row by row with whatever it is
 * asked for; so rows are found first, each by an index, and then addressed by where they lie ({@code ctid}).
 */
public final class GarbageTable {
    private final Transactions transactions;

    /** Uses these transactions. */
    public GarbageTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Stamps candidates that lost a reference since the last call with the current era. A publish does not stamp: its own view
     * of the era could be older than a read that began before it committed, whereas this transaction begins after that.
     *
     * @return how many, at most {@code limit}
     */
    public int stamp(int limit) {
        return transactions.repeat(connection -> Sql.update(
                connection,
                "UPDATE slime.garbage SET era = (SELECT value FROM slime.era) WHERE ctid = ANY("
                        + "ARRAY(SELECT ctid FROM slime.garbage WHERE era IS NULL LIMIT ?))",
                limit));
    }

    /**
     * Decides on candidates whose stamp is older than every live gateway's oldest running read: contents that nothing
     * references lose their rows, the parts of a content of parts become candidates, the rest are no candidates any more.
     *
     * @param limit most candidates to decide on
     * @return the contents whose chunks may now be deleted, after the COMMIT that removed them
     */
    public List<Reclaimed> reclaim(int limit) {
        Eras eras = transactions.statement(connection -> Sql.only(
                connection,
                "SELECT coalesce((SELECT min(oldest_read) FROM slime.heartbeat), value), value FROM slime.era",
                row -> new Eras(row.getLong(1), row.getLong(2))));
        return transactions.write(connection -> {
            List<ContentId> candidates = Sql.list(
                    connection,
                    "SELECT epoch, number FROM slime.garbage WHERE era < ? ORDER BY era LIMIT ?",
                    GarbageTable::id,
                    eras.oldest(),
                    limit);
            return candidates.isEmpty() ? List.of() : decide(connection, candidates, eras.now());
        });
    }

    /** That of the oldest running read, and the present one. */
    private record Eras(long oldest, long now) {}

    /** Makes contents candidates; how many. */
    public int queue(Collection<ContentId> contents) {
        return transactions.write(connection -> {
            add(connection, contents);
            return contents.size();
        });
    }

    /** How many candidates wait. */
    public long waiting() {
        return transactions.statement(
                connection -> Sql.only(connection, "SELECT count(*) FROM slime.garbage", row -> row.getLong(1)));
    }

    /** Makes contents candidates, anew if they are; part of a transaction that takes references away. */
    public static void add(Connection connection, Collection<ContentId> contents) throws SQLException {
        if (contents.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                "INSERT INTO slime.garbage (epoch, number) SELECT DISTINCT epoch, number "
                        + "FROM unnest(?::uuid[], ?::bigint[]) AS n(epoch, number) ORDER BY epoch, number "
                        + "ON CONFLICT (epoch, number) DO UPDATE SET era = NULL",
                ContentRows.epochs(contents),
                ContentRows.numbers(contents));
    }

    /** Extents and parts are read before the contents go, since they go with them. */
    private static List<Reclaimed> decide(Connection connection, List<ContentId> candidates, long era)
            throws SQLException {
        Map<ContentId, List<ExtentRow>> extents = new HashMap<>();
        query(
                connection,
                "SELECT e.epoch, e.number, e.position, e.start, e.length, e.placement, e.cell, e.crc32c, e.empty "
                        + "FROM slime.extent e JOIN n ON e.epoch = n.epoch AND e.number = n.number "
                        + "ORDER BY e.epoch, e.number, e.position",
                row -> extents.computeIfAbsent(id(row), id -> new ArrayList<>()).add(ExtentTable.extent(row)),
                candidates);
        Map<ContentId, List<ContentId>> parts = new HashMap<>();
        query(
                connection,
                "SELECT p.epoch, p.number, p.part_epoch, p.part_number FROM slime.content_part p "
                        + "JOIN n ON p.epoch = n.epoch AND p.number = n.number",
                row -> parts.computeIfAbsent(id(row), id -> new ArrayList<>())
                        .add(new ContentId(Sql.uuid(row, "part_epoch"), row.getLong("part_number"))),
                candidates);
        List<Content> gone = query(
                connection,
                "DELETE FROM slime.content c USING n WHERE c.epoch = n.epoch AND c.number = n.number "
                        + unreferenced("object", "content_epoch", "content_number")
                        + unreferenced("version", "content_epoch", "content_number")
                        + unreferenced("part", "content_epoch", "content_number")
                        + unreferenced("content_part", "part_epoch", "part_number")
                        + "RETURNING " + ExtentTable.CONTENT_COLUMNS,
                ExtentTable::content,
                candidates);
        query(
                connection,
                "DELETE FROM slime.garbage WHERE ctid = ANY(ARRAY(SELECT (SELECT g.ctid FROM slime.garbage g "
                        + "WHERE g.epoch = n.epoch AND g.number = n.number) FROM n)) RETURNING 1",
                row -> 1,
                candidates);
        add(
                connection,
                gone.stream()
                        .flatMap(content -> parts.getOrDefault(content.id(), List.of()).stream())
                        .toList());
        return gone.stream()
                .map(content -> new Reclaimed(
                        content.id(),
                        content.layout() instanceof Layout.One(ExtentRow extent)
                                ? List.of(extent)
                                : extents.getOrDefault(content.id(), List.of()),
                        era))
                .toList();
    }

    private static String unreferenced(String table, String epoch, String number) {
        return "AND NOT EXISTS (SELECT 1 FROM slime." + table + " r WHERE r." + epoch + " = c.epoch AND r." + number
                + " = c.number) ";
    }

    private static <T> List<T> query(Connection connection, String sql, Sql.Row<T> row, List<ContentId> candidates)
            throws SQLException {
        return Sql.list(
                connection,
                "WITH n AS (SELECT * FROM unnest(?::uuid[], ?::bigint[]) AS u(epoch, number)) " + sql,
                row,
                ContentRows.epochs(candidates),
                ContentRows.numbers(candidates));
    }

    private static ContentId id(ResultSet row) throws SQLException {
        return new ContentId(Sql.uuid(row, "epoch"), row.getLong("number"));
    }
}
