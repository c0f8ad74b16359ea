package io.slime.metadata.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Runs transactions: serializable or on one snapshot, retried within bounds. Whether a transaction that writes has
 * committed is never guessed: it leaves an {@code outcome} row, and a lost answer to COMMIT is resolved by {@link Outcomes}
 * before anything is tried again.
 */
public final class Transactions {
    /** Most attempts at one transaction. */
    static final int MAX_ATTEMPTS = 30;

    private static final int LENGTHY_MILLIS = 3_600_000;
    private static final int MAX_RECONNECTS = 2;
    private static final long FIRST_PAUSE_NANOS = 200_000;
    private static final long MAX_PAUSE_NANOS = 20_000_000;

    private final Sessions sessions;
    private final Outcomes outcomes;
    private final Duration deadline;
    private final RandomGenerator random;

    /** Uses these sessions; {@code deadline} bounds transactions for which none is given. */
    public Transactions(Sessions sessions, Duration deadline, RandomGenerator random) {
        this.sessions = sessions;
        this.outcomes = new Outcomes(sessions);
        this.deadline = deadline;
        this.random = random;
    }

    /**
     * Runs work that writes, SERIALIZABLE, with an {@code outcome} row.
     *
     * @throws MetadataException.OutcomeUnknown if it may have committed or not; in all other cases nothing was changed
     */
    public <T> T write(Duration limit, Work<T> work) {
        return retried(limit, () -> written(work));
    }

    /** {@link #write(Duration, Work)} with the default deadline. */
    public <T> T write(Work<T> work) {
        return write(deadline, work);
    }

    /** Like {@link #write(Work)}, but tried once only. */
    public <T> T writeOnce(Work<T> work) {
        try {
            return written(work);
        } catch (SQLException e) {
            throw Failure.of(e).exception(e);
        }
    }

    /** Runs work that may be done twice without harm, SERIALIZABLE; after a lost answer it is simply done again. */
    public <T> T repeat(Work<T> work) {
        return retried(deadline, () -> serializable(work));
    }

    /** Runs a SERIALIZABLE read that decides something: its answer counts because its own COMMIT succeeded. */
    public <T> T look(Work<T> work) {
        return retried(deadline, () -> serializable(work));
    }

    /** Runs reads on one snapshot (REPEATABLE READ, read-only). */
    public <T> T read(Work<T> work) {
        return retried(deadline, () -> {
            try (Connection connection = sessions.reader()) {
                connection.setAutoCommit(false);
                try {
                    Sql.update(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                    return work.run(connection);
                } finally {
                    connection.rollback();
                }
            }
        });
    }

    /** Runs one statement that reads, which is a snapshot by itself. */
    public <T> T statement(Work<T> work) {
        return retried(deadline, () -> {
            try (Connection connection = sessions.reader()) {
                return work.run(connection);
            }
        });
    }

    /** Runs reads on one snapshot that may take up to an hour (REPEATABLE READ, read-only); tried once. */
    public <T> T snapshot(Work<T> work) {
        return lengthy(connection -> {
            Sql.update(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return work.run(connection);
        });
    }

    /**
     * Runs work that may take up to an hour, in a transaction at READ COMMITTED; tried once, and not found out about if the answer to
     * its COMMIT is lost.
     */
    public <T> T lengthy(Work<T> work) {
        try (Connection connection = sessions.reader()) {
            connection.setNetworkTimeout(Runnable::run, LENGTHY_MILLIS);
            connection.setAutoCommit(false);
            try {
                T answer = lengthy(connection, work);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw Failure.of(e).exception(e);
        }
    }

    /**
     * Runs reads on one snapshot that may take up to an hour, behind a short transaction that has the same snapshot (REPEATABLE READ)
     * and is committed before they begin; tried once.
     *
     * @param first the short one; what it answers is given to the long one
     */
    public <A, T> T shared(Work<A> first, SharedWork<A, T> then) {
        try (Connection one = sessions.reader();
                Connection two = sessions.reader()) {
            two.setNetworkTimeout(Runnable::run, LENGTHY_MILLIS);
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            try {
                Sql.update(one, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                A answer = first.run(one);
                String snapshot = Sql.only(one, "SELECT pg_export_snapshot()", row -> row.getString(1));
                T result = lengthy(two, connection -> {
                    Sql.update(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                    Sql.update(connection, "SET TRANSACTION SNAPSHOT '" + snapshot + "'");
                    Sql.only(connection, "SELECT 1", row -> row.getInt(1));
                    one.commit();
                    return then.run(connection, answer);
                });
                two.rollback();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(one, e);
                rollback(two, e);
                throw e;
            }
        } catch (SQLException e) {
            throw Failure.of(e).exception(e);
        }
    }

    /**
     * The long part of {@link #shared}.
     *
     * @param <A> what the short part answered
     * @param <T> its answer
     */
    @FunctionalInterface
    public interface SharedWork<A, T> {
        /** Runs on the same snapshot. */
        T run(Connection connection, A answer) throws SQLException;
    }

    /** {@link #repeat}, but each attempt may take up to an hour. */
    public <T> T repeatLengthy(Work<T> work) {
        return retried(
                deadline,
                () -> serializable(connection -> {
                    connection.setNetworkTimeout(Runnable::run, LENGTHY_MILLIS);
                    return lengthy(connection, work);
                }));
    }

    /** Statements that are no queries, so that the isolation level may still be set after them. */
    private static <T> T lengthy(Connection connection, Work<T> work) throws SQLException {
        for (String setting : List.of(
                "statement_timeout = " + LENGTHY_MILLIS,
                "idle_in_transaction_session_timeout = '5min'",
                "enable_seqscan = on",
                "enable_bitmapscan = on")) {
            Sql.update(connection, "SET LOCAL " + setting);
        }
        return work.run(connection);
    }

    private <T> T written(Work<T> work) throws SQLException {
        try (Connection connection = sessions.writer()) {
            connection.setAutoCommit(false);
            UUID id = UUID.randomUUID();
            T answer;
            try {
                answer = work.run(connection);
                Sql.update(connection, "INSERT INTO slime.outcome (id, committed) VALUES (?, true)", id);
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                if (Failure.abortsCommit(e) || !outcomes.committed(id, e)) {
                    throw e;
                }
            }
            return answer;
        }
    }

    private <T> T serializable(Work<T> work) throws SQLException {
        try (Connection connection = sessions.writer()) {
            connection.setAutoCommit(false);
            try {
                T answer = work.run(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** A failed rollback changes nothing: the session is broken, and the server rolls back by itself. */
    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private <T> T retried(Duration limit, Attempt<T> attempt) {
        long end = System.nanoTime() + limit.toNanos();
        int reconnects = 0;
        for (int tries = 1; ; tries++) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                Failure failure = Failure.of(e);
                boolean again = switch (failure) {
                    case CONTENDED -> tries < MAX_ATTEMPTS;
                    // A pooled session may have died with the last server; a new one tells whether this server lives.
                    case UNAVAILABLE -> Outcomes.connectionLost(e) && reconnects++ < MAX_RECONNECTS;
                    case BROKEN -> false;
                };
                long pause = pause(tries);
                if (!again || System.nanoTime() + pause >= end) {
                    throw failure.exception(e);
                }
                LockSupport.parkNanos(pause);
            }
        }
    }

    private long pause(int tries) {
        long most = Math.min(MAX_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(tries, 20));
        return most / 2 + random.nextLong(most / 2 + 1);
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws SQLException;
    }
}
