package io.slime.metadata.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out whether a transaction whose COMMIT was not answered has committed: it inserts the same UUID as aborted. That
 * waits for the transaction in flight, and then either finds its row (committed) or takes its place (it can never commit any more).
 */
final class Outcomes {
    /** How long it is tried; longer than the server lets a forgotten transaction idle (5 s). */
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final long PAUSE_NANOS = 100_000_000;

    private final Sessions sessions;

    Outcomes(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Whether the transaction that was to leave this row has committed.
     *
     * @throws MetadataException.OutcomeUnknown if the database does not say in time
     */
    boolean committed(UUID id, SQLException cause) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try (Connection connection = sessions.reader()) {
                Sql.update(
                        connection,
                        "INSERT INTO slime.outcome (id, committed) VALUES (?, false) ON CONFLICT (id) DO NOTHING",
                        id);
                return Sql.only(
                        connection, "SELECT committed FROM slime.outcome WHERE id = ?", row -> row.getBoolean(1), id);
            } catch (SQLException e) {
                if (System.nanoTime() + PAUSE_NANOS >= end) {
                    cause.addSuppressed(e);
                    throw new MetadataException.OutcomeUnknown(
                            "the answer to a COMMIT was lost, and the database does not say what became of it", cause);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Whether a session broke, as opposed to none being had. */
    static boolean connectionLost(SQLException exception) {
        String state = exception.getSQLState();
        return state != null
                && (state.equals("08006") || state.equals("08003") || state.equals("57P01") || state.equals("57P02"));
    }
}
