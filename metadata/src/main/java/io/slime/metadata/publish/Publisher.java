package io.slime.metadata.publish;

import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.placement.PlacementTable;
import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes changes visible, many in one transaction. A few committers each take what waits in their queue; a path always goes to the
 * same one, so that changes of one key in one gateway never collide.
 */
public final class Publisher implements AutoCloseable {
    /** Most changes that wait for one committer. */
    static final int MAX_WAITING = 4096;

    /** How much longer a change that was begun may take: a transaction, and the resolution of a lost answer. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final PlacementTable placements;
    private final List<BlockingQueue<Optional<Ticket>>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Starts the committers.
     *
     * @param committers how many
     * @param limit how long one change may be tried
     */
    public Publisher(Transactions transactions, PlacementTable placements, int committers, Duration limit) {
        this.placements = placements;
        for (int i = 0; i < committers; i++) {
            BlockingQueue<Optional<Ticket>> queue = new ArrayBlockingQueue<>(MAX_WAITING);
            queues.add(queue);
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("slime-committer-" + i)
                    .start(new Committer(queue, transactions, limit)));
        }
    }

    /**
     * Waits until the change is durable and visible, or known not to be.
     *
     * @param deadline how long it may wait to be begun; once begun, its end is waited for
     * @throws MetadataException.OutcomeUnknown if it may be visible or not: delete no chunk
     * @throws MetadataException otherwise if nothing was changed
     */
    public PublishResult publish(Publish change, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        Ticket ticket = new Ticket(change, named(change), end);
        int committer = Math.floorMod(ticket.key().hashCode(), queues.size());
        try {
            if (closed || !queues.get(committer).offer(Optional.of(ticket), deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new MetadataException.Unavailable("too many changes wait to be published", null);
            }
            return answer(ticket, end - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (ticket.decide()) {
                throw new MetadataException.Unavailable("interrupted before the change was begun", e);
            }
            throw new MetadataException.OutcomeUnknown("interrupted while the change was being published", e);
        }
    }

    /** Lets what waits be published, within bounds, and ends the committers. */
    @Override
    public void close() {
        closed = true;
        try {
            for (int i = 0; i < queues.size(); i++) {
                if (!queues.get(i).offer(Optional.empty(), GRACE.toSeconds(), TimeUnit.SECONDS)
                        || !threads.get(i).join(GRACE)) {
                    threads.get(i).interrupt();
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private static PublishResult answer(Ticket ticket, long nanos) throws InterruptedException {
        try {
            return ticket.answer().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (ticket.decide()) {
                throw new MetadataException.Unavailable("the change was not begun in time", e);
            }
            return end(ticket);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static PublishResult end(Ticket ticket) throws InterruptedException {
        try {
            return ticket.answer().get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new MetadataException.OutcomeUnknown("the change was begun, and its end is not known in time", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new MetadataException.Corrupt("publishing failed", e.getCause());
    }

    private Map<Long, Placement> named(Publish change) {
        Map<Long, Placement> named = new HashMap<>();
        if (Guards.source(change) instanceof Source.Fresh(NewContent content)) {
            for (ExtentRow extent : content.extents()) {
                named.computeIfAbsent(
                        extent.placement(),
                        id -> placements
                                .find(id)
                                .orElseThrow(() -> new IllegalArgumentException("there is no placement " + id)));
            }
        }
        return named;
    }
}
