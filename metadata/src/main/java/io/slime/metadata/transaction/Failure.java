package io.slime.metadata.transaction;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failed statement means for its transaction. */
enum Failure {
    /** Another transaction stood in the way: try again. */
    CONTENDED,
    /** The connection or the server is gone, or refuses for now. */
    UNAVAILABLE,
    /** Anything else. */
    BROKEN;

    /** Appendix A of the PostgreSQL manual lists the codes. */
    static Failure of(SQLException exception) {
        String state = state(exception);
        if (state == null) {
            return exception instanceof SQLTransientConnectionException ? UNAVAILABLE : BROKEN;
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> CONTENDED;
            case "53300", "53400", "53100", "57014", "57P01", "57P02", "57P03", "57P05", "25P03", "25006" ->
                UNAVAILABLE;
            // No such database, or it does not take our credentials: nothing is wrong with what is in it.
            case "3D000", "28000", "28P01" -> UNAVAILABLE;
            default -> state.startsWith("08") ? UNAVAILABLE : BROKEN;
        };
    }

    /** Whether the failure of a COMMIT tells that it did not happen. */
    static boolean abortsCommit(SQLException exception) {
        String state = state(exception);
        return state != null && (state.startsWith("40") || state.startsWith("23") || state.startsWith("25"));
    }

    MetadataException exception(SQLException cause) {
        String message = message(cause).lines().findFirst().orElse("");
        return switch (this) {
            case CONTENDED -> new MetadataException.Contended("metadata: " + message, cause);
            case UNAVAILABLE -> new MetadataException.Unavailable("metadata database: " + message, cause);
            case BROKEN -> new MetadataException.Corrupt("metadata: " + message, cause);
        };
    }

    /** What the server said, if the pool hides it behind a timeout of its own. */
    private static String message(SQLException exception) {
        return exception instanceof SQLTransientConnectionException
                        && exception.getCause() instanceof SQLException hidden
                ? String.valueOf(hidden.getMessage())
                : String.valueOf(exception.getMessage());
    }

    private static @Nullable String state(SQLException exception) {
        for (Throwable at = exception; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
