package io.slime.metadata.schema;

import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * Brings a database to this release's schema: checks that the server is one to rely on, then runs the numbered files that
 * it has not run yet, each in a SERIALIZABLE transaction. Several gateways may do so at once: all but one wait on the lock row.
 */
public final class Migrations {
    private static final int OLDEST_SERVER = 140_000;
    private static final List<String> FILES = List.of(
            "V001__slime.sql",
            "V002__journal.sql",
            "V003__tally.sql",
            "V004__foreign.sql",
            "V005__journal_entries.sql",
            "V006__plans.sql",
            "V007__bucket_tally.sql",
            "V008__access.sql",
            "V009__storage_class.sql",
            "V010__quota.sql",
            "V011__rate.sql",
            "V012__console_session.sql");

    private final Transactions transactions;

    /** Uses these transactions. */
    public Migrations(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Migrates.
     *
     * @return the cluster's id, which is chosen when the schema is made
     * @throws MetadataException.Incompatible if the server is too old, without fsync, not UTF-8, or its schema newer than this release
     */
    public UUID run() {
        return to(FILES.size());
    }

    /**
     * Migrates no further than to a schema of some number: the one of a backup that is to be loaded.
     *
     * @return the cluster's id
     * @throws MetadataException.Incompatible as {@link #run}, and if this release does not know that schema
     */
    public UUID to(int last) {
        demandKnown(last);
        check();
        if (!transactions.statement(Migrations::bootstrapped)) {
            transactions.repeat(Migrations::bootstrap);
        }
        int current = transactions.statement(Migrations::current);
        if (current > FILES.size()) {
            throw new MetadataException.Incompatible("the metadata database has schema " + current
                    + ", this release knows " + FILES.size() + ": use the release that wrote it");
        }
        for (int number = current + 1; number <= last; number++) {
            int next = number;
            transactions.repeatLengthy(connection -> apply(connection, next));
        }
        return transactions.statement(
                connection -> Sql.only(connection, "SELECT id FROM slime.cluster", row -> Sql.uuid(row, "id")));
    }

    /** Fails if this release does not know the schema of that number. */
    public void demandKnown(int last) {
        if (last > FILES.size()) {
            throw new MetadataException.Incompatible("schema " + last + " is asked for, this release knows "
                    + FILES.size() + ": use the release that wrote it");
        }
    }

    /**
     * Makes the schema, with nothing in it yet, where there is none; false, changing nothing, if there is one, whoever made it.
     *
     * @throws MetadataException.Incompatible if the server is not one to rely on
     */
    public boolean begin() {
        check();
        return transactions.repeat(connection -> {
            if (Sql.only(connection, "SELECT to_regnamespace('slime') IS NOT NULL", row -> row.getBoolean(1))) {
                return false;
            }
            bootstrap(connection);
            return true;
        });
    }

    private void check() {
        int version = Integer.parseInt(show("server_version_num"));
        if (version < OLDEST_SERVER) {
            throw new MetadataException.Incompatible(
                    "the metadata database is PostgreSQL " + show("server_version") + ": 14 or newer is needed");
        }
        if (!show("fsync").equals("on")) {
            throw new MetadataException.Incompatible(
                    "the metadata database runs with fsync off and would lose acknowledged writes: set fsync = on");
        }
        if (!show("server_encoding").equals("UTF8")) {
            throw new MetadataException.Incompatible("the metadata database has encoding " + show("server_encoding")
                    + ": create it with ENCODING 'UTF8' TEMPLATE template0");
        }
        if (!show("full_page_writes").equals("on")) {
            throw new MetadataException.Incompatible(
                    "the metadata database runs with full_page_writes off and may break in a crash: set it on");
        }
    }

    private String show(String name) {
        return transactions.statement(
                connection -> Sql.only(connection, "SELECT current_setting(?)", row -> row.getString(1), name));
    }

    private static boolean bootstrapped(Connection connection) throws SQLException {
        return Sql.only(connection, "SELECT to_regclass('slime.migration') IS NOT NULL", row -> row.getBoolean(1));
    }

    /** Two gateways that both come here collide on the catalog, or on the row: the loser tries again and finds it done. */
    private static int bootstrap(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS slime");
            statement.execute("CREATE TABLE IF NOT EXISTS slime.migration ("
                    + "number int PRIMARY KEY, name text NOT NULL, applied timestamptz NOT NULL DEFAULT now())");
            return statement.executeUpdate(
                    "INSERT INTO slime.migration (number, name) VALUES (0, 'lock row') ON CONFLICT DO NOTHING");
        } catch (SQLException e) {
            if ("23505".equals(e.getSQLState()) || "42P07".equals(e.getSQLState()) || "42P06".equals(e.getSQLState())) {
                throw new SQLException("another gateway makes the schema", "40001", e);
            }
            throw e;
        }
    }

    private static int current(Connection connection) throws SQLException {
        return Sql.only(connection, "SELECT max(number) FROM slime.migration", row -> row.getInt(1));
    }

    private static int apply(Connection connection, int number) throws SQLException {
        Sql.only(connection, "SELECT name FROM slime.migration WHERE number = 0 FOR UPDATE", row -> row.getString(1));
        int current = current(connection);
        if (current >= number) {
            return current;
        }
        String name = FILES.get(number - 1);
        try (Statement statement = connection.createStatement()) {
            statement.execute(text(name));
        }
        if (number == 1) {
            Sql.update(connection, "INSERT INTO slime.cluster (id, format) VALUES (?, 1)", UUID.randomUUID());
        }
        Sql.update(connection, "UPDATE slime.migration SET applied = now() WHERE number = 0");
        Sql.update(connection, "INSERT INTO slime.migration (number, name) VALUES (?, ?)", number, name);
        return number;
    }

    private static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("migration " + name + " is not among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
