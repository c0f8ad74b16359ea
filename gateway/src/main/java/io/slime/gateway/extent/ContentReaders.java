package io.slime.gateway.extent;

import io.slime.gateway.cluster.RunningRead;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.repair.RepairTable;
import java.util.Objects;

/** Opens contents for reading. */
public final class ContentReaders {
    private final ReadSupply supply;

    /** Reads extents of that table; what is missing or damaged is queued for repair. */
    public ContentReaders(Workshop workshop, ExtentTable extents, RepairTable repairs) {
        this.supply = new ReadSupply(workshop, extents, new RepairNotes(repairs, workshop.threads()), new HedgeDelay());
    }

    /**
     * Begins a read, which holds reclaim back from then on: to be called before the metadata of what is to be read is looked up, so
     * that it cannot be reclaimed in between.
     */
    public RunningRead begin() {
        return supply.workshop().pulse().begin();
    }

    /**
     * Opens bytes [from, from + length) of a content, which must lie within it. The first piece is in hand, verified, when this
     * returns.
     *
     * @throws StorageException.Unavailable if too few stores answer now
     * @throws StorageException.Unreadable if too few chunks are left
     * @throws StorageException.ConcurrentConflict if the content was reclaimed
     */
    public ContentReader open(Content content, long from, long length) {
        return open(begin(), content, from, length);
    }

    /** The same within a read that was begun before; it ends when the reader is closed, or when this throws. */
    public ContentReader open(RunningRead read, Content content, long from, long length) {
        boolean opened = false;
        try {
            Objects.checkFromIndexSize(from, length, content.size());
            ContentReader reader = new ContentReader(read, new StripeWalk(supply, content, from, length));
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                read.close();
            }
        }
    }
}
