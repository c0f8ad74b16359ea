package io.slime.metadata.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Rows out of and into tables by COPY, in its text format (PostgreSQL manual, COPY). */
final class Copies {
    private Copies() {}

    /** What takes rows, each with its line feed. */
    @FunctionalInterface
    interface Lines {
        void take(byte[] line) throws IOException;
    }

    /** Hands over the rows of a query, one by one; the query has no parameters. */
    static void out(Connection connection, String query, Lines lines) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT");
        try {
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                lines.take(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Begins to load rows; the target is a table and its columns. */
    static CopyIn in(Connection connection, String target) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
    }
}
