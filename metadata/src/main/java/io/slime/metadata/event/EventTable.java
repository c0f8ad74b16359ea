package io.slime.metadata.event;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The latest events: at most about {@value #MAX_KEPT}, and none older than 400 days. */
public final class EventTable {
    /** How many are kept. */
    static final long MAX_KEPT = 100_000;

    private static final int PRUNED_EVERY = 500;
    private static final String COLUMNS = "seq, at, kind, coalesce(subject, '') AS subject, document";

    private final Transactions transactions;
    private final long kept;

    /** Uses these transactions. */
    public EventTable(Transactions transactions) {
        this(transactions, MAX_KEPT);
    }

    EventTable(Transactions transactions, long kept) {
        this.transactions = transactions;
        this.kept = kept;
    }

    /**
     * Adds one; now and then the oldest go.
     *
     * @param document a JSON object
     */
    public void add(String kind, String subject, String document) {
        long seq = transactions.repeat(connection -> Sql.only(
                connection,
                "INSERT INTO slime.event (severity, kind, subject, document) VALUES ('change', ?, ?, ?::jsonb) RETURNING seq",
                row -> row.getLong(1),
                kind,
                subject,
                document));
        if (seq % PRUNED_EVERY == 0) {
            transactions.repeat(connection -> prune(connection, seq - kept));
        }
    }

    private static int prune(Connection connection, long last) throws SQLException {
        return Sql.update(connection, "DELETE FROM slime.event WHERE seq <= ?", last)
                + Sql.update(connection, "DELETE FROM slime.event WHERE at < now() - interval '400 days'");
    }

    /** Those behind a number, the oldest first. */
    public List<EventRow> after(long seq, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM slime.event WHERE seq > ? ORDER BY seq LIMIT ?",
                EventTable::map,
                seq,
                limit));
    }

    /** The latest, the oldest of them first. */
    public List<EventRow> latest(int limit) {
        return transactions
                .statement(connection -> Sql.list(
                        connection,
                        "SELECT " + COLUMNS + " FROM slime.event ORDER BY seq DESC LIMIT ?",
                        EventTable::map,
                        limit))
                .reversed();
    }

    private static EventRow map(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("seq"),
                Sql.instant(row, "at"),
                row.getString("kind"),
                row.getString("subject"),
                Sql.optional(row, "document").orElse("{}"));
    }
}
