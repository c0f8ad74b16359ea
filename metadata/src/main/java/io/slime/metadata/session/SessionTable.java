package io.slime.metadata.session;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions of the console, which every gateway accepts; a backup leaves them out. */
public final class SessionTable {
    /** How many sessions one key may have; a further one ends the oldest. */
    public static final int MOST_PER_KEY = 100;

    private static final int MOST_LISTED = 1000;
    private static final String COLUMNS = "token_sha256, access_key, created, seen, client, agent";

    private final Transactions transactions;

    /** Uses these transactions. */
    public SessionTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds a session, and forgets those that were made or last used before {@code stale}, and the key's oldest beyond its most. */
    public void add(SessionRow row, Stale stale) {
        transactions.repeat(connection -> {
            Sql.update(
                    connection,
                    "DELETE FROM slime.console_session WHERE created < ? OR seen < ?",
                    stale.created(),
                    stale.seen());
            Sql.update(
                    connection,
                    "DELETE FROM slime.console_session WHERE token_sha256 IN (SELECT token_sha256 FROM "
                            + "slime.console_session WHERE access_key = ? ORDER BY created DESC OFFSET ?)",
                    row.accessKey(),
                    MOST_PER_KEY - 1);
            return Sql.update(
                    connection,
                    "INSERT INTO slime.console_session (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                    row.tokenSha256(),
                    row.accessKey(),
                    row.created(),
                    row.seen(),
                    row.client(),
                    row.agent());
        });
    }

    /**
     * What is too old.
     *
     * @param created sessions made before this are over
     * @param seen sessions last used before this are over
     */
    public record Stale(Instant created, Instant seen) {}

    /** The session of a token. */
    public Optional<SessionRow> find(String tokenSha256) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT " + COLUMNS + " FROM slime.console_session WHERE token_sha256 = ?",
                SessionTable::row,
                tokenSha256));
    }

    /** Notes that a session was used. */
    public void used(String tokenSha256, Instant now) {
        transactions.repeat(connection -> Sql.update(
                connection, "UPDATE slime.console_session SET seen = ? WHERE token_sha256 = ?", now, tokenSha256));
    }

    /** Ends a session; false if there is none. */
    public boolean delete(String tokenSha256) {
        return transactions.repeat(connection ->
                Sql.update(connection, "DELETE FROM slime.console_session WHERE token_sha256 = ?", tokenSha256) == 1);
    }

    /** The newest sessions, of all keys, at most 1000. */
    public List<SessionRow> list() {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM slime.console_session ORDER BY created DESC LIMIT " + MOST_LISTED,
                SessionTable::row));
    }

    private static SessionRow row(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getString("token_sha256"),
                row.getString("access_key"),
                Sql.instant(row, "created"),
                Sql.instant(row, "seen"),
                row.getString("client"),
                row.getString("agent"));
    }
}
