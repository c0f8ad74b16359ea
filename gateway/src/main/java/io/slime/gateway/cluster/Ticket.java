package io.slime.gateway.cluster;

import io.slime.metadata.extent.ContentId;

/** The right to write one content; its epoch stays open until the ticket is closed. Closing twice is harmless. */
public final class Ticket implements AutoCloseable {
    private final EpochLease lease;
    private final ContentId content;
    private final Runnable whenLast;
    private boolean closed;

    Ticket(EpochLease lease, ContentId content, Runnable whenLast) {
        this.lease = lease;
        this.content = content;
        this.whenLast = whenLast;
    }

    /** The name of the content that may be written: used by nobody else, ever. */
    public ContentId content() {
        return content;
    }

    /** Says that the write has ended, published or not. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (lease.leave()) {
                whenLast.run();
            }
        }
    }
}
