package io.slime.metadata.transaction;

import java.time.Duration;

/** Runs transactions, retried within bounds. */
public final class Transactions {
    /**
     * Runs work that writes, SERIALIZABLE, with an {@code outcome} row: a lost answer to COMMIT is resolved before
     * anything is tried again.
     */
    public <T> T write(Duration deadline, Work<T> work) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** {@link #write(Duration, Work)} with the default deadline. */
    public <T> T write(Work<T> work) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Runs work that may be done twice without harm, SERIALIZABLE; after a lost answer it is simply done again. */
    public <T> T repeat(Work<T> work) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Runs a SERIALIZABLE read that decides something: its answer counts because its own COMMIT succeeded. */
    public <T> T look(Work<T> work) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Runs reads on one snapshot (REPEATABLE READ, read-only). */
    public <T> T read(Work<T> work) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Runs one reading statement, which is a snapshot by itself. */
    public <T> T statement(Work<T> work) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
