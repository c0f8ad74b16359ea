package io.slime.metadata.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What one transaction does. It may run several times, so it changes nothing but the database.
 *
 * @param <T> its answer, which counts only once the transaction has committed
 */
@FunctionalInterface
public interface Work<T> {
    /** Runs inside a transaction that the caller of this method begins and ends. */
    T run(Connection connection) throws SQLException;
}
