package io.slime.metadata.backup;

import io.slime.metadata.freeze.FreezeTable;
import io.slime.metadata.schema.Migrations;
import io.slime.metadata.tally.TallyTable;
import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** Backups of the metadata, made and loaded. They hold everything but the master key, under which secrets in them are encrypted. */
public final class Backups {
    /** The journal has no garbage: whatever nothing names is looked at again by reclaim. */
    private static final String UNREFERENCED = "INSERT INTO slime.garbage (epoch, number) SELECT c.epoch, c.number "
            + "FROM slime.content c WHERE NOT EXISTS (SELECT 1 FROM slime.object o WHERE o.content_epoch = c.epoch "
            + "AND o.content_number = c.number) AND NOT EXISTS (SELECT 1 FROM slime.version v WHERE v.content_epoch = c.epoch "
            + "AND v.content_number = c.number) AND NOT EXISTS (SELECT 1 FROM slime.part p WHERE p.content_epoch = c.epoch "
            + "AND p.content_number = c.number) AND NOT EXISTS (SELECT 1 FROM slime.content_part q "
            + "WHERE q.part_epoch = c.epoch AND q.part_number = c.number) ON CONFLICT DO NOTHING";

    private final Transactions transactions;

    /** Uses these transactions. */
    public Backups(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is to be loaded, one stream after the other. */
    @FunctionalInterface
    public interface Streams {
        /** The next stream, which its taker closes; empty if there is none. */
        Optional<InputStream> next() throws IOException;
    }

    /**
     * Writes all metadata of one moment, in bounded memory; does not close the stream.
     *
     * @throws UncheckedIOException if the stream does not take it
     */
    public BackupSize write(OutputStream out) {
        return transactions.snapshot(
                connection -> Export.full(connection, Export.header(connection, BackupHeader.Kind.FULL, 0, 0), out));
    }

    /**
     * Loads metadata into an empty database: a full stream, then changes in their order. Deletion is frozen in it from then on, for
     * this is the past. All or nothing: if it fails, the database is empty again.
     *
     * @param source what was loaded, for the reason of the freeze
     * @return the header of the last stream
     * @throws BackupException if a stream is damaged or of a newer release
     * @throws MetadataException if the database is not empty or does not take it
     */
    public BackupHeader restore(Streams streams, String source) throws IOException {
        try (InputStream first = streams.next().orElseThrow(() -> new BackupException("there is nothing to load"))) {
            BackupReader reader = new BackupReader(first);
            if (reader.header().kind() != BackupHeader.Kind.FULL) {
                throw new BackupException("this holds changes alone, not all metadata");
            }
            Migrations migrations = new Migrations(transactions);
            migrations.demandKnown(reader.header().schema());
            if (!migrations.begin()) {
                throw new MetadataException.Incompatible("the database has a schema slime already; metadata is only "
                        + "restored into an empty database");
            }
            return restore(reader, streams, source);
        }
    }

    private BackupHeader restore(BackupReader reader, Streams streams, String source) throws IOException {
        try {
            new Migrations(transactions).to(reader.header().schema());
            BackupHeader last = load(reader, streams);
            new Migrations(transactions).run();
            transactions.lengthy(TallyTable::recount);
            freeze(last, source);
            return last;
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            drop(cause);
            throw cause;
        } catch (RuntimeException e) {
            drop(e);
            throw e;
        }
    }

    private BackupHeader load(BackupReader full, Streams streams) {
        return transactions.lengthy(connection -> {
            try {
                Loader loader = Loader.begin(connection);
                loader.load(full);
                BackupHeader last = full.header();
                for (Optional<InputStream> more = streams.next(); more.isPresent(); more = streams.next()) {
                    try (InputStream in = more.get()) {
                        BackupReader changes = new BackupReader(in);
                        loader.load(changes);
                        last = changes.header();
                    }
                }
                loader.end();
                Sql.update(connection, UNREFERENCED);
                Sql.update(
                        connection,
                        "INSERT INTO slime.setting (name, value) VALUES (?, to_jsonb(?::text)) "
                                + "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        FreezeTable.SETTING,
                        FreezeTable.RESTORING);
                return last;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The freeze that the load began, made whole once the schema is this release's. */
    private void freeze(BackupHeader last, String source) {
        transactions.repeat(connection -> {
            Sql.update(connection, "UPDATE slime.era SET value = greatest(value, ?)", last.era());
            Sql.update(connection, "UPDATE slime.journal_head SET timeline = greatest(timeline, ?)", last.timeline());
            Sql.update(connection, "DELETE FROM slime.setting WHERE name = ?", FreezeTable.SETTING);
            return FreezeTable.begin(
                    connection,
                    "the metadata database was restored from " + source + " as of " + last.at()
                            + ": nothing is deleted until `slime meta accept`");
        });
    }

    /** Takes away what a load that failed has made. */
    private void drop(Exception cause) {
        try {
            transactions.statement(connection -> Sql.update(connection, "DROP SCHEMA IF EXISTS slime CASCADE"));
        } catch (MetadataException e) {
            cause.addSuppressed(e);
        }
    }
}
