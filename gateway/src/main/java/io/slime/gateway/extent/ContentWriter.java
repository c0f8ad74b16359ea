package io.slime.gateway.extent;

import io.slime.erasure.StripeLayout;
import io.slime.gateway.cluster.Ticket;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A content on its way into the stores, coded and spread stripe by stripe. Used by one thread. Closing it deletes the chunks
 * again unless {@link #keep} was called.
 */
public final class ContentWriter implements AutoCloseable {
    private static final long CLEANUP = TimeUnit.SECONDS.toNanos(10);

    private final Workshop workshop;
    private final Ticket ticket;
    private final ContentPlan plan;
    private final Allowance.Share share;
    private final int cell;
    private final int extentLimit;
    private final List<ExtentWriter> extents = new ArrayList<>();
    private final List<ExtentRow> rows = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private @Nullable StripeFill fill;
    private long written;
    private long extentStart;
    private boolean finished;
    private boolean kept;
    private boolean closed;

    /** Begins one, which closes the ticket and the share. */
    ContentWriter(Workshop workshop, Ticket ticket, ContentPlan plan, Allowance.Share share) {
        this.workshop = workshop;
        this.ticket = ticket;
        this.plan = plan;
        this.share = share;
        ExtentSettings settings = workshop.settings();
        int wished = settings.cellFor(plan.redundancy(), plan.length());
        this.cell = settings.cellWithin(plan.redundancy(), plan.length(), wished, share.bytes());
        this.extentLimit = settings.extentFor(plan.redundancy(), cell);
    }

    /**
     * Takes bytes; waits while stores are slower than the caller.
     *
     * @throws StorageException.Unavailable if an extent cannot be kept on enough stores
     * @throws StorageException.Refused if they are more than were announced
     */
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkOpen();
        if (plan.length() >= 0 && written + length > plan.length()) {
            throw new StorageException.Refused("more bytes than the " + plan.length() + " announced");
        }
        int done = 0;
        while (done < length) {
            StripeFill filling = fill;
            if (filling == null) {
                filling = nextStripe();
                fill = filling;
            }
            int taken = filling.put(bytes, offset + done, length - done);
            done += taken;
            written += taken;
            if (filling.full()) {
                submit(filling);
            }
        }
    }

    /**
     * Waits until everything is durable on enough stores.
     *
     * @return what to publish
     * @throws StorageException.Unavailable if an extent cannot be kept on enough stores
     * @throws StorageException.Refused if the bytes are fewer than were announced
     */
    public NewContent finish() {
        checkOpen();
        if (plan.length() >= 0 && written < plan.length()) {
            throw new StorageException.Refused(written + " bytes instead of the " + plan.length() + " announced");
        }
        finished = true;
        StripeFill filling = fill;
        if (filling != null) {
            submit(filling);
        }
        if (!extents.isEmpty()) {
            endExtent(true);
            collect(extents.size());
        }
        return new NewContent(ticket.content(), written, rows);
    }

    /** Says that the content was published, or may have been: its chunks stay. */
    public void keep() {
        kept = true;
    }

    /** Lets go, and deletes what was written unless it is kept. Throws nothing: what cannot be deleted is left to reconcile. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            StripeFill filling = fill;
            fill = null;
            if (filling != null) {
                filling.discard();
            }
            if (!kept) {
                delete();
            }
        } finally {
            share.close();
            ticket.close();
        }
    }

    private void delete() {
        extents.forEach(ExtentWriter::abandon);
        long deadline = System.nanoTime() + CLEANUP;
        Deletions deletions = new Deletions(workshop);
        for (ExtentWriter extent : extents) {
            extent.traces(deadline).forEach(trace -> deletions.add(trace.store(), trace.chunk()));
        }
        deletions.run(CLEANUP, workshop.pulse().era());
    }

    /** Begins a stripe, and before that an extent where the last one is full. */
    private StripeFill nextStripe() {
        int inExtent = (int) (written - extentStart);
        if (extents.isEmpty() || inExtent == extentLimit) {
            if (!extents.isEmpty()) {
                endExtent(false);
                collect(extents.size() - 1);
            }
            extentStart = written;
            inExtent = 0;
            extents.add(new ExtentWriter(
                    workshop, plan.extent(ticket.content(), extents.size(), extentStart, cell, extentLength())));
        }
        int capacity = cell;
        if (plan.length() >= 0) {
            StripeLayout layout = new StripeLayout(plan.redundancy(), cell, extentLength());
            capacity = layout.cellLength(layout.stripeAt(inExtent));
        }
        return new StripeFill(workshop, plan.redundancy(), cell, capacity);
    }

    private long extentLength() {
        return plan.length() < 0 ? -1 : Math.min(extentLimit, plan.length() - extentStart);
    }

    private void submit(StripeFill filling) {
        fill = null;
        extents.getLast().submit(filling.complete(crc));
    }

    private void endExtent(boolean last) {
        extents.getLast().end((int) (written - extentStart), (int) crc.getValue(), last);
        crc.reset();
    }

    /** Waits for the extents before that position: at most one is being finished while the next is filled. */
    private void collect(int before) {
        while (rows.size() < before) {
            rows.add(extents.get(rows.size()).await());
        }
    }

    private void checkOpen() {
        if (finished || closed) {
            throw new IllegalStateException("the content has ended");
        }
    }
}
