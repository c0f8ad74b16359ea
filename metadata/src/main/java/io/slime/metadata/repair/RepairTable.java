package io.slime.metadata.repair;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.object.Json;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The repair queue. */
public final class RepairTable {
    private static final String COLUMNS =
            "r.epoch, r.number, r.position, r.slots, r.targets, r.spare, r.reason, r.queued, r.attempts";

    private final Transactions transactions;

    /** Uses these transactions. */
    public RepairTable(Transactions transactions) {
        this.transactions = transactions;
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
                                + "spare = least(r.spare, excluded.spare), reason = excluded.reason",
                        missing.position(),
                        Sql.array(missing.slots()),
                        missing.spare(),
                        missing.reason(),
                        missing.content().epoch(),
                        missing.content().number())
                == 1;
    }

    /** Takes the most urgent rows that nobody else works on, for {@code lease}. */
    public List<RepairRow> take(UUID gateway, Duration lease, int limit) {
        return transactions.statement(connection -> Sql.list(
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
    }

    /** Commits where chunks will be written, before they are; false if the row is gone. */
    public boolean target(ContentId content, int position, Map<Integer, UUID> targets) {
        Map<String, String> json = new TreeMap<>();
        targets.forEach((index, store) -> json.put(String.valueOf(index), store.toString()));
        return transactions.write(connection -> Sql.update(
                        connection,
                        "UPDATE slime.repair SET targets = ?::jsonb WHERE epoch = ? AND number = ? AND position = ?",
                        Json.of(json),
                        content.epoch(),
                        content.number(),
                        position)
                == 1);
    }

    /** Switches the extent from one placement to another, as {@link #done} settles the row; false, changing nothing, if it is on another one by now. */
    public boolean switchPlacement(ContentId content, int position, long from, long to, List<Integer> stillEmpty) {
        return transactions.write(connection -> {
            int switched = Sql.update(
                    connection,
                    "UPDATE slime.extent SET placement = ?, empty = ?::smallint[] "
                            + "WHERE epoch = ? AND number = ? AND position = ? AND placement = ?",
                    to,
                    Sql.array(stillEmpty),
                    content.epoch(),
                    content.number(),
                    position,
                    from);
            if (switched == 0 && position == 0) {
                switched = Sql.update(
                        connection,
                        "UPDATE slime.content SET placement = ?, empty = ?::smallint[] "
                                + "WHERE epoch = ? AND number = ? AND kind = 1 AND placement = ?",
                        to,
                        Sql.array(stillEmpty),
                        content.epoch(),
                        content.number(),
                        from);
            }
            if (switched == 1) {
                settle(connection, content, position, stillEmpty);
            }
            return switched == 1;
        });
    }

    /** Takes note that chunks were rebuilt in place; the extent notes the slots that are still empty, and for these the row stays, without targets. False if the row is gone. */
    public boolean done(ContentId content, int position, List<Integer> stillEmpty) {
        return transactions.write(connection -> {
            int updated = Sql.update(
                    connection,
                    "UPDATE slime.extent SET empty = ?::smallint[] WHERE epoch = ? AND number = ? AND position = ?",
                    Sql.array(stillEmpty),
                    content.epoch(),
                    content.number(),
                    position);
            if (updated == 0 && position == 0) {
                Sql.update(
                        connection,
                        "UPDATE slime.content SET empty = ?::smallint[] WHERE epoch = ? AND number = ? AND kind = 1",
                        Sql.array(stillEmpty),
                        content.epoch(),
                        content.number());
            }
            return settle(connection, content, position, stillEmpty) == 1;
        });
    }

    /** Puts a row back for a later attempt. */
    public void postpone(ContentId content, int position, Duration wait, String reason) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "UPDATE slime.repair SET not_before = now() + ? * interval '1 ms', reason = ?, holder = NULL, "
                        + "lease_until = NULL WHERE epoch = ? AND number = ? AND position = ?",
                wait.toMillis(),
                reason,
                content.epoch(),
                content.number(),
                position));
    }

    /** How many extents wait, by spare chunks. */
    public Map<Integer, Long> histogram() {
        return transactions.statement(connection -> {
            Map<Integer, Long> counts = new TreeMap<>();
            Sql.list(
                    connection,
                    "SELECT spare, count(*) FROM slime.repair GROUP BY spare",
                    row -> counts.put(row.getInt(1), row.getLong(2)));
            return counts;
        });
    }

    /** What is still missing stays in the queue, so that no missing chunk is ever out of it. */
    private static int settle(Connection connection, ContentId content, int position, List<Integer> stillEmpty)
            throws SQLException {
        if (!stillEmpty.isEmpty()) {
            return Sql.update(
                    connection,
                    "UPDATE slime.repair SET spare = spare + cardinality(slots) - ?, slots = ?::smallint[], targets = NULL, "
                            + "holder = NULL, lease_until = NULL WHERE epoch = ? AND number = ? AND position = ?",
                    stillEmpty.size(),
                    Sql.array(stillEmpty),
                    content.epoch(),
                    content.number(),
                    position);
        }
        return Sql.update(
                connection,
                "DELETE FROM slime.repair WHERE epoch = ? AND number = ? AND position = ?",
                content.epoch(),
                content.number(),
                position);
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
