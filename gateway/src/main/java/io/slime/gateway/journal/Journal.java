package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.maintenance.Freeze;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.Metadata;
import io.slime.metadata.backup.BackupSize;
import io.slime.metadata.backup.JournalHead;
import io.slime.metadata.backup.JournalTable;
import io.slime.metadata.store.StoreState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
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
    private final Map<UUID, EntryId> outdated = new ConcurrentHashMap<>();

    /**
     * Of that database, in those stores.
     *
     * @param redundancy the redundancy of the objects, the strongest of several
     * @param threads runs what waits for stores
     */
    public Journal(Metadata metadata, Stores stores, Freeze freeze, Supplier<Redundancy> redundancy, Executor threads) {
        this.metadata = metadata;
        this.stores = stores;
        this.freeze = freeze;
        this.redundancy = redundancy;
        this.entries = new JournalEntries(stores, threads);
    }

    /**
     * Writes what changed since the last time; whether anything had.
     *
     * @param lease asked while it writes, now and then: if it is lost, the entry is given up
     */
    public boolean writeChanges(BooleanSupplier lease) {
        JournalHead head = metadata.journal().head();
        if (bound(head) || head.backlog() == 0 || stores.reachable().isEmpty()) {
            return false;
        }
        freeze.check();
        return guarded(() -> metadata.journal().changes(sink(lease))).isPresent();
    }

    /** Forgets what waits if it is too much, whether or not any store can be reached; whether it was. */
    public boolean bound() {
        return bound(metadata.journal().head());
    }

    private boolean bound(JournalHead head) {
        boolean tooMuch = head.backlog() > MAX_BACKLOG;
        if (tooMuch) {
            LOG.warn(
                    "the stores did not take the journal for {} statements: the next entry will hold all metadata",
                    head.backlog());
            metadata.journal().startOver();
        }
        return tooMuch;
    }

    /**
     * Writes everything if it is time to, and deletes what that replaces; whether it did.
     *
     * @param lease as for {@link #writeChanges}
     */
    public boolean writeFullIfDue(BooleanSupplier lease) {
        JournalHead head = metadata.journal().head();
        if (!due(head) || stores.reachable().isEmpty()) {
            reclaim();
            return false;
        }
        freeze.check();
        Optional<BackupSize> size = guarded(() -> Optional.of(metadata.journal().full(sink(lease))));
        size.ifPresent(written -> {
            LOG.info("all metadata is in the stores: {} rows in {} bytes", written.rows(), written.bytes());
            if (head.fullNumber() > 0) {
                outdate(new EntryId(head.timeline(), head.fullNumber()));
            }
            reclaim();
        });
        return size.isPresent();
    }

    private static boolean due(JournalHead head) {
        return head.fullNumber() == 0
                || head.sinceBytes() > Math.max(LEAST_BYTES, head.fullBytes())
                || (head.sinceBytes() > 0
                        && Duration.between(head.fullAt(), head.now()).compareTo(OLDEST) > 0);
    }

    /** What is older than the full entry before the last one is to be deleted, everywhere. */
    private void outdate(EntryId kept) {
        metadata.stores().list().stream()
                .filter(store -> store.state() == StoreState.ACTIVE)
                .forEach(store -> outdated.put(store.uuid(), kept));
    }

    /** Deletes at each store what is outdated there; one that does not answer has its turn when it does. */
    private void reclaim() {
        if (outdated.isEmpty() || freeze.holds()) {
            return;
        }
        long era = metadata.epochs().era();
        for (ChunkStore store : stores.reachable()) {
            EntryId kept = outdated.get(store.uuid());
            if (kept == null) {
                continue;
            }
            try {
                int deleted = JournalEntries.delete(store, id -> id.compareTo(kept) < 0, era);
                outdated.remove(store.uuid());
                LOG.info("store {}: {} chunks of older entries of the journal are deleted", store.uuid(), deleted);
            } catch (ChunkException.EraBehind e) {
                freeze.check();
                return;
            } catch (ChunkException e) {
                LOG.warn(
                        "store {}: older entries of the journal are deleted once it answers: {}",
                        store.uuid(),
                        e.getMessage());
            }
        }
    }

    private JournalTable.Sink sink(BooleanSupplier lease) {
        return header -> {
            if (!lease.getAsBoolean()) {
                throw new IOException("another gateway writes the journal by now");
            }
            return entries.write(header, redundancy.get(), metadata.epochs().era(), lease);
        };
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
