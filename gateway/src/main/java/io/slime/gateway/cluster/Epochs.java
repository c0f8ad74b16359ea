package io.slime.gateway.cluster;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.transaction.MetadataException;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs in which this gateway writes: one is open for new contents, older ones stay open until their last write has ended.
 * The first is opened when it is asked for.
 */
public final class Epochs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);
    private static final long PATIENCE_SECONDS = 5;

    private final EpochTable table;
    private final UUID gateway;
    private final AtomicReference<@Nullable EpochLease> current = new AtomicReference<>();
    private final Queue<UUID> toClose = new ConcurrentLinkedQueue<>();
    private final Semaphore opening = new Semaphore(1);
    private volatile boolean closed;

    /** The epochs of that gateway; asks the database nothing yet. */
    public Epochs(EpochTable table, UUID gateway) {
        this.table = table;
        this.gateway = gateway;
    }

    /**
     * Begins the write of a content.
     *
     * @throws StorageException.Unavailable if no epoch is open and none can be opened
     */
    public Ticket take() {
        while (true) {
            EpochLease lease = current.get();
            Optional<ContentId> content = lease == null ? Optional.empty() : lease.enter();
            if (lease != null && content.isPresent()) {
                return new Ticket(lease, content.get(), () -> closeInTable(lease.epoch()));
            }
            replace(lease);
        }
    }

    /**
     * Opens a new epoch for contents that begin from now on. The old one is closed as soon as its last write has ended.
     *
     * @throws MetadataException if the database does not answer; the old epoch then goes on
     */
    public void rotate() {
        for (UUID epoch = toClose.poll(); epoch != null; epoch = toClose.poll()) {
            closeInTable(epoch);
        }
        if (!closed) {
            install(table.open(gateway));
        }
    }

    /** Takes note that an epoch is closed, as a publish said: no more contents begin in it, and the next one opens another. */
    public void fenced(UUID epoch) {
        EpochLease lease = current.get();
        if (lease != null && lease.epoch().equals(epoch) && current.compareAndSet(lease, null)) {
            LOG.warn(
                    "epoch {} of this gateway was closed by another, which took it for dead: opening a new one", epoch);
            lease.end();
        }
    }

    /** Ends all epochs, orderly: what is still being written cannot be published. Throws nothing. */
    @Override
    public void close() {
        closed = true;
        EpochLease lease = current.getAndSet(null);
        if (lease != null) {
            lease.end();
        }
        try {
            table.retire(gateway);
        } catch (MetadataException e) {
            LOG.warn("the epochs of this gateway stay open until another gateway closes them: {}", e.toString());
        }
    }

    /** Opens an epoch unless somebody else just did; one caller at a time asks the database. */
    private void replace(@Nullable EpochLease seen) {
        try {
            if (closed) {
                throw new StorageException.Unavailable("this gateway is shutting down");
            }
            if (!opening.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StorageException.Unavailable("no epoch could be opened in time: is the database slow?");
            }
            try {
                if (current.get() == seen) {
                    install(table.open(gateway));
                }
            } finally {
                opening.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable("interrupted while waiting for an epoch", e);
        } catch (MetadataException e) {
            throw new StorageException.Unavailable("no epoch can be opened: " + e.getMessage(), e);
        }
    }

    private void install(UUID epoch) {
        EpochLease old = current.getAndSet(new EpochLease(epoch));
        if (old != null && old.end()) {
            closeInTable(old.epoch());
        }
    }

    private void closeInTable(UUID epoch) {
        try {
            table.close(epoch, gateway);
        } catch (MetadataException e) {
            LOG.warn("epoch {} cannot be closed now, will be at the next rotation: {}", epoch, e.toString());
            toClose.add(epoch);
        }
    }
}
