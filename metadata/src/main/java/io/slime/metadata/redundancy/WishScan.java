package io.slime.metadata.redundancy;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds contents that are coded otherwise than they should be. Nothing of that is kept with a content: it follows from what names
 * it, directly or as a part, and of several wishes the strongest counts.
 */
public final class WishScan {
    private static final String FACT = "attributes->'facts'->>'storage-class'";

    /** Whatever names content {@code c}: its path and its class, null for STANDARD. */
    private static final String NAMING = named("object") + " UNION ALL " + named("version") + " UNION ALL "
            + named("part") + " UNION ALL " + sliced("object") + " UNION ALL " + sliced("version") + " UNION ALL "
            + sliced("part");

    /** Arguments: the cluster's redundancy, twice; the scopes. */
    private static final String WISH = "(SELECT r.need, r.total, bool_or(r.asked) OVER () AS asked FROM (SELECT "
            + "coalesce(k.need, b.need, ?) AS need, coalesce(k.total, b.total, ?) AS total, CASE "
            + "WHEN n.class IS NOT NULL THEN 'class/' || n.class = ANY(?) "
            + "ELSE 'bucket/' || n.bucket = ANY(?) OR (b.name IS NULL AND ?) END AS asked FROM ("
            + "SELECT m.class, CASE WHEN position('/' IN m.path) > 0 THEN split_part(m.path, '/', 1) ELSE '' END AS bucket "
            + "FROM (" + NAMING + ") m) n "
            + "LEFT JOIN slime.storage_class k ON k.name = n.class LEFT JOIN slime.bucket b "
            + "ON n.class IS NULL AND b.name = n.bucket AND b.need IS NOT NULL) r "
            + "ORDER BY r.total - r.need DESC, r.need LIMIT 1)";

    /** Contents behind one id and up to another. */
    private static final String OTHERWISE = " FROM slime.content c LEFT JOIN slime.extent e ON c.kind = 2 "
            + "AND e.epoch = c.epoch AND e.number = c.number AND e.position = 0 "
            + "JOIN slime.placement p ON p.id = coalesce(c.placement, e.placement) CROSS JOIN LATERAL " + WISH
            + " w WHERE c.kind IN (1, 2) AND (c.epoch, c.number) > (?, ?) AND (c.epoch, c.number) <= (?, ?) "
            + "AND w.asked AND (p.need, p.total) <> (w.need, w.total)";

    private final Transactions transactions;

    /** Uses these transactions. */
    public WishScan(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Where to look.
     *
     * @param cluster the cluster's redundancy
     * @param scopes only contents of which something of these scopes has bytes
     * @param after the id behind which to begin
     */
    public record Range(Redundancy cluster, List<Scope> scopes, Optional<ContentId> after) {
        public Range {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * The next ones.
     *
     * @param width most contents to look at
     * @param limit most to return
     */
    public WishPage next(Range range, int width, int limit) {
        return transactions.read(connection -> {
            Optional<ContentId> end = end(connection, range.after(), width);
            if (end.isEmpty()) {
                return new WishPage(List.of(), Optional.empty());
            }
            List<Wish> wishes = Sql.list(
                    connection,
                    "SELECT " + ExtentTable.CONTENT_COLUMNS + ", w.need AS w_need, w.total AS w_total" + OTHERWISE
                            + " ORDER BY c.epoch, c.number LIMIT ?",
                    row -> new Wish(
                            ExtentTable.content(row), new Redundancy(row.getInt("w_need"), row.getInt("w_total"))),
                    arguments(range, end.get(), limit));
            return new WishPage(
                    wishes,
                    wishes.size() < limit
                            ? end
                            : Optional.of(wishes.getLast().content().id()));
        });
    }

    /**
     * About how many there are behind {@code after}: counted among the next {@code width} contents, and as many more in proportion
     * as there are contents behind those.
     *
     * @param most contents are counted no further than that
     */
    public long estimate(Range range, int width, int most) {
        return transactions.read(connection -> {
            Optional<ContentId> end = end(connection, range.after(), width);
            if (end.isEmpty()) {
                return 0L;
            }
            long sample = count(connection, range.after(), end, width);
            long found = Sql.only(
                    connection,
                    "SELECT count(*) FROM (SELECT 1" + OTHERWISE + " LIMIT ?) x",
                    row -> row.getLong(1),
                    arguments(range, end.get(), width));
            long behind = count(connection, end, Optional.empty(), most);
            return found + (long) ((double) found * behind / Math.max(1, sample));
        });
    }

    /** Whether all of a content's bytes are coded so. */
    public boolean codedAs(ContentId id, Redundancy redundancy) {
        return transactions.statement(connection -> Sql.only(
                connection,
                "SELECT NOT EXISTS (SELECT 1 FROM (SELECT c.placement FROM slime.content c WHERE c.epoch = ? "
                        + "AND c.number = ? AND c.kind = 1 UNION ALL SELECT e.placement FROM slime.extent e "
                        + "WHERE e.epoch = ? AND e.number = ? UNION ALL SELECT coalesce(c.placement, e.placement) "
                        + "FROM slime.content_part t JOIN slime.content c ON c.epoch = t.part_epoch AND c.number = t.part_number "
                        + "LEFT JOIN slime.extent e ON c.kind = 2 AND e.epoch = c.epoch AND e.number = c.number "
                        + "WHERE t.epoch = ? AND t.number = ?) x JOIN slime.placement p ON p.id = x.placement "
                        + "WHERE (p.need, p.total) <> (?, ?))",
                row -> row.getBoolean(1),
                id.epoch(),
                id.number(),
                id.epoch(),
                id.number(),
                id.epoch(),
                id.number(),
                redundancy.need(),
                redundancy.total()));
    }

    private static Object[] arguments(Range range, ContentId end, int limit) {
        String[] scopes = range.scopes().stream().map(Scope::stored).toArray(String[]::new);
        return new Object[] {
            range.cluster().need(),
            range.cluster().total(),
            scopes,
            scopes,
            range.scopes().contains(Scope.CLUSTER),
            epoch(range.after()),
            number(range.after()),
            end.epoch(),
            end.number(),
            limit
        };
    }

    /** The last of the next {@code width} contents. */
    private static Optional<ContentId> end(Connection connection, Optional<ContentId> after, int width)
            throws SQLException {
        return Sql.first(
                connection,
                "SELECT epoch, number FROM (SELECT epoch, number FROM slime.content WHERE (epoch, number) > (?, ?) "
                        + "ORDER BY epoch, number LIMIT ?) x ORDER BY epoch DESC, number DESC LIMIT 1",
                row -> new ContentId(Sql.uuid(row, "epoch"), row.getLong("number")),
                epoch(after),
                number(after),
                width);
    }

    private static long count(Connection connection, Optional<ContentId> after, Optional<ContentId> end, int most)
            throws SQLException {
        return Sql.only(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM slime.content WHERE (epoch, number) > (?, ?) "
                        + "AND (epoch, number) <= (?, ?) LIMIT ?) x",
                row -> row.getLong(1),
                epoch(after),
                number(after),
                end.map(ContentId::epoch).orElse(new UUID(-1, -1)),
                end.map(ContentId::number).orElse(Long.MAX_VALUE),
                most);
    }

    private static UUID epoch(Optional<ContentId> id) {
        return id.map(ContentId::epoch).orElse(new UUID(0, 0));
    }

    private static long number(Optional<ContentId> id) {
        return id.map(ContentId::number).orElse(-1L);
    }

    private static String named(String table) {
        return select(table) + "x.content_epoch = c.epoch AND x.content_number = c.number";
    }

    private static String sliced(String table) {
        return select(table)
                        .replace(
                                " WHERE ",
                                " JOIN slime.content_part t ON t.epoch = x.content_epoch AND t.number = x.content_number WHERE ")
                + "t.part_epoch = c.epoch AND t.part_number = c.number";
    }

    private static String select(String table) {
        return table.equals("part")
                ? "SELECT u.path, u." + FACT
                        + " AS class FROM slime.part x JOIN slime.upload u ON u.id = x.upload WHERE "
                : "SELECT x.path, x." + FACT + " AS class FROM slime." + table + " x WHERE ";
    }
}
