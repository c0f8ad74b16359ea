package io.slime.gateway.journal;

import io.slime.erasure.Redundancy;
import io.slime.gateway.maintenance.Freeze;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.Metadata;
import io.slime.metadata.backup.BackupSize;
import io.slime.metadata.backup.JournalHead;
import io.slime.metadata.backup.JournalTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metadata in the stores: what changed every few seconds, and everything now and then, so that the database can be rebuilt
 * from the stores alone.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Changes below this many bytes are never worth a full entry, but once a day. */
    private static final long LEAST_BYTES = 8 << 20;

    private static final Duration OLDEST = Duration.ofDays(1);

    /** So many statements wait only if the stores did not take them for long: writing everything is less work then. */
    private static final long MAX_BACKLOG = 2_000_000;

    private final Metadata metadata;
    private final Stores stores;
    private final Freeze freeze;
    private final Supplier<Redundancy> redundancy;
    private final JournalEntries entries;

    /**
     * Of that database, in those stores.
     *
     * @param redundancy the redundancy of the objects
     */
    public Journal(Metadata metadata, Stores stores, Freeze freeze, Supplier<Redundancy> redundancy) {
        this.metadata = metadata;
        this.stores = stores;
        this.freeze = freeze;
        this.redundancy = redundancy;
        this.entries = new JournalEntries(stores);
    }

    /** Writes what changed since the last time; whether anything had. */
    public boolean writeChanges() {
        JournalHead head = metadata.journal().head();
        if (head.backlog() == 0 || stores.reachable().isEmpty()) {
            return false;
        }
        if (head.backlog() > MAX_BACKLOG) {
            metadata.journal().startOver();
            return false;
        }
        freeze.check();
        return guarded(() -> metadata.journal().changes(sink())).isPresent();
    }

    /** Writes everything if it is time to, and deletes what that replaces; whether it did. */
    public boolean writeFullIfDue() {
        JournalHead head = metadata.journal().head();
        if (!due(head) || stores.reachable().isEmpty()) {
            return false;
        }
        freeze.check();
        Optional<BackupSize> size = guarded(() -> Optional.of(metadata.journal().full(sink())));
        size.ifPresent(written -> {
            LOG.info("all metadata is in the stores: {} rows in {} bytes", written.rows(), written.bytes());
            reclaim(head);
        });
        return size.isPresent();
    }

    private static boolean due(JournalHead head) {
        return head.fullNumber() == 0
                || head.sinceBytes() > Math.max(LEAST_BYTES, head.fullBytes())
                || (head.sinceBytes() > 0
                        && Duration.between(head.fullAt(), head.now()).compareTo(OLDEST) > 0);
    }

    /** Deletes what is older than the full entry before the last one. */
    private void reclaim(JournalHead before) {
        if (freeze.holds() || before.fullNumber() == 0) {
            return;
        }
        EntryId kept = new EntryId(before.timeline(), before.fullNumber());
        int deleted =
                entries.delete(id -> id.compareTo(kept) < 0, metadata.epochs().era());
        LOG.info("{} chunks of older entries of the journal are deleted", deleted);
    }

    private JournalTable.Sink sink() {
        return header ->
                entries.write(header, redundancy.get(), metadata.epochs().era());
    }

    private Optional<BackupSize> guarded(Supplier<Optional<BackupSize>> write) {
        try {
            return write.get();
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof TakenException) {
                long timeline = metadata.journal().head().timeline();
                entries.find().keySet().stream()
                        .filter(id -> id.timeline() == timeline)
                        .mapToLong(EntryId::number)
                        .max()
                        .ifPresent(metadata.journal()::skip);
            }
            throw e;
        }
    }
}
