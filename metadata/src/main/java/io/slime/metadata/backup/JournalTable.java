package io.slime.metadata.backup;

import io.slime.metadata.freeze.FreezeTable;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The journal as the database has it: keys of rows that changed, and how far they were written. Entries are numbered in the order
 * of their snapshots: each begins by changing the one row of the head, at REPEATABLE READ, so that of two only one goes on.
 */
public final class JournalTable {
    private static final String HEAD = "SELECT timeline, number, changes_number, full_number, full_at, full_bytes, "
            + "since_bytes, coalesce((SELECT max(seq) - min(seq) + 1 FROM slime.journal), 0) AS backlog, now() AS now "
            + "FROM slime.journal_head";

    private final Transactions transactions;

    /** Uses these transactions. */
    public JournalTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Where entries go. */
    @FunctionalInterface
    public interface Sink {
        /** Begins an entry; its stream makes it durable when it is closed, and not otherwise. */
        Entry begin(BackupHeader header) throws IOException;
    }

    /** An entry that is being written. */
    public abstract static class Entry extends OutputStream {
        /** Makes durable what was written. */
        public abstract void finish() throws IOException;
    }

    /** Makes the triggers that note changes, where there are none. */
    public void prepare() {
        if (transactions.statement(JournalTriggers::missing)) {
            transactions.repeat(JournalTriggers::make);
        }
    }

    /** How far it is. */
    public JournalHead head() {
        return transactions.statement(connection -> Sql.only(
                connection,
                HEAD,
                row -> new JournalHead(
                        row.getLong("timeline"),
                        row.getLong("number"),
                        row.getLong("changes_number"),
                        row.getLong("full_number"),
                        Sql.instant(row, "full_at"),
                        row.getLong("full_bytes"),
                        row.getLong("since_bytes"),
                        row.getLong("backlog"),
                        Sql.instant(row, "now"))));
    }

    /**
     * Forgets what waits, and begins a new timeline: what is forgotten is missing between the entries before and those behind, and
     * a full entry that is being written does not count. The head is changed first, as every entry does.
     */
    public void startOver() {
        transactions.lengthy(connection -> {
            FreezeTable.newTimeline(connection);
            return Sql.update(connection, "DELETE FROM slime.journal");
        });
    }

    /** Gives no number up to that one any more: the stores have such entries already. */
    public void skip(long number) {
        transactions.repeat(connection ->
                Sql.update(connection, "UPDATE slime.journal_head SET number = greatest(number, ?)", number));
    }

    /**
     * Writes what changed since the last time. What is written is forgotten once the entry is durable.
     *
     * @return how much was written; empty if nothing had changed
     * @throws UncheckedIOException if the sink does not take it; it is tried again the next time
     * @throws io.slime.metadata.transaction.MetadataException.Contended if another entry was begun at the same time
     */
    public Optional<BackupSize> changes(Sink sink) {
        boolean any = transactions.statement(connection ->
                Sql.only(connection, "SELECT EXISTS (SELECT 1 FROM slime.journal)", row -> row.getBoolean(1)));
        return any ? Optional.of(transactions.lengthy(connection -> changes(connection, sink))) : Optional.empty();
    }

    /**
     * Writes everything.
     *
     * @throws UncheckedIOException if the sink does not take it
     * @throws io.slime.metadata.transaction.MetadataException.Contended if another entry was begun at the same time
     */
    public BackupSize full(Sink sink) {
        return transactions.shared(
                connection -> {
                    long number = begin(connection);
                    return Export.header(connection, BackupHeader.Kind.FULL, number, 0);
                },
                (connection, header) -> {
                    try (Entry entry = sink.begin(header)) {
                        BackupSize size = Export.full(connection, header, entry);
                        entry.finish();
                        transactions.repeat(other -> Sql.update(
                                other,
                                "UPDATE slime.journal_head SET full_number = ?, full_at = ?, full_bytes = ?, "
                                        + "since_bytes = 0 WHERE timeline = ?",
                                header.number(),
                                header.at(),
                                size.bytes(),
                                header.timeline()));
                        return size;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static BackupSize changes(Connection connection, Sink sink) throws SQLException {
        Sql.update(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        for (String way : List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin")) {
            Sql.update(connection, "SET LOCAL " + way + " = off");
        }
        long number = begin(connection);
        long after = Sql.only(connection, "SELECT changes_number FROM slime.journal_head", row -> row.getLong(1));
        BackupHeader header = Export.header(connection, BackupHeader.Kind.CHANGES, number, after);
        try (Entry entry = sink.begin(header)) {
            BackupWriter writer = new BackupWriter(entry, header);
            for (TableShape table : changed(connection)) {
                writer.table(table);
                String keys = keys(table);
                Copies.out(connection, keys, writer::key);
                Copies.out(connection, rows(table, keys), writer::row);
            }
            BackupSize size = writer.end();
            entry.finish();
            Sql.update(connection, "DELETE FROM slime.journal");
            Sql.update(
                    connection,
                    "UPDATE slime.journal_head SET changes_number = ?, since_bytes = since_bytes + ?",
                    number,
                    size.bytes());
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long begin(Connection connection) throws SQLException {
        return Sql.only(
                connection,
                "UPDATE slime.journal_head SET number = number + 1 RETURNING number",
                row -> row.getLong(1));
    }

    private static List<TableShape> changed(Connection connection) throws SQLException {
        List<String> names = Sql.list(connection, "SELECT DISTINCT kind FROM slime.journal", row -> row.getString(1));
        return Catalog.journaled(connection).stream()
                .filter(table -> names.contains(table.name()))
                .toList();
    }

    private static String keys(TableShape table) {
        return "SELECT DISTINCT "
                + IntStream.range(0, table.key().size())
                        .mapToObj(i -> "(k->>" + i + ")::" + type(table.types().get(i)) + " AS \""
                                + table.key().get(i) + '"')
                        .collect(Collectors.joining(", "))
                + " FROM slime.journal j CROSS JOIN LATERAL jsonb_array_elements(j.document) k WHERE j.kind = '"
                + table.name() + "'";
    }

    private static String type(String type) {
        return type.equals("text") ? "text COLLATE \"C\"" : type;
    }

    private static String rows(TableShape table, String keys) {
        return "SELECT " + TableShape.list(table.columns(), "t.") + " FROM (" + keys + ") k JOIN " + table.qualified()
                + " t ON "
                + table.key().stream()
                        .map(column -> "t.\"" + column + "\" = k.\"" + column + '"')
                        .collect(Collectors.joining(" AND "));
    }
}
