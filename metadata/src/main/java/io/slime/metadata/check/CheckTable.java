package io.slime.metadata.check;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentCount;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.reference.VersionScan;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads everything in order, a page at a time. */
public final class CheckTable {
    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;

    /** Uses these transactions. */
    public CheckTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The extents behind that one in the order of chunk ids, from the first if there is none, at most {@code limit}. */
    public List<KnownExtent> extents(Optional<ContentId> after, int position, int limit) {
        UUID epoch = after.map(ContentId::epoch).orElse(FIRST);
        long number = after.map(ContentId::number).orElse(-1L);
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT * FROM ((SELECT epoch, number, 0 AS position, 0::bigint AS start, size::int AS length, placement, cell, "
                        + "crc32c, empty FROM slime.content WHERE (epoch, number) > (?, ?) AND kind = 1 "
                        + "ORDER BY epoch, number LIMIT ?) UNION ALL (SELECT epoch, number, position, start, length, placement, "
                        + "cell, crc32c, empty FROM slime.extent WHERE (epoch, number, position) > (?, ?, ?) "
                        + "ORDER BY epoch, number, position LIMIT ?)) x ORDER BY epoch, number, position LIMIT ?",
                row -> new KnownExtent(id(row), ExtentTable.extent(row)),
                epoch,
                number,
                limit,
                epoch,
                number,
                position,
                limit,
                limit));
    }

    /**
     * Looks through the next contents for those that nothing uses and that are no candidates for reclaim. One statement, hence one
     * snapshot, in which every content is either used or a candidate.
     *
     * @param after the content to go on behind
     * @param limit how many contents to look at
     */
    public Unused unused(Optional<ContentId> after, int limit) {
        record Seen(ContentId content, boolean unused) {}
        List<Seen> seen = transactions.statement(connection -> Sql.list(
                connection,
                "SELECT c.epoch, c.number, NOT (" + exists("object", "content_epoch", "content_number") + " OR "
                        + exists("version", "content_epoch", "content_number") + " OR "
                        + exists("part", "content_epoch", "content_number") + " OR "
                        + exists("content_part", "part_epoch", "part_number") + " OR "
                        + exists("garbage", "epoch", "number")
                        + ") AS unused FROM (SELECT epoch, number FROM slime.content WHERE (epoch, number) > (?, ?) "
                        + "ORDER BY epoch, number LIMIT ?) c ORDER BY c.epoch, c.number",
                row -> new Seen(id(row), row.getBoolean("unused")),
                after.map(ContentId::epoch).orElse(FIRST),
                after.map(ContentId::number).orElse(-1L),
                limit));
        return new Unused(
                seen.stream().filter(Seen::unused).map(Seen::content).toList(),
                seen.size() < limit
                        ? Optional.empty()
                        : Optional.of(seen.getLast().content()));
    }

    /**
     * What {@link #unused} found.
     *
     * @param contents contents that nothing uses
     * @param next the content to go on behind; empty at the end
     */
    public record Unused(List<ContentId> contents, Optional<ContentId> next) {
        /** Keeps a copy. */
        public Unused {
            contents = List.copyOf(contents);
        }
    }

    /** The versions that have bytes, current or not, of a page. */
    public VersionScan.Page<KnownVersion> versions(VersionScan scan) {
        return transactions.read(connection -> scan.read(
                connection,
                ExtentTable.CONTENT_COLUMNS,
                "LEFT JOIN LATERAL (SELECT * FROM slime.content d WHERE d.epoch = v.content_epoch "
                        + "AND d.number = v.content_number LIMIT 1) c ON true",
                row -> row.getObject("c_epoch") == null
                        ? Optional.empty()
                        : Optional.of(new KnownVersion(VersionScan.use(row), ExtentTable.content(row)))));
    }

    /** All versions of a path, delete markers too, the newest first, at most {@code limit}. */
    public List<ObjectVersion> history(String path, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + ObjectTable.COLUMNS + " FROM slime.object o WHERE o.path = ? UNION ALL SELECT "
                        + ObjectTable.COLUMNS
                        + " FROM slime.version o WHERE o.path = ? ORDER BY version_order DESC LIMIT ?",
                ObjectTable::version,
                path,
                path,
                limit));
    }

    /** By how much the counters of extents are wrong, compared with a count in the same snapshot; a scan of all extents. */
    public List<ExtentCount> wrongCounters() {
        return transactions.snapshot(connection -> Sql.list(
                connection,
                "SELECT placement, empty, sum(extents)::bigint AS extents, sum(bytes)::bigint AS bytes FROM ("
                        + "SELECT split_part(subject, ':', 1)::bigint AS placement, split_part(subject, ':', 2) AS empty, "
                        + "-amounts[1] AS extents, -amounts[2] AS bytes FROM slime.tally WHERE kind = 'extents' UNION ALL "
                        + "SELECT placement, coalesce(array_to_string(empty, ','), ''), 1, size FROM slime.content "
                        + "WHERE kind = 1 UNION ALL SELECT placement, coalesce(array_to_string(empty, ','), ''), 1, length "
                        + "FROM slime.extent) every GROUP BY placement, empty "
                        + "HAVING sum(extents) <> 0 OR sum(bytes) <> 0 ORDER BY placement, empty",
                row -> {
                    List<Integer> empty = new ArrayList<>();
                    for (String slot : row.getString("empty").split(",", -1)) {
                        if (!slot.isEmpty()) {
                            empty.add(Integer.valueOf(slot));
                        }
                    }
                    return new ExtentCount(
                            row.getLong("placement"), empty, row.getLong("extents"), row.getLong("bytes"));
                }));
    }

    private static String exists(String table, String epoch, String number) {
        return "EXISTS (SELECT 1 FROM slime." + table + " r WHERE r." + epoch + " = c.epoch AND r." + number
                + " = c.number)";
    }

    private static ContentId id(ResultSet row) throws SQLException {
        return new ContentId(Sql.uuid(row, "epoch"), row.getLong("number"));
    }
}
