package io.slime.metadata.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Pooled sessions of the database: readers at READ COMMITTED, writers at SERIALIZABLE, each set up the same way whatever the server's defaults. */
public final class Sessions implements AutoCloseable {
    /** How long to wait for a session, which is how long a dead database is waited for. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    private static final int STATEMENT_SECONDS = 30;

    private final HikariDataSource readers;
    private final HikariDataSource writers;

    /**
     * Makes the pools; nothing connects before it is needed.
     *
     * @param readers most reading sessions
     * @param writers most writing sessions
     */
    public Sessions(String jdbc, Optional<String> user, Optional<String> password, int readers, int writers) {
        this.readers = pool(jdbc, user, password, "read committed", readers);
        this.writers = pool(jdbc, user, password, "serializable", writers);
    }

    Connection reader() throws SQLException {
        return readers.getConnection();
    }

    Connection writer() throws SQLException {
        return writers.getConnection();
    }

    private static HikariDataSource pool(
            String jdbc, Optional<String> user, Optional<String> password, String isolation, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("slime-" + isolation.replace(' ', '-'));
        config.setJdbcUrl(jdbc);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 2));
        config.setConnectionTimeout(CONNECT_LIMIT.toMillis());
        config.setValidationTimeout(1000);
        config.setInitializationFailTimeout(-1);
        // Not told, the pool asks its very first connection for it; if that breaks just then, it never gets another one
        // ready.
        config.setTransactionIsolation(
                "TRANSACTION_" + isolation.toUpperCase(Locale.ROOT).replace(' ', '_'));
        // A sequential scan would take a predicate lock on the whole table, and abort what has nothing to do with it. A
        // bitmap
        // scan with a sort reads all of a range for each page of it, and is what the planner likes before a table is
        // analysed.
        config.setConnectionInitSql("SET synchronous_commit = on; "
                + "SET idle_in_transaction_session_timeout = '5s'; "
                + "SET statement_timeout = '" + STATEMENT_SECONDS + "s'; "
                + "SET lock_timeout = '8s'; "
                + "SET timezone = 'UTC'; "
                + "SET default_transaction_isolation = '" + isolation + "'; "
                // Statements over arrays are cheaper for few elements than for the ten that a generic plan supposes, so
                // the
                // planner would plan them anew each time, which costs more than it may ever save.
                + "SELECT set_config(name, 'force_generic_plan', false) FROM pg_catalog.pg_settings"
                + " WHERE name = 'plan_cache_mode'; "
                + "SELECT set_config(name, 'off', false) FROM pg_catalog.pg_settings"
                + " WHERE name IN ('jit', 'enable_seqscan', 'enable_bitmapscan')");
        config.setDataSourceProperties(driver());
        return new HikariDataSource(config);
    }

    private static Properties driver() {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "slime");
        driver.setProperty("connectTimeout", String.valueOf(CONNECT_LIMIT.toSeconds()));
        driver.setProperty("socketTimeout", String.valueOf(STATEMENT_SECONDS + 5));
        driver.setProperty("loginTimeout", "10");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("prepareThreshold", "1");
        return driver;
    }

    /**
     * A pool of sessions at this moment.
     *
     * @param name {@code readers} or {@code writers}
     * @param active sessions that are used
     * @param idle sessions that are not
     * @param waiting callers that wait for one
     * @param most how many sessions there may be
     */
    public record Pool(String name, int active, int idle, int waiting, int most) {}

    /** Both pools. */
    public List<Pool> pools() {
        return List.of(pool("readers", readers), pool("writers", writers));
    }

    private static Pool pool(String name, HikariDataSource source) {
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        int most = source.getMaximumPoolSize();
        return pool == null
                ? new Pool(name, 0, 0, 0, most)
                : new Pool(
                        name,
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection(),
                        most);
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
