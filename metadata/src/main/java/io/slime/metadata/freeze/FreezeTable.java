package io.slime.metadata.freeze;

import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether deletion is frozen, because the database went back in time. When a freeze begins, the database forgets every epoch that
 * was not closed in the past to which it went back. Whatever was written there and is named by nothing is foreign from then on, not
 * an orphan; who still writes there is fenced and opens an epoch of the new history; and the journal begins a new timeline.
 */
public final class FreezeTable {
    private static final Logger LOG = LoggerFactory.getLogger(FreezeTable.class);

    /** The setting that holds the reason. */
    public static final String SETTING = "deletion-frozen";

    /** The reason from when a backup is loaded until that is done; a database that keeps it is no whole one, and stays frozen. */
    public static final String RESTORING = "being restored";

    /** The setting that holds why deletion is held up for a while. */
    public static final String HELD = "deletion-held";

    /** The setting that holds in which database of which PostgreSQL these rows live. */
    private static final String HOME = "database-identity";

    private static final String HERE = "SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid "
            + "FROM pg_database WHERE datname = current_database()";

    private final Transactions transactions;

    /** Uses these transactions. */
    public FreezeTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Why nothing is deleted; empty if deletion goes on. */
    public Optional<String> reason() {
        return transactions.statement(FreezeTable::reason);
    }

    private static Optional<String> reason(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "SELECT value #>> '{}' FROM slime.setting WHERE name IN (?, ?) ORDER BY name LIMIT 1",
                row -> row.getString(1),
                SETTING,
                HELD);
    }

    /** Stops deletion until {@link #lift}, though the database did not go back in time: no epoch is forgotten. */
    public void hold(String reason) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.setting (name, value) VALUES (?, to_jsonb(?::text)) ON CONFLICT (name) DO NOTHING",
                HELD,
                reason));
    }

    /**
     * Whether the rows were loaded into another database than the one that they were in: a dump was restored. The first to ask
     * makes this database their home. False where PostgreSQL does not tell which database it is.
     */
    public boolean movedHere() {
        return transactions.statement(connection -> {
            Optional<String> here = here(connection);
            if (here.isEmpty()) {
                return false;
            }
            Sql.update(
                    connection,
                    "INSERT INTO slime.setting (name, value) VALUES (?, to_jsonb(?::text)) ON CONFLICT (name) DO NOTHING",
                    HOME,
                    here.get());
            return Sql.first(
                            connection,
                            "SELECT value #>> '{}' FROM slime.setting WHERE name = ?",
                            row -> row.getString(1),
                            HOME)
                    .filter(home -> !home.equals(here.get()))
                    .isPresent();
        });
    }

    /** Which database this is; empty if it has no such function, does not let us call it, or does not support it. */
    static Optional<String> here(Connection connection) throws SQLException {
        try {
            return Sql.first(connection, HERE, row -> row.getString(1));
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (!state.startsWith("42") && !state.startsWith("0A")) {
                throw e;
            }
            LOG.debug("the database does not say which one it is: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Stops deletion; false, changing nothing, if such a freeze had begun already. */
    public boolean begin(String reason) {
        return transactions.repeat(connection -> begin(connection, reason));
    }

    /** {@link #begin(String)} within a transaction. */
    public static boolean begin(Connection connection, String reason) throws SQLException {
        int begun = Sql.update(
                connection,
                "INSERT INTO slime.setting (name, value) VALUES (?, to_jsonb(?::text)) ON CONFLICT (name) DO NOTHING",
                SETTING,
                reason);
        if (begun == 1) {
            Sql.update(
                    connection,
                    "DELETE FROM slime.epoch WHERE closed IS NULL OR closed_era >= (SELECT value FROM slime.era)");
            newTimeline(connection);
        }
        return begun == 1;
    }

    /** Begins a new timeline of the journal: no entry that is or was to be written continues an earlier one. */
    public static int newTimeline(Connection connection) throws SQLException {
        return Sql.update(
                connection,
                "UPDATE slime.journal_head SET number = 0, changes_number = 0, full_number = 0, full_bytes = 0, since_bytes = 0, "
                        + "timeline = greatest(timeline + 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint << 14)");
    }

    /**
     * Lets deletion go on, in an era above {@code seen}, the highest that any store has seen.
     *
     * @param before the {@link #reason} that is to be lifted
     * @return the new era; empty, changing nothing, if there is another reason now: the database went back in time meanwhile
     * @throws MetadataException.Incompatible if a restore has not come to its end: its database still knows the epochs of the past
     */
    public Optional<Long> lift(long seen, Optional<String> before) {
        return transactions.repeat(connection -> {
            Optional<String> now = reason(connection);
            if (!now.equals(before)) {
                return Optional.empty();
            }
            if (now.filter(RESTORING::equals).isPresent()) {
                throw new MetadataException.Incompatible(
                        "the restore of this metadata database did not come to its end:"
                                + " wait for it, or restore again into an empty database");
            }
            Sql.update(connection, "DELETE FROM slime.setting WHERE name IN (?, ?, ?)", SETTING, HELD, HOME);
            return Optional.of(Sql.only(
                    connection,
                    "UPDATE slime.era SET value = greatest(value, ?) + 1 RETURNING value",
                    row -> row.getLong(1),
                    seen));
        });
    }
}
