package io.slime.metadata.backup;

import io.slime.metadata.transaction.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads streams of metadata into the tables of an empty schema, all in one transaction: first a full one, then changes in their
 * order. Foreign keys are taken off meanwhile and put back at the end, which checks them. The triggers that
 * note changes are not there yet; those that count fire.
 */
final class Loader {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

    private static final String FOREIGN_KEYS =
            "SELECT c.conrelid::regclass::text AS relation, c.conname AS name, pg_get_constraintdef(c.oid) AS definition "
                    + "FROM pg_constraint c JOIN pg_namespace s ON s.oid = c.connamespace "
                    + "WHERE s.nspname = 'slime' AND c.contype = 'f' ORDER BY 1, 2";
    private static final String SEQUENCES =
            "SELECT format('SELECT setval(%L, greatest(1, (SELECT coalesce(max(%I), 0) FROM "
                    + "slime.%I)))', pg_get_serial_sequence(format('slime.%I', table_name), column_name), column_name, table_name) "
                    + "FROM information_schema.columns WHERE table_schema = 'slime' AND is_identity = 'YES'";

    /** The queue of repairs is not in the journal, so that the full entry may have rows of contents that are gone since. */
    private static final String REPAIRS_OF_NOTHING = "DELETE FROM slime.repair r WHERE NOT EXISTS "
            + "(SELECT 1 FROM slime.content c WHERE c.epoch = r.epoch AND c.number = r.number)";

    private final Connection connection;
    private final List<TableShape> tables;
    private final List<ForeignKey> foreignKeys;
    private final Set<String> keyTables = new HashSet<>();

    private record ForeignKey(String table, String name, String definition) {}

    private Loader(Connection connection) throws SQLException {
        this.connection = connection;
        this.tables = Catalog.tables(connection);
        this.foreignKeys = Sql.list(
                connection,
                FOREIGN_KEYS,
                row -> new ForeignKey(row.getString("relation"), row.getString("name"), row.getString("definition")));
    }

    /** Begins to load, within the transaction of the connection. */
    static Loader begin(Connection connection) throws SQLException {
        Loader loader = new Loader(connection);
        for (ForeignKey key : loader.foreignKeys) {
            loader.execute("ALTER TABLE " + key.table() + " DROP CONSTRAINT \"" + key.name() + "\"");
        }
        for (TableShape table : loader.tables) {
            loader.execute("DELETE FROM " + table.qualified());
        }
        return loader;
    }

    /** Loads one stream to its end. */
    BackupSize load(BackupReader reader) throws SQLException, IOException {
        @Nullable TableShape table = null;
        @Nullable CopyIn copy = null;
        @Nullable BlockType copied = null;
        try {
            for (BackupReader.Block block = reader.next(); ; block = reader.next()) {
                if (copy != null && block.type() != copied) {
                    copy.endCopy();
                    copy = null;
                    deleteKeys(table, copied);
                }
                switch (block.type()) {
                    case HEADER, TABLE -> table = known(TableShape.parse(block.payload()));
                    case ROWS, KEYS -> {
                        if (table == null) {
                            throw new BackupException("the backup has rows before it names their table");
                        }
                        if (copy == null) {
                            copied = block.type();
                            copy = Copies.in(connection, target(table, block.type()));
                        }
                        copy.writeToCopy(block.payload(), 0, block.payload().length);
                    }
                    case END -> {
                        return reader.size();
                    }
                }
            }
        } finally {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Puts back what {@link #begin} took off, and moves sequences behind what was loaded. */
    void end() throws SQLException {
        for (String set : Sql.list(connection, SEQUENCES, row -> row.getString(1))) {
            Sql.only(connection, set, row -> row.getLong(1));
        }
        int dropped = Sql.update(connection, REPAIRS_OF_NOTHING);
        if (dropped > 0) {
            LOG.info("{} repairs of contents that are gone since the full entry were left out", dropped);
        }
        for (ForeignKey key : foreignKeys) {
            execute("ALTER TABLE " + key.table() + " ADD CONSTRAINT \"" + key.name() + "\" " + key.definition());
        }
    }

    /** The table of that name, with those of the stream's columns that it has. */
    private TableShape known(TableShape named) throws BackupException {
        TableShape here = tables.stream()
                .filter(table -> table.name().equals(named.name()))
                .findFirst()
                .orElseThrow(() -> new BackupException("the backup has a table " + named.name()
                        + ", which this release does not know: use the release that wrote it"));
        if (!here.columns().containsAll(named.columns()) || !here.key().equals(named.key())) {
            throw new BackupException("the backup has columns of table " + named.name() + " that are not known here");
        }
        return new TableShape(named.name(), named.columns(), here.key(), here.types());
    }

    private String target(TableShape table, BlockType type) throws SQLException {
        if (type == BlockType.ROWS) {
            return table.qualified() + " (" + TableShape.list(table.columns(), "") + ")";
        }
        if (keyTables.add(table.name())) {
            execute("CREATE TEMP TABLE \"changed_" + table.name() + "\" ON COMMIT DROP AS SELECT "
                    + TableShape.list(table.key(), "") + " FROM " + table.qualified() + " WHERE false");
        } else {
            execute("DELETE FROM \"changed_" + table.name() + "\"");
        }
        return "\"changed_" + table.name() + "\"";
    }

    /** Takes out the rows whose keys were just loaded; as they are now, they follow. */
    private void deleteKeys(@Nullable TableShape table, @Nullable BlockType copied) throws SQLException {
        if (table != null && copied == BlockType.KEYS) {
            execute("DELETE FROM " + table.qualified() + " t USING \"changed_" + table.name() + "\" k WHERE "
                    + table.key().stream()
                            .map(column -> "t.\"" + column + "\" = k.\"" + column + "\"")
                            .collect(Collectors.joining(" AND ")));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
