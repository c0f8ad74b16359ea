package io.slime.metadata.backup;

import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * The triggers that note the keys of changed rows in table {@code journal}: one row for each statement that changes any, as a part
 * of that statement. They are made by the catalog, so that no table of a later release is forgotten.
 */
final class JournalTriggers {
    private JournalTriggers() {}

    /** Whether a table has none yet. */
    static boolean missing(Connection connection) throws SQLException {
        for (TableShape table : Catalog.journaled(connection)) {
            if (!there(connection, table)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes those that are missing. Several gateways may try, one at a time: the row is changed, not only locked, so that who waited
     * for it fails to serialize, and looks again with eyes that see the triggers of the first.
     */
    static boolean make(Connection connection) throws SQLException {
        Sql.update(connection, "UPDATE slime.migration SET name = name WHERE number = 0");
        for (TableShape table : Catalog.journaled(connection)) {
            if (!there(connection, table)) {
                make(connection, table);
            }
        }
        return true;
    }

    private static boolean there(Connection connection, TableShape table) throws SQLException {
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = ?::regclass AND tgname = 'journal_delete')",
                row -> row.getBoolean(1),
                table.qualified());
    }

    private static void make(Connection connection, TableShape table) throws SQLException {
        String key = table.key().stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        String changed = "SELECT jsonb_build_array(" + key + ") AS k FROM changed";
        String replaced = "SELECT jsonb_build_array(" + key + ") FROM replaced";
        execute(
                connection,
                "CREATE OR REPLACE FUNCTION " + function(table) + " RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                        + "IF TG_OP = 'UPDATE' THEN " + insert(table, changed + " UNION " + replaced)
                        + "ELSE " + insert(table, changed) + "END IF; RETURN NULL; END $$");
        trigger(connection, table, "insert", "NEW TABLE AS changed");
        trigger(connection, table, "update", "OLD TABLE AS replaced NEW TABLE AS changed");
        trigger(connection, table, "delete", "OLD TABLE AS changed");
    }

    private static String function(TableShape table) {
        return "slime.\"journal_" + table.name() + "\"()";
    }

    private static String insert(TableShape table, String keys) {
        return "INSERT INTO slime.journal (kind, document) SELECT '" + table.name() + "', jsonb_agg(k) FROM (" + keys
                + ") AS keys HAVING count(*) > 0; ";
    }

    private static void trigger(Connection connection, TableShape table, String event, String rows)
            throws SQLException {
        execute(
                connection,
                "CREATE TRIGGER journal_" + event + " AFTER " + event + " ON " + table.qualified() + " REFERENCING "
                        + rows + " FOR EACH STATEMENT EXECUTE FUNCTION " + function(table));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
