package io.slime.metadata.backup;

import io.slime.metadata.transaction.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The tables that a stream of metadata holds: all of schema {@code slime} but for what is only about running processes. */
final class Catalog {
    /** Of no use to another database: who runs now, what was seen last, and what the journal has not taken yet. */
    private static final Set<String> RUNNING = Set.of(
            "migration",
            "heartbeat",
            "outcome",
            "store_report",
            "task",
            "journal",
            "journal_head",
            "foreign_chunk",
            "foreign_content",
            "tally",
            "census_owed",
            "console_session");

    /** Of the others, those whose rows are not in the journal: they change all the time, and are found again. */
    private static final Set<String> DERIVED = Set.of("era", "garbage", "repair", "event");

    private static final String ATTRIBUTES = "SELECT array_agg(%s::text ORDER BY %s) FROM pg_attribute a %s "
            + "WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''";
    private static final String KEY =
            "JOIN (SELECT i.indrelid, k.attnum, k.n FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) "
                    + "WITH ORDINALITY k(attnum, n) WHERE i.indisprimary) k ON k.indrelid = a.attrelid AND k.attnum = a.attnum";
    private static final String SQL = "SELECT c.relname AS name, ("
            + String.format(ATTRIBUTES, "a.attname", "a.attnum", "") + ") AS columns, ("
            + String.format(ATTRIBUTES, "a.attname", "k.n", KEY) + ") AS key, ("
            + String.format(ATTRIBUTES, "format_type(a.atttypid, a.atttypmod)", "k.n", KEY)
            + ") AS types FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace "
            + "WHERE s.nspname = 'slime' AND c.relkind = 'r' ORDER BY c.relname";

    private Catalog() {}

    /** The tables of a backup. */
    static List<TableShape> tables(Connection connection) throws SQLException {
        return Sql.list(connection, SQL, Catalog::map).stream()
                .filter(table -> !RUNNING.contains(table.name()))
                .toList();
    }

    /** The tables whose changes the journal has. */
    static List<TableShape> journaled(Connection connection) throws SQLException {
        return tables(connection).stream()
                .filter(table -> !DERIVED.contains(table.name()) && !table.key().isEmpty())
                .toList();
    }

    private static TableShape map(ResultSet row) throws SQLException {
        return new TableShape(row.getString("name"), texts(row, "columns"), texts(row, "key"), texts(row, "types"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(String.class::cast)
                        .toList();
    }
}
