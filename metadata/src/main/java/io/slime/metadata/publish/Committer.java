package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.object.VersionRows;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.quota.QuotaTable;
import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

/** Takes the waiting changes of its queue into one transaction after the other. */
final class Committer implements Runnable {
    /** Most changes of one transaction. */
    static final int MAX_BATCH = 128;

    private static final Comparator<Ticket> BY_KEY = Comparator.comparing(Ticket::key);

    private final BlockingQueue<Optional<Ticket>> queue;
    private final Transactions transactions;
    private final Rooms rooms;
    private final Duration limit;
    private final Deque<Ticket> held = new ArrayDeque<>();
    private boolean ended;

    /** Ends when it finds an empty element in the queue. */
    Committer(BlockingQueue<Optional<Ticket>> queue, Transactions transactions, Duration limit) {
        this.queue = queue;
        this.transactions = transactions;
        this.rooms = Rooms.of(new QuotaTable(transactions));
        this.limit = limit;
    }

    @Override
    public void run() {
        try {
            while (!ended || !held.isEmpty()) {
                List<Ticket> batch = next();
                if (batch.size() == 1) {
                    alone(batch.getFirst());
                } else if (!batch.isEmpty()) {
                    together(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A batch, one change per key; what would be a second one is held for the next. */
    private List<Ticket> next() throws InterruptedException {
        List<Ticket> waiting = new ArrayList<>(held);
        held.clear();
        if (waiting.isEmpty()) {
            add(queue.take(), waiting);
        }
        List<Optional<Ticket>> more = new ArrayList<>();
        queue.drainTo(more, Math.max(0, MAX_BATCH - waiting.size()));
        more.forEach(ticket -> add(ticket, waiting));
        List<Ticket> batch = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Ticket ticket : waiting) {
            boolean fits =
                    batch.isEmpty() || (ticket.batchable() && batch.getFirst().batchable());
            if (fits && keys.add(ticket.key())) {
                if (ticket.decide()) {
                    batch.add(ticket);
                }
            } else {
                keys.add(ticket.key());
                held.add(ticket);
            }
        }
        batch.sort(BY_KEY);
        return batch;
    }

    private void add(Optional<Ticket> ticket, List<Ticket> waiting) {
        ticket.ifPresentOrElse(waiting::add, () -> ended = true);
    }

    private void together(List<Ticket> batch) {
        Map<Long, Placement> placements = new HashMap<>();
        batch.forEach(ticket -> placements.putAll(ticket.placements()));
        List<Publish> changes = batch.stream().map(Ticket::change).toList();
        try {
            List<PublishResult> results = transactions.writeOnce(
                    connection -> Batch.run(connection, changes, Guards.placements(placements), rooms));
            for (int i = 0; i < results.size(); i++) {
                batch.get(i).answer().complete(results.get(i));
            }
        } catch (MetadataException.Unavailable | MetadataException.OutcomeUnknown e) {
            batch.forEach(ticket -> ticket.answer().completeExceptionally(e));
        } catch (RuntimeException e) {
            // Each answer then tells what is wrong with its own change, if anything is.
            batch.forEach(this::alone);
        }
    }

    private void alone(Ticket ticket) {
        try {
            ticket.answer().complete(transactions.write(limit, connection -> one(connection, ticket)));
        } catch (RuntimeException e) {
            ticket.answer().completeExceptionally(e);
        }
    }

    private PublishResult one(Connection connection, Ticket ticket) throws SQLException {
        return switch (ticket.change()) {
            case Publish.Complete complete -> Completion.run(connection, complete, rooms);
            case Publish.RemoveVersion remove -> remove(connection, remove);
            case Publish.Rename rename -> Renaming.run(connection, rename, rooms);
            case Publish.Put put -> batch(connection, ticket);
            case Publish.Remove remove -> batch(connection, ticket);
            case Publish.PutPart part -> batch(connection, ticket);
        };
    }

    private PublishResult batch(Connection connection, Ticket ticket) throws SQLException {
        return Batch.run(connection, List.of(ticket.change()), Guards.placements(ticket.placements()), rooms)
                .getFirst();
    }

    private static PublishResult remove(Connection connection, Publish.RemoveVersion remove) throws SQLException {
        Optional<PublishResult> refusal = Guards.read(connection, List.of(remove), Guards.placements(Map.of()))
                .refusal(remove);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!holds(connection, remove)) {
            return new PublishResult.PreconditionFailed();
        }
        if (VersionRows.locked(connection, remove.path(), remove.versionId(), remove.bypassGovernance())) {
            return new PublishResult.Locked();
        }
        Optional<VersionRows.Gone> gone = VersionRows.remove(connection, remove.path(), remove.versionId());
        GarbageTable.add(
                connection,
                gone.stream().flatMap(each -> each.content().stream()).toList());
        return new PublishResult.VersionRemoved(
                gone.filter(VersionRows.Gone::deleteMarker).isPresent(), gone.isPresent());
    }

    private static boolean holds(Connection connection, Publish.RemoveVersion remove) throws SQLException {
        String path = remove.path();
        String id = remove.versionId();
        return switch (remove.precondition()) {
            case Precondition.IfCurrent(long order, ContentId content) ->
                VersionRows.is(connection, path, id, order, content);
            case Precondition.IfOrder(long order) -> VersionRows.hasOrder(connection, path, id, order);
            case Precondition.IfBehind(long order) -> VersionRows.isBehind(connection, path, id, order);
            case Precondition.IfAlone(long order) -> VersionRows.isAlone(connection, path, id, order);
            case Precondition.None _, Precondition.IfAbsent _, Precondition.IfPresent _, Precondition.IfMatch _ -> true;
        };
    }
}
