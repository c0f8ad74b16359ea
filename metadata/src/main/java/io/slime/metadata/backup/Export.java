package io.slime.metadata.backup;

import io.slime.metadata.transaction.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes all metadata of one snapshot into a stream. */
final class Export {
    private static final String HEADER = "SELECT (SELECT max(number) FROM slime.migration) AS schema, c.id AS cluster, "
            + "e.value AS era, h.timeline, transaction_timestamp() AS at "
            + "FROM slime.cluster c CROSS JOIN slime.era e CROSS JOIN slime.journal_head h";

    private Export() {}

    /** The header of a stream of what the connection's snapshot shows. */
    static BackupHeader header(Connection connection, BackupHeader.Kind kind, long number, long after)
            throws SQLException {
        return Sql.only(
                connection,
                HEADER,
                row -> new BackupHeader(
                        kind,
                        row.getInt("schema"),
                        Sql.uuid(row, "cluster"),
                        row.getLong("timeline"),
                        number,
                        after,
                        row.getLong("era"),
                        Sql.instant(row, "at")));
    }

    /** All rows of what the connection's snapshot shows. */
    static BackupSize full(Connection connection, BackupHeader header, OutputStream out) throws SQLException {
        try {
            BackupWriter writer = new BackupWriter(out, header);
            for (TableShape table : Catalog.tables(connection)) {
                writer.table(table);
                Copies.out(
                        connection,
                        "SELECT " + TableShape.list(table.columns(), "") + " FROM " + table.qualified(),
                        writer::row);
            }
            return writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
