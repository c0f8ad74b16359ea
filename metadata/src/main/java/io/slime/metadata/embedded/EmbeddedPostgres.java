package io.slime.metadata.embedded;

import java.nio.file.Path;

/** A PostgreSQL of our own, a child process on a loopback port with its data below a directory. */
public final class EmbeddedPostgres implements AutoCloseable {
    /**
     * Starts it, making the database first if there is none.
     *
     * @param directory holds everything of it; made if absent, mode 0700
     */
    public static EmbeddedPostgres start(Path directory) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The JDBC URL, without user and password. */
    public String jdbcUrl() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The user. */
    public String user() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The password. */
    public String password() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Stops it cleanly, within bounds. */
    @Override
    public void close() {
        io.slime.metadata.transaction.Pending.body();
    }
}
