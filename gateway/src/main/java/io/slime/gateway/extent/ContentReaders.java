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

    /** A stripe that is given out, and the next one that is read meanwhile. */
    private static final int STRIPES_HELD = 2;

    /** Pieces are not made smaller than this to save memory. */
    private static final int LEAST_PIECE = 128 << 10;

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
     * @throws StorageException.Overloaded if there is no memory for one more
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
            Allowance.Share share = share(length);
            int piece = Math.toIntExact(Math.max(1, share.bytes() / STRIPES_HELD));
            ContentReader reader = new ContentReader(read, share, new StripeWalk(supply, content, from, length, piece));
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                read.close();
            }
        }
    }

    private Allowance.Share share(long length) {
        long stripe = Math.min(length, supply.workshop().settings().stripe());
        return supply.workshop().reading().take(STRIPES_HELD * stripe, STRIPES_HELD * Math.min(stripe, LEAST_PIECE));
    }
}
