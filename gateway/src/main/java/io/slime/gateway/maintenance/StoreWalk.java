package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.task.TaskRow;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks all reachable stores, chunk by chunk in order of ids, a page at a time. Each store has a leased row in the database with
 * a cursor, so that one gateway walks it, and a walk that broke off is taken up again.
 */
final class StoreWalk {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWalk.class);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final String task;
    private final Stores stores;
    private final TaskTable tasks;
    private final UUID gateway;
    private final Queue<UUID> waiting = new ArrayDeque<>();

    StoreWalk(String task, Stores stores, TaskTable tasks, UUID gateway) {
        this.task = task;
        this.stores = stores;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    /** What is done at a store. */
    interface Visitor {
        /** Works on the chunks behind {@code after}; where to go on, empty if the store is through. */
        Optional<ChunkId> page(ChunkStore store, Optional<ChunkId> after);

        /** How it went at the store since its first page, a JSON object; the next store begins anew. */
        String progress(boolean through);
    }

    /** Does one page; whether this pass over the stores is not through yet. */
    boolean step(Visitor visitor) {
        if (waiting.isEmpty()) {
            stores.present().stream().sorted().forEach(waiting::add);
        }
        UUID uuid = waiting.peek();
        if (uuid == null) {
            return false;
        }
        Optional<ChunkStore> store = stores.reach(uuid);
        String row = task + ":" + uuid;
        Optional<TaskRow> lease = store.isEmpty() ? Optional.empty() : tasks.lease(row, gateway, LEASE);
        if (store.isEmpty() || lease.isEmpty()) {
            waiting.remove();
            return !waiting.isEmpty();
        }
        Optional<ChunkId> after = lease.get().cursor().map(ChunkId::parse);
        boolean stays = false;
        try {
            Optional<ChunkId> next = visitor.page(store.get(), after);
            tasks.save(row, gateway, next.map(ChunkId::toString), visitor.progress(next.isEmpty()));
            stays = next.isPresent();
        } catch (ChunkException e) {
            LOG.warn("{} breaks off at store {}, goes on there in the next pass: {}", task, uuid, e.getMessage());
        } finally {
            // Whatever goes wrong here must not keep the walk from the other stores.
            if (!stays) {
                waiting.remove();
            }
        }
        if (stays) {
            return true;
        }
        tasks.release(row, gateway);
        return !waiting.isEmpty();
    }
}
