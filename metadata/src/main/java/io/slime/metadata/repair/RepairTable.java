package io.slime.metadata.repair;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.object.Json;
import io.slime.metadata.transaction.Combined;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The repair queue. */
public final class RepairTable {
    private static final String COLUMNS =
            "r.epoch, r.number, r.position, r.slots, r.targets, r.spare, r.reason, r.queued, r.attempts";

    /** No join: a plan that begins with the placements would sort all their extents for each page. */
    private static final String LOSES =
            "(SELECT p.stores && ?::uuid[] FROM slime.placement p WHERE p.id = x.placement) ";

    private static final String QUEUE_LOSSES = "WITH page AS (SELECT * FROM ("
            + "(SELECT epoch, number, 0 AS position, placement, empty FROM slime.content x "
            + "WHERE (epoch, number) > (?, ?) AND (epoch, number) <= (?, ?) AND " + LOSES
            + "ORDER BY epoch, number LIMIT ?) UNION ALL "
            + "(SELECT epoch, number, position, placement, empty FROM slime.extent x "
            + "WHERE (epoch, number, position) > (?, ?, ?) AND (epoch, number, position) <= (?, ?, ?) AND " + LOSES
            + "ORDER BY epoch, number, position LIMIT ?)) y ORDER BY epoch, number, position LIMIT ?), "
            + "lost AS (SELECT g.epoch, g.number, g.position, p.total - p.need AS parity, ARRAY(SELECT DISTINCT s FROM "
            + "unnest(ARRAY(SELECT (i - 1)::smallint FROM generate_subscripts(p.stores, 1) i "
            + "WHERE p.stores[i] = ANY(?::uuid[])) || coalesce(g.empty, '{}')) s ORDER BY s) AS slots FROM page g "
            + "JOIN slime.placement p ON p.id = g.placement), "
            + "queued AS (INSERT INTO slime.repair AS r (epoch, number, position, slots, spare, reason) "
            + "SELECT epoch, number, position, slots, parity - cardinality(slots), 'on a store that was given up' FROM lost "
            + "ON CONFLICT (epoch, number, position) DO UPDATE SET slots = (SELECT array_agg(DISTINCT s ORDER BY s) "
            + "FROM unnest(r.slots || excluded.slots) s), spare = least(excluded.spare, r.spare - cardinality(ARRAY("
            + "SELECT s FROM unnest(excluded.slots) s WHERE s <> ALL(r.slots)))), "
            + "reason = excluded.reason WHERE NOT r.slots @> excluded.slots RETURNING 1) "
            + "SELECT epoch, number, position, (SELECT count(*) FROM page) AS extents FROM page ORDER BY epoch DESC, number DESC, position DESC LIMIT 1";

    private final Transactions transactions;
    private final Combined<RepairSteps.Target, Boolean> places;
    private final Combined<RepairSteps.Settlement, Boolean> settlements;

    /** Uses these transactions. */
    public RepairTable(Transactions transactions) {
        this.transactions = transactions;
        this.places = new Combined<>(transactions, RepairSteps::target);
        this.settlements = new Combined<>(transactions, RepairSteps::settle);
    }

    /** Queues chunks of an extent, adding to what is queued for it; false if the content is not there. */
    public boolean queue(ContentId content, int position, List<Integer> slots, int spare, String reason) {
        return transactions.repeat(
                connection -> queue(connection, new MissingChunks(content, position, slots, spare, reason)));
    }

    /** {@link #queue(ContentId, int, List, int, String)} within a transaction. */
    public static boolean queue(Connection connection, MissingChunks missing) throws SQLException {
        return Sql.update(
                        connection,
                        "INSERT INTO slime.repair AS r (epoch, number, position, slots, spare, reason) "
                                + "SELECT c.epoch, c.number, ?, ?::smallint[], ?, ? FROM slime.content c "
                                + "WHERE c.epoch = ? AND c.number = ? ON CONFLICT (epoch, number, position) DO UPDATE SET "
                                + "slots = (SELECT array_agg(DISTINCT s ORDER BY s) FROM unnest(r.slots || excluded.slots) s), "
                                + "spare = least(excluded.spare, r.spare - cardinality(ARRAY(SELECT s "
                                + "FROM unnest(excluded.slots) s WHERE s <> ALL(r.slots)))), reason = excluded.reason",
                        missing.position(),
                        Sql.array(missing.slots()),
                        missing.spare(),
                        missing.reason(),
                        missing.content().epoch(),
                        missing.content().number())
                == 1;
    }

    /**
     * Queues what extents have lost with these stores, a page of extents in order.
     *
     * @param dead the stores that were given up
     * @param after the extent behind which to begin
     * @param limit most extents that are queued
     * @return the last extent that was looked at, which need not have lost anything; empty if none was left to look at
     */
    public Optional<ExtentName> queueLosses(Collection<UUID> dead, Optional<ExtentName> after, int limit) {
        return queueLosses(dead, after, limit, ExtentReach.MOST_ROWS);
    }

    /** {@link #queueLosses(Collection, Optional, int)} that looks at no more than so many rows of each table. */
    Optional<ExtentName> queueLosses(Collection<UUID> dead, Optional<ExtentName> after, int limit, int rows) {
        UUID[] stores = dead.toArray(UUID[]::new);
        ExtentReach reach = transactions.statement(connection -> ExtentReach.behind(connection, after, rows));
        List<Object> arguments = new ArrayList<>(reach.contents());
        arguments.addAll(List.of(stores, limit));
        arguments.addAll(reach.extents());
        arguments.addAll(List.of(stores, limit, limit, stores));
        // Not serializable: it reads the very rows that repair changes. What it queues in vain is found to be there.
        Optional<Losses> page = transactions.statement(connection -> Sql.first(
                connection,
                QUEUE_LOSSES,
                row -> new Losses(
                        new ExtentName(
                                new ContentId(Sql.uuid(row, "epoch"), row.getLong("number")), row.getInt("position")),
                        row.getInt("extents")),
                arguments.toArray()));
        return page.filter(each -> each.extents() == limit).map(Losses::last).or(reach::last);
    }

    /** How many extents of a page have lost something, and the last of them. */
    private record Losses(ExtentName last, int extents) {}

    /** The name of an extent: content and position. */
    public record ExtentName(ContentId content, int position) {}

    /** Takes the most urgent rows that nobody else works on, for {@code lease}, the most urgent first. */
    public List<RepairRow> take(UUID gateway, Duration lease, int limit) {
        List<RepairRow> taken = transactions.statement(connection -> Sql.list(
                connection,
                "UPDATE slime.repair r SET holder = ?, lease_until = now() + ? * interval '1 ms', "
                        + "attempts = r.attempts + 1 WHERE (r.epoch, r.number, r.position) IN "
                        + "(SELECT epoch, number, position FROM slime.repair WHERE not_before <= now() "
                        + "AND (lease_until IS NULL OR lease_until < now()) ORDER BY spare, queued LIMIT ? "
                        + "FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS,
                RepairTable::map,
                gateway,
                lease.toMillis(),
                limit));
        return taken.stream()
                .sorted(Comparator.comparingInt(RepairRow::spare).thenComparing(RepairRow::queued))
                .toList();
    }

    /** The extents that rows are about, each if it is still there. */
    public Map<RepairRow, ExtentRow> extents(List<RepairRow> rows) {
        Map<RepairRow, ExtentRow> found = new HashMap<>();
        transactions.statement(connection -> Sql.list(
                connection,
                "SELECT o.place, x.* FROM unnest(?::uuid[], ?::bigint[], ?::int[]) WITH ORDINALITY "
                        + "AS o(epoch, number, position, place) CROSS JOIN LATERAL "
                        + "(SELECT 0 AS position, 0::bigint AS start, size::int AS length, placement, cell, crc32c, empty "
                        + "FROM slime.content c WHERE c.epoch = o.epoch AND c.number = o.number AND c.kind = 1 "
                        + "AND o.position = 0 UNION ALL SELECT position, start, length, placement, cell, crc32c, empty "
                        + "FROM slime.extent e WHERE e.epoch = o.epoch AND e.number = o.number "
                        + "AND e.position = o.position) x",
                row -> found.put(rows.get(row.getInt("place") - 1), ExtentTable.extent(row)),
                rows.stream().map(row -> row.content().epoch()).toArray(UUID[]::new),
                rows.stream().map(row -> row.content().number()).toArray(Long[]::new),
                rows.stream().map(RepairRow::position).toArray(Integer[]::new)));
        return found;
    }

    /**
     * Claims an extent that lacks nothing, to move chunks of it: as long as the row is there nobody else works on the extent.
     * Empty if somebody does already, or the content is not there.
     *
     * @param spare how many chunks it may lose
     * @param reason what for
     */
    public Optional<RepairRow> claim(ContentId content, int position, Holder holder, int spare, String reason) {
        return transactions.repeat(connection -> Sql.first(
                connection,
                "INSERT INTO slime.repair AS r (epoch, number, position, slots, spare, reason, attempts, holder, lease_until) "
                        + "SELECT c.epoch, c.number, ?, '{}', ?, ?, 1, ?, now() + ? * interval '1 ms' FROM slime.content c "
                        + "WHERE c.epoch = ? AND c.number = ? ON CONFLICT (epoch, number, position) DO NOTHING RETURNING "
                        + COLUMNS,
                RepairTable::map,
                position,
                spare,
                reason,
                holder.gateway(),
                holder.lease().toMillis(),
                content.epoch(),
                content.number()));
    }

    /**
     * Who works on a row, and for how long before others may take it.
     *
     * @param gateway who
     * @param lease how long
     */
    public record Holder(UUID gateway, Duration lease) {}

    /** Commits where chunks will be written, before they are; false if the row is gone or was taken by another since. */
    public boolean target(RepairRow row, Map<Integer, UUID> targets) {
        Map<String, String> json = new TreeMap<>();
        targets.forEach((index, store) -> json.put(String.valueOf(index), store.toString()));
        return places.write(new RepairSteps.Target(row, Objects.requireNonNullElse(Json.of(json), "{}")));
    }

    /**
     * Switches the extent from one placement to another, and settles the row as {@link #done} does. False, changing nothing, if
     * the extent is on another placement by now, or the row is gone or was taken by another since: what that one wrote elsewhere
     * may be the only thing that protects its chunks.
     */
    public boolean switchPlacement(RepairRow row, long from, long to, Collection<Integer> settled) {
        return settlements.write(new RepairSteps.Settlement(row, Optional.of(new RepairSteps.Move(from, to)), settled));
    }

    /**
     * Takes note which chunks are where they should be now. What else is missing stays in the queue, without targets, so that no
     * missing chunk is ever out of it. False if the row is gone or was taken by another since.
     */
    public boolean done(RepairRow row, Collection<Integer> settled) {
        return settlements.write(new RepairSteps.Settlement(row, Optional.empty(), settled));
    }

    /** Puts a row back for a later attempt, unless another took it since. */
    public void postpone(RepairRow row, Duration wait, String reason) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "UPDATE slime.repair r SET not_before = now() + ? * interval '1 ms', reason = ?, holder = NULL, "
                        + "lease_until = NULL WHERE "
                        + "r.epoch = ? AND r.number = ? AND r.position = ? AND r.attempts = ? AND r.queued = ?",
                wait.toMillis(),
                reason,
                row.content().epoch(),
                row.content().number(),
                row.position(),
                row.attempts(),
                row.queued()));
    }

    /** Lets everything that was put back be tried again now; how much that was. */
    public int wake() {
        return transactions.statement(connection -> Sql.update(
                connection,
                "UPDATE slime.repair SET not_before = now() WHERE not_before > now() AND (epoch, number, position) IN "
                        + "(SELECT epoch, number, position FROM slime.repair WHERE not_before > now() "
                        + "FOR UPDATE SKIP LOCKED)"));
    }

    /** How many extents lack chunks, by spare chunks. */
    public Map<Integer, Long> histogram() {
        return transactions.statement(connection -> {
            Map<Integer, Long> counts = new TreeMap<>();
            Sql.list(
                    connection,
                    "SELECT spare, count(*) FROM slime.repair WHERE cardinality(slots) > 0 GROUP BY spare",
                    row -> counts.put(row.getInt(1), row.getLong(2)));
            return counts;
        });
    }

    /** Extents that wait because they could not be repaired yet, by the reason why, the most frequent first, at most {@code limit}. */
    public Map<String, Long> postponed(int limit) {
        return transactions.statement(connection -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            Sql.list(
                    connection,
                    "SELECT reason, count(*) FROM slime.repair WHERE not_before > now() AND cardinality(slots) > 0 "
                            + "GROUP BY reason ORDER BY count(*) DESC, reason LIMIT ?",
                    row -> counts.put(row.getString(1), row.getLong(2)),
                    limit);
            return counts;
        });
    }

    /** Chunk index → store, from the JSON of a target column. */
    public static Map<Integer, UUID> targets(ResultSet row) throws SQLException {
        Map<Integer, UUID> targets = new HashMap<>();
        Json.strings(row.getString("targets"))
                .forEach((index, store) -> targets.put(Integer.parseInt(index), UUID.fromString(store)));
        return targets;
    }

    private static RepairRow map(ResultSet row) throws SQLException {
        return new RepairRow(
                new ContentId(Sql.uuid(row, "epoch"), row.getLong("number")),
                row.getInt("position"),
                Sql.numbers(row, "slots"),
                targets(row),
                row.getInt("spare"),
                row.getString("reason"),
                Sql.instant(row, "queued"),
                row.getInt("attempts"));
    }
}
